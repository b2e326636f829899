using System.CommandLine;
using Microsoft.Data.Sqlite;
using Spectre.Console;
using TierFunctions.Local.Files;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>The <c>tier</c> command: what it offers, and how a command's end becomes an exit code.</summary>
internal static class CommandLine
{
    // Where nobody reads a terminal, tables are as wide as they need to be.
    private const int WidthWithoutTerminal = 160;

    /// <summary>For how long a command may go on after Ctrl-C: what serves lets requests and messages under way come to their end.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(45);

    /// <summary>SQLite's codes for a disk or a folder that is at fault: read-only, I/O error, damaged, full, cannot be opened.</summary>
    private static readonly int[] StorageTrouble = [8, 10, 11, 13, 14];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = WidthWithoutTerminal;
        var root = new RootCommand("Assesses a marketplace's stores: from metric blobs to tiers with reasons.")
        {
            DemoCommand.Create(),
            RunCommand.Create(),
            ServeCommand.Create(),
            ShowCommand.Create(),
            EvaluateCommand.Create(),
            PolicyCommand.Create(),
            SimulateCommand.Create(),
            ProjectCommand.Create(),
            RunsCommand.Create(),
            NoticesCommand.Create(),
            RulingsCommand.Create(),
            CasesCommand.Create(),
            ExportCommand.Create(),
            SampleCommand.Create(),
            DoctorCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"tier: {error.Message}");
            await Console.Error.WriteLineAsync("Try --help.");
            return ExitCode.BadInput;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = EndsWithin });
    }

    /// <summary>Runs a command's work. What a user can put right is said in one message; the trace of a bug is shown only where TIER_TRACE=1 asks for it.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Guarded(Func<ParseResult, CancellationToken, Task<int>> work) => async (parsed, cancellationToken) =>
    {
        try
        {
            return await work(parsed, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("tier: stopped. Start the same command again to go on where it left off.");
            return ExitCode.RunFailed;
        }
        catch (Exception problem) when (problem is BadInputException or PolicyNotFoundException or InputNotFoundException or InputChangedException
            or DataDirectoryInUseException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"tier: {problem.Message}");
            return ExitCode.BadInput;
        }
        catch (SqliteException problem) when (StorageTrouble.Contains(problem.SqliteErrorCode))
        {
            await Console.Error.WriteLineAsync($"tier: the database cannot be used any further: {problem.Message}");
            await Console.Error.WriteLineAsync("tier: nothing that was kept is lost. Put right what is wrong and start the same command again: it goes on where it left off.");
            return ExitCode.RunFailed;
        }
        catch (Exception problem)
        {
            var trace = Environment.GetEnvironmentVariable("TIER_TRACE") == "1" ? problem.ToString() : $"{problem.GetType().Name}: {problem.Message}\n(TIER_TRACE=1 shows where.)";
            await Console.Error.WriteLineAsync($"tier: something unexpected happened. {trace}");
            return ExitCode.RunFailed;
        }
    };
}
