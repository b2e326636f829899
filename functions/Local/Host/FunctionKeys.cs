using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace TierFunctions.Local.Host;

/// <summary>
/// The keys that open functions to machines, sent in the header <c>x-functions-key</c>. The admin key opens all of them. They are
/// settings; one that is not set is made once and kept in the data folder, readable by its owner alone.
/// </summary>
internal sealed class FunctionKeys
{
    public const string Header = "x-functions-key";
    public const string FunctionSetting = "Keys:Function";
    public const string AdminSetting = "Keys:Admin";

    private readonly byte[] function;
    private readonly byte[] admin;

    private FunctionKeys(string function, string admin)
    {
        this.function = Hash(function);
        this.admin = Hash(admin);
    }

    public static FunctionKeys Read(string file, Func<string, string?> setting)
    {
        var (function, admin) = (setting(FunctionSetting), setting(AdminSetting));
        if (function is not { Length: > 0 } || admin is not { Length: > 0 })
        {
            var kept = File.Exists(file) ? Kept(file) : Make(file);
            function = function is { Length: > 0 } ? function : kept[FunctionSetting];
            admin = admin is { Length: > 0 } ? admin : kept[AdminSetting];
        }
        return new FunctionKeys(function, admin);
    }

    /// <summary>Whether a key opens functions of a level. How long the answer takes says nothing about the key.</summary>
    public bool Open(AuthorizationLevel level, string? key)
    {
        if (level is AuthorizationLevel.Anonymous) return true;
        if (key is not { Length: > 0 }) return false;
        var given = Hash(key);
        var (isFunction, isAdmin) = (CryptographicOperations.FixedTimeEquals(given, function), CryptographicOperations.FixedTimeEquals(given, admin));
        return isAdmin | (isFunction & level is AuthorizationLevel.Function);
    }

    // Keys of any length become one length, which the comparison needs.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static Dictionary<string, string> Kept(string file)
    {
        try
        {
            if (JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) is { } kept && kept.ContainsKey(FunctionSetting) && kept.ContainsKey(AdminSetting)) return kept;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new Cli.BadInputException($"{file} does not hold the keys of the functions: expected a JSON object with \"{FunctionSetting}\" and \"{AdminSetting}\". Delete it to have new ones made.");
    }

    private static Dictionary<string, string> Make(string file)
    {
        var keys = new Dictionary<string, string> { [FunctionSetting] = NewKey(), [AdminSetting] = NewKey() };
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        JsonSerializer.Serialize(stream, keys);
        return keys;
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(40)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
