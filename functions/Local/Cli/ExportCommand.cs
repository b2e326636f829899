using System.CommandLine;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier export</c>: every outcome of a run, for other tools.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "The run, as 'tier runs' lists it: programme|period|revision", Required = true, HelpName = "run" };
        var format = new Option<string>("--format") { Description = "csv or ndjson", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "ndjson");
        var output = new Option<string?>("--out") { Description = "The file to write; standard output if left out", HelpName = "file" };
        var data = CommonOptions.Data();
        var storage = CommonOptions.Storage();
        var command = new Command("export", "Writes the outcomes of a run, one line a store") { run, format, output, data, storage };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            if (!RunKey.TryParse(parsed.GetValue(run), out var key)) throw new BadInputException($"'{parsed.GetValue(run)}' is not a run: expected programme|period|revision.");
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken);
            var found = await host.Runs.FindAsync(key!, cancellationToken) ?? throw new BadInputException($"There is no run {key}; 'tier runs' lists those there are."); // parsed, so not null
            if (!found.IsCompleted) throw new BadInputException($"{key} is {found.State}; only a completed run can be exported.");
            var plan = await host.Plans.OfAsync(found.Key, cancellationToken);
            await using Stream stream = parsed.GetValue(output) is { } file ? File.Create(file) : Console.OpenStandardOutput();
            using IOutcomeExport export = parsed.GetValue(format) == "csv" ? new CsvExport(stream, plan) : new NdjsonExport(stream, plan);
            foreach (var bucket in plan.Chunks.Select(chunk => chunk.Bucket).Distinct())
            {
                await foreach (var outcome in host.Outcomes.RangeAsync(found.Key, bucket, null, null, cancellationToken)) export.Write(outcome);
            }
            return ExitCode.Done;
        }));
        return command;
    }
}
