using System.Globalization;
using Spectre.Console;
using TierFunctions.Local.Host;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>A run's result as people read it in a terminal.</summary>
internal static class RunText
{
    public static void Print(Run run, LocalHost host, bool wasOver, TimeSpan elapsed)
    {
        var console = AnsiConsole.Console;
        Console.WriteLine();
        if (wasOver) Console.WriteLine("This run was there already; nothing was done again.");
        Console.WriteLine($"{run.Key}: {Phrases.Of(run.State)} (policy {run.PolicyVersion})");
        if (run.Failure is { } failure) Console.WriteLine($"  {failure}");
        if (run.Ingest is { } ingest)
        {
            foreach (var finding in ingest.Findings) Console.WriteLine($"  {(finding.Stops ? "stop" : "warning")} {finding.Code}: {finding.Message}");
            if (run.State is RunState.GateFailed && ingest.Findings.Where(finding => finding.Stops).All(finding => finding.CanBeOverridden))
                Console.WriteLine("  To go on all the same, say why: --override-gate \"…\"");
        }
        if (run.GateOverride is { } reason) Console.WriteLine($"  The gate was overridden: {reason}");
        if (run.Summary is { } summary)
        {
            Console.WriteLine();
            console.Write(Counts("Tier", summary.Tiers, summary.Tiers.Sum(tier => tier.Value)));
            console.Write(Counts("Movement", summary.Movements, summary.Movements.Sum(movement => movement.Value)));
        }
        if (run.Summary?.Revision is { } revision) ChangeText.Print(console, revision, run.Supersedes);
        if (run.Ingest is { QuarantinedBy.Count: > 0 } read)
            console.Write(Counts("Quarantined because", [.. read.QuarantinedBy], read.Quarantined));
        PrintSums(console, run);
        if (run.Summary is { } done) Console.WriteLine($"Outcomes SHA-256  {done.OutcomesSha256}");
        if (run.Ingest is { Quarantined: > 0 }) Console.WriteLine($"Quarantine        {host.Files.AddressOf(run.Key, RunFile.Quarantine)}");
        if (run.IsCompleted) Console.WriteLine($"Report            {host.Files.AddressOf(run.Key, RunFile.Report)}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Took              {elapsed.TotalSeconds:0.0} s"));
    }

    private static void PrintSums(IAnsiConsole console, Run run)
    {
        if (run.Ingest is { } rows)
            Console.WriteLine(FormattableString.Invariant($"Rows              {rows.Read:N0} read = {rows.Accepted:N0} accepted + {rows.Quarantined:N0} quarantined"));
        if (run.Summary is not { } sum) return;
        var absent = sum.Absent > 0 ? FormattableString.Invariant($" (of which {sum.Absent:N0} held a tier and have no row)") : "";
        Console.WriteLine(FormattableString.Invariant(
            $"{(run.IsOfProducts ? "Products" : "Stores"),-18}{sum.Evaluated + sum.NotEvaluable + sum.Failed:N0} = {sum.Evaluated:N0} evaluated + {sum.NotEvaluable:N0} not evaluable{absent} + {sum.Failed:N0} failed"));
        long Of(NoticeState state) => sum.Notices.GetValueOrDefault(state);
        Console.WriteLine(FormattableString.Invariant(
            $"Notices           {sum.NoticesOwed:N0} = {Of(NoticeState.Sent):N0} sent + {Of(NoticeState.Suppressed):N0} suppressed + {Of(NoticeState.Pending):N0} pending + {Of(NoticeState.DeadLettered):N0} dead-lettered"));
        if (sum.Texts is { } texts) Console.WriteLine($"Sms at the most   {texts}");
    }

    private static Table Counts(string title, IReadOnlyList<KeyValuePair<string, long>> counts, long total)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumn(title).AddColumn(new TableColumn("Count").RightAligned()).AddColumn(new TableColumn("Share").RightAligned());
        foreach (var (name, count) in counts) table.AddRow(Markup.Escape(name), Figures.Count(count), Figures.Share(count, total));
        return table;
    }
}
