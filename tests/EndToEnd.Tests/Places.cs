namespace TierFunctions.EndToEnd.Tests;

/// <summary>Where the repository lies, and the data that is kept outside it.</summary>
internal static class Places
{
    /// <summary>The folder of TierFunctions.sln.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The folder named by TIERFUNCTIONS_SHARED, or <c>shared</c> beside the repository; it need not be there.</summary>
    public static string Shared { get; } = Environment.GetEnvironmentVariable("TIERFUNCTIONS_SHARED") ?? FindShared(Root);

    public static bool IsContinuousIntegration { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    private static string Above(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Join(folder, "TierFunctions.sln"))) return folder;
        }
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds TierFunctions.sln.");
    }

    // A worktree lies a folder deeper than a clone does.
    private static string FindShared(string root)
    {
        for (var folder = Path.GetDirectoryName(root); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Join(folder, "shared", "bench"))) return Path.Join(folder, "shared");
        }
        return Path.GetFullPath(Path.Join(root, "..", "shared"));
    }
}

/// <summary>A test that needs data from outside the repository, and perhaps a tool; skipped without them. Where CI=true a missing tool is a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string path, string? tool = null)
    {
        var full = Path.Join(Places.Shared, path);
        if (!Path.Exists(full)) Skip = $"There is no {full}.";
        else if (tool is not null && !Places.IsContinuousIntegration && !IsInstalled(tool)) Skip = $"There is no {tool} on this machine.";
    }

    private static bool IsInstalled(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Join(folder, tool)) || File.Exists(Path.Join(folder, tool + ".exe")));
}

/// <summary>A test that needs a Unix shell; skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute()
    {
        if (!File.Exists("/bin/sh")) Skip = "There is no /bin/sh on this machine.";
    }
}
