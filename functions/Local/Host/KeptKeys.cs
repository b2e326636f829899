using System.Security.Cryptography;
using System.Text.Json;
using TierFunctions.App;

namespace TierFunctions.Local.Host;

/// <summary>The secrets of a host that nobody gave any: made once and kept in the data folder, readable by its owner alone. Settings go before them.</summary>
internal static class KeptKeys
{
    public static IReadOnlyDictionary<string, string?> Read(string file)
    {
        if (!File.Exists(file)) Make(file);
        try
        {
            if (JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllText(file)) is { } kept
                && kept.ContainsKey(FunctionKeys.FunctionSetting) && kept.ContainsKey(FunctionKeys.AdminSetting) && kept.ContainsKey(Settings.LinkKeys)) return kept;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new Cli.BadInputException(
            $"{file} does not hold the keys of this host: expected a JSON object with \"{FunctionKeys.FunctionSetting}\", \"{FunctionKeys.AdminSetting}\" and \"{Settings.LinkKeys}\". Delete it to have new ones made.");
    }

    private static void Make(string file)
    {
        var keys = new Dictionary<string, string>
        {
            [FunctionKeys.FunctionSetting] = NewKey(),
            [FunctionKeys.AdminSetting] = NewKey(),
            [Settings.LinkKeys] = "local:" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        JsonSerializer.Serialize(stream, keys);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(40)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
