using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier runs compare</c>: what one run of a period says of stores and another does not.</summary>
internal static class CompareCommand
{
    private const int Page = 1_000;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static Command Create()
    {
        var old = new Argument<string>("old") { Description = "A completed run, such as gold-silver|2026-Q3|1" };
        var now = new Argument<string>("new") { Description = "Another of the same programme and period" };
        var data = CommonOptions.Data();
        var storage = CommonOptions.Storage();
        var json = CommonOptions.Json();
        var command = new Command("compare", "What one run gives stores and another does not: tiers, entitlements, notices") { old, now, data, storage, json };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken);
            var (before, after) = (Key(parsed.GetValue(old)!), Key(parsed.GetValue(now)!)); // arguments that must be given
            var stores = StoresAsync(host, before, after, cancellationToken);
            if (parsed.GetValue(json)) await WriteAsync(before, after, stores);
            else await ChangeText.PrintAsync(before, after, stores);
            return ExitCode.Done;
        }));
        return command;
    }

    private static RunKey Key(string text) => RunKey.TryParse(text, out var key) && key is not null ? key : throw new BadInputException($"'{text}' is not a run: expected programme|period|revision, as 'tier runs' lists them.");

    private static async IAsyncEnumerable<ComparedStore> StoresAsync(LocalHost host, RunKey before, RunKey after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? next = null; ;)
        {
            var compared = await host.Compare.HandleAsync(new CompareRuns(before, after, next, Page), cancellationToken) switch
            {
                CompareResult.Compared page => page,
                CompareResult.Unknown unknown => throw new BadInputException(unknown.What),
                CompareResult.Refused refused => throw new BadInputException(refused.Reason),
                _ => throw new UnreachableException(),
            };
            foreach (var store in compared.Stores) yield return store;
            if ((next = compared.Next) is null) yield break;
        }
    }

    private static async Task WriteAsync(RunKey before, RunKey after, IAsyncEnumerable<ComparedStore> stores)
    {
        await using var output = Console.OpenStandardOutput();
        await using (var json = new Utf8JsonWriter(output, Indented))
        {
            json.WriteStartObject();
            json.WriteString("old", before.ToString());
            json.WriteString("new", after.ToString());
            json.WriteStartArray("stores");
            await foreach (var store in stores)
            {
                ChangeJson.Write(json, store);
                await json.FlushAsync();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }
}
