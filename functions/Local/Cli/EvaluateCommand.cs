using System.CommandLine;
using System.Text.Json;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier evaluate</c>: one store's readings against a policy; nothing is stored.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var policy = new Option<string>("--policy") { Description = "The policy document", Required = true, HelpName = "file" };
        var period = CommonOptions.Period(required: true);
        var store = new Option<string>("--store") { Description = "One store's readings as a JSON object; - for standard input", Required = true, HelpName = "file|-" };
        var benchmarks = new Option<string?>("--benchmarks") { Description = "A run's benchmarks.json, for limits that depend on peers", HelpName = "file" };
        var json = CommonOptions.Json();
        var command = new Command("evaluate", "Judges one store's readings against a policy; stores nothing") { policy, period, store, benchmarks, json };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            var document = PolicyCommand.ReadPolicy(parsed.GetValue(policy)!);
            var asked = parsed.GetValue(period)!.Value;
            if (asked.Cadence != document.Cadence) throw new BadInputException($"{document.Programme} is assessed {document.Cadence.ToString().ToLowerInvariant()}; {asked} is not such a period.");
            var frozen = parsed.GetValue(benchmarks) is { } file ? await ReadBenchmarksAsync(file, cancellationToken) : BenchmarkSet.Empty;
            var plan = new RunPlan(new RunKey(document.Programme, asked, 1), document, frozen, []);
            var explanation = Judge(plan, await ReadStoreAsync(parsed.GetValue(store)!, cancellationToken), parsed.GetValue(store)!);
            if (parsed.GetValue(json)) ShowCommand.WriteJson([explanation]);
            else EvidenceText.Print(explanation, "en");
            return ExitCode.Done;
        }));
        return command;
    }

    private static Explanation Judge(RunPlan plan, byte[] json, string file)
    {
        var row = StoredReadings.Read(json, null, plan, out var store, out var faults);
        if (row is null)
        {
            throw new BadInputException(string.Join('\n', faults.Select(fault =>
                $"{file}: {(fault.Column is { } column ? $"{column}: " : "")}{fault.Code}: expected {fault.Expected}")));
        }
        var evidence = Evidence.Of(plan.Judge, row, plan.HeldBefore(row), plan.Run.Period);
        return new Explanation(plan, null, store ?? "(no id)", null, evidence, null, null);
    }

    private static async Task<byte[]> ReadStoreAsync(string file, CancellationToken cancellationToken)
    {
        if (file != "-") return await File.ReadAllBytesAsync(file, cancellationToken);
        await using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static async Task<BenchmarkSet> ReadBenchmarksAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return BenchmarkCodec.Read(await File.ReadAllBytesAsync(file, cancellationToken));
        }
        catch (JsonException problem)
        {
            throw new BadInputException($"{file} does not hold a run's benchmarks: {problem.Message}");
        }
    }
}
