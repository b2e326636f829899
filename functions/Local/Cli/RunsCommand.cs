using System.CommandLine;
using Spectre.Console;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier runs</c>: every run in a data folder.</summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var storage = CommonOptions.Storage();
        var programme = CommonOptions.Programme(required: false);
        var json = CommonOptions.Json();
        var command = new Command("runs", "Lists the runs in a data folder") { programme, data, storage, json, CompareCommand.Create() };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken);
            var runs = await host.Runs.ListAsync(parsed.GetValue(programme), cancellationToken);
            if (parsed.GetValue(json)) RunJson.Write(Console.OpenStandardOutput(), runs, host);
            else Print(runs);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Print(IReadOnlyList<Run> runs)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Run", "State", "Policy", "Accepted", "Stores", "Outcomes");
        foreach (var run in runs)
        {
            table.AddRow(
                Markup.Escape(run.Key.ToString()), run.State.ToString(), Markup.Escape(run.PolicyVersion),
                Number(run.Ingest?.Accepted), Number(run.Summary is { } summary ? summary.Evaluated + summary.NotEvaluable + summary.Failed : null),
                run.Summary?.OutcomesSha256[..12] ?? "");
        }
        AnsiConsole.Write(table);

        static string Number(long? number) => number is { } value ? FormattableString.Invariant($"{value:N0}") : "";
    }
}
