using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>The built program, as a process of its own.</summary>
internal static class Tier
{
    private static readonly string Program = Path.Join(AppContext.BaseDirectory, "tier.dll");

    /// <summary>Runs a command in the repository's folder.</summary>
    public static Task<Ended> RunAsync(params string[] arguments) => RunAsync(arguments, environment: new Dictionary<string, string>());

    public static async Task<Ended> RunAsync(string[] arguments, IReadOnlyDictionary<string, string> environment, string input = "")
    {
        using var process = Start(arguments, environment);
        return await EndAsync(process, input);
    }

    /// <summary>Runs a command through a shell, behind a line of shell that sets limits.</summary>
    public static async Task<Ended> RunInShellAsync(string limits, params string[] arguments)
    {
        var line = $"{limits}; exec dotnet {string.Join(' ', arguments.Prepend(Program).Select(argument => $"'{argument}'"))}";
        using var process = Process.Start(Info("/bin/sh", ["-c", line])) ?? throw new InvalidOperationException("The shell did not start.");
        return await EndAsync(process, "");
    }

    /// <summary>Runs another program to its end.</summary>
    public static async Task<Ended> RunProgramAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Info(program, arguments)) ?? throw new InvalidOperationException($"{program} did not start.");
        return await EndAsync(process, "");
    }

    /// <summary>Starts a command and leaves it running; what it prints is thrown away.</summary>
    public static Process StartSilently(params string[] arguments)
    {
        var process = Start(arguments, new Dictionary<string, string>());
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>A run's JSON; the command must have ended well.</summary>
    public static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var ended = await RunAsync(arguments);
        Assert.True(ended.Code == 0, ended.ToString());
        return JsonElement.Parse(ended.Output);
    }

    private static Process Start(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var info = Info("dotnet", [Program, .. arguments]);
        foreach (var (name, value) in environment) info.Environment[name] = value;
        return Process.Start(info) ?? throw new InvalidOperationException("tier did not start.");
    }

    private static ProcessStartInfo Info(string program, string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Places.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        info.Environment.Remove("TIER_TRACE");
        return info;
    }

    private static async Task<Ended> EndAsync(Process process, string input)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, await output, await errors);
    }
}

/// <summary>What a command came to.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    public string All => Output + Errors;
}
