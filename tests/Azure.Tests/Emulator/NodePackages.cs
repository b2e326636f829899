using System.Diagnostics;

namespace TierFunctions.Azure.Tests.Emulator;

/// <summary>Tools that run on Node.js, installed once with npm into a cache folder of the user.</summary>
/// <param name="name">The folder's name, which the version is part of: another version is installed beside it.</param>
/// <param name="needed">A file below <c>node_modules</c> for each of the tools, without which they are installed.</param>
internal sealed class NodePackages(string name, string[] packages, string[] needed)
{
    /// <summary>Why no tool can be had here; null where it can. Where CI is set, what is missing fails instead.</summary>
    public static string? Unavailable { get; } = Environment.GetEnvironmentVariable("CI") == "true" || (Finds("node") && Finds("npm"))
        ? null
        : "Node.js with npm is not installed.";

    public string Folder { get; } =
        Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "tier-functions", name);

    public string PathOf(string file) => Path.Join(Folder, "node_modules", file);

    public async Task InstallAsync()
    {
        if (needed.All(file => File.Exists(PathOf(file)))) return;
        Directory.CreateDirectory(Folder);
        await RunAsync("npm", ["install", "--prefix", Folder, "--no-audit", "--no-fund", "--loglevel", "error", .. packages]);
    }

    /// <summary>Runs a program to its end and returns what it prints; what went wrong is thrown with all that it said.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }

    private static bool Finds(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Join(folder, program)) || File.Exists(Path.Join(folder, program + ".exe")) || File.Exists(Path.Join(folder, program + ".cmd")));
}
