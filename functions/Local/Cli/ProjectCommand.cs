using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier project</c>: which stores would lose their tier if the open period were judged now.</summary>
internal static class ProjectCommand
{
    private const int MostShown = 20;

    public static Command Create()
    {
        var programme = CommonOptions.Programme(required: true);
        var metrics = new Option<string[]>("--metrics") { Description = "Today's metric blobs", Required = true, HelpName = "file|dir", AllowMultipleArgumentsPerToken = true };
        var remind = new Option<bool>("--remind") { Description = "Owes stores at risk the notices that the policy says, once in a period" };
        var (data, storage, workers, json) = (CommonOptions.Data(), CommonOptions.Storage(), CommonOptions.Workers(), CommonOptions.Json());
        var command = new Command("project", "Judges every store by its readings so far and says who would lose its tier; moves nobody") { programme, metrics, remind, data, storage, workers, json };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            var asked = new ProjectStores(parsed.GetValue(programme)!, parsed.GetValue(metrics)!, parsed.GetValue(remind));
            var (folder, account, count) = (parsed.GetValue(data)!, parsed.GetValue(storage), CommonOptions.Read(parsed, workers));
            await using var host = asked.Remind
                ? await LocalHost.OpenAsync(folder, account, "policies", count, new Progress<RunProgress>(), TimeProvider.System, cancellationToken)
                : await LocalHost.OpenToReadAsync(folder, account, cancellationToken, count);
            var projection = await host.ProjectStores.HandleAsync(asked, cancellationToken) switch
            {
                null => throw new BadInputException($"{asked.Programme} has no completed run to project by; 'tier runs' lists what there is."),
                StoresProjection.Impossible impossible => throw new BadInputException($"{asked.Programme} {impossible.Period} cannot be projected: {impossible.Reason}"),
                StoresProjection.Judged judged => judged,
                _ => throw new UnreachableException(),
            };
            if (parsed.GetValue(json)) WriteJson(asked.Programme, projection);
            else Print(asked, projection);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Print(ProjectStores asked, StoresProjection.Judged projection)
    {
        var sums = projection.Sums;
        Console.WriteLine($"{asked.Programme} {projection.Period}, judged now by the benchmarks of {projection.BenchmarksOf}");
        Console.WriteLine();
        if (projection.AtRisk.Count > 0)
        {
            var table = new Table().Border(TableBorder.Minimal).AddColumns("Store", "Holds", "Would hold");
            foreach (var store in projection.AtRisk.Take(MostShown)) table.AddRow(Markup.Escape(store.Store), Markup.Escape(store.Tier), Markup.Escape(store.Projected));
            AnsiConsole.Write(table);
            if (projection.AtRisk.Count > MostShown) Console.WriteLine(FormattableString.Invariant($"and {projection.AtRisk.Count - MostShown:N0} more; --json lists all"));
        }
        Console.WriteLine(FormattableString.Invariant($"Rows              {sums.Read:N0} read = {sums.Accepted:N0} accepted + {sums.Quarantined:N0} quarantined"));
        Console.WriteLine(FormattableString.Invariant($"Holders           {sums.Holders:N0} = {sums.Safe:N0} safe + {sums.AtRisk:N0} at risk + {sums.Unknown:N0} not to be judged yet + {sums.Absent:N0} without a row"));
        if (asked.Remind) Console.WriteLine(FormattableString.Invariant($"Notices           {sums.Owed + sums.Told:N0} = {sums.Owed:N0} owed now + {sums.Told:N0} owed before, under {RunKey.OfReminders(asked.Programme, projection.Period)}"));
        if (sums.Withdrawn > 0) Console.WriteLine(FormattableString.Invariant($"Withdrawn         {sums.Withdrawn:N0} notices that waited, of stores that are out of danger"));
    }

    private static void WriteJson(string programme, StoresProjection.Judged projection)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("programme", programme);
            json.WriteString("period", projection.Period.ToString());
            json.WriteString("benchmarksOf", projection.BenchmarksOf.ToString());
            foreach (var (name, count) in Counts(projection.Sums)) json.WriteNumber(name, count);
            json.WriteStartArray("stores");
            foreach (var store in projection.AtRisk)
            {
                json.WriteStartObject();
                SubjectJson.WriteMembers(json, store.Store);
                json.WriteString("tier", store.Tier);
                json.WriteString("projected", store.Projected);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static IEnumerable<(string Name, long Count)> Counts(ProjectionSums sums) =>
    [
        ("rowsRead", sums.Read), ("rowsAccepted", sums.Accepted), ("rowsQuarantined", sums.Quarantined), ("holders", sums.Holders), ("safe", sums.Safe),
        ("atRisk", sums.AtRisk), ("unknown", sums.Unknown), ("absent", sums.Absent), ("noticesOwed", sums.Owed), ("noticesOwedBefore", sums.Told), ("noticesWithdrawn", sums.Withdrawn),
    ];
}
