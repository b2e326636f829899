using Microsoft.Extensions.Configuration;

namespace TierFunctions.Local.Cli;

/// <summary>Where a command finds the settings of hooks.</summary>
internal static class HookSettings
{
    private const string Section = "Hooks";

    /// <param name="file">A JSON file; null for the environment alone.</param>
    /// <param name="folder">A folder that takes the place of every hook.</param>
    public static IReadOnlyDictionary<string, string?> Read(string? file, string? folder)
    {
        var builder = new ConfigurationBuilder();
        try
        {
            if (file is not null) builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            builder.AddEnvironmentVariables();
            var settings = builder.Build().GetSection(Section).AsEnumerable().Where(setting => setting.Value is not null).ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
            if (folder is null) return settings;
            // Texts may still lead somewhere; nothing else is reached.
            string[] kept = ["Hooks:From", "Hooks:FromName", "Hooks:Link", "Hooks:Unsubscribe"];
            var local = settings.Where(setting => kept.Contains(setting.Key, StringComparer.OrdinalIgnoreCase) || setting.Key.StartsWith("Hooks:UnsubscribeKeys", StringComparison.OrdinalIgnoreCase))
                .ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
            local["Hooks:Folder"] = folder;
            return local;
        }
        catch (Exception problem) when (problem is InvalidDataException or FileNotFoundException)
        {
            throw new BadInputException($"--settings {file}: {(problem is FileNotFoundException ? "there is no such file" : "expected a JSON object")}.");
        }
    }
}
