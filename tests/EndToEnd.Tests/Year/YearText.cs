using System.Globalization;
using System.Text;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.EndToEnd.Tests.Year;

/// <summary>The year at a glance: for each programme a row for each store with a name and a column for each period, then why a tier is another than the readings earned.</summary>
internal sealed class YearText(AssessedYear year)
{
    private static readonly (string Programme, IReadOnlyList<Script> Scripts)[] Programmes =
    [
        ("service-level", Cast.Levels), ("china-good-sellers", Cast.GoodSellers), ("pop-tier", Cast.Pop), ("managed-tier", Cast.Managed), ("refund-rate-warning", Cast.Products),
        ("starters", Cast.Starters), ("seasons", Cast.Seasons), ("gold-silver", Cast.Medals), ("annual-fee-refund", Cast.Fees),
    ];

    private readonly StringBuilder text = new();

    public async Task<string> WriteAsync()
    {
        text.Append("A tier is marked where a rule made it another than was earned: ");
        text.AppendJoin(", ", Enum.GetValues<MovedBy>().Select(rule => $"{MarkOf(rule)} {Words.Write(rule)}")).Append("; + protected by an exemption;\n");
        text.Append("The default tier is (0) where a store was not assessed, (-) where it is not eligible, (?) where it is not evaluable. Beside a store stands what its readings were worth.\n");
        foreach (var (programme, scripts) in Programmes) await WriteAsync(programme, scripts);
        foreach (var run in (await year.Marketplace.RunsAsync()).Where(run => run.Supersedes is not null)) await WriteAsync(run);
        return text.ToString();
    }

    private async Task WriteAsync(string programme, IReadOnlyList<Script> scripts)
    {
        var runs = (await year.Marketplace.RunsAsync()).Where(run => run.Key.Programme == programme).GroupBy(run => run.Key.Period).Select(revisions => revisions.Last()).ToList();
        var outcomes = new List<(Script Script, List<StoredOutcome?> Year)>();
        foreach (var script in scripts)
        {
            var held = new List<StoredOutcome?>();
            foreach (var run in runs) held.Add(await year.Marketplace.OutcomeAsync(run.Key, script.Store));
            outcomes.Add((script, held));
        }
        var width = outcomes.SelectMany(row => row.Year).Max(outcome => CellOf(outcome).Length) + 2;
        Line($"\n{programme,-23}{"",-13}{string.Concat(runs.Select(run => run.Key.Period.ToString().Replace($"{Rows.Year}-", "", StringComparison.Ordinal).PadRight(width)))}");
        foreach (var (script, held) in outcomes) Line($"{script.Store,-23}{script.Letters,-13}{string.Concat(held.Select(outcome => CellOf(outcome).PadRight(width)))}");
        foreach (var (script, held) in outcomes)
        {
            MovedBy? last = null;
            foreach (var outcome in held.OfType<StoredOutcome>())
            {
                var rule = StandingCodec.ReadRule(outcome.Standing).By;
                if (rule is not null && rule != last || outcome.Standing.Contains("exemptions", StringComparison.Ordinal)) Line($"  {outcome.Run.Period} {script.Store}: {outcome.Tier} {outcome.Standing}");
                last = rule;
            }
        }
    }

    /// <summary>What a revision gives and takes back, of every store, also of those without a name.</summary>
    private async Task WriteAsync(Run run)
    {
        var revision = run.Summary!.Revision!; // completed, and a revision
        Line($"\n{run.Key} ({run.Reason}) beside revision {run.Supersedes?.Revision}: stores that differ {revision.Stores}, up {revision.Up}, down {revision.Down}, corrected notices {revision.Corrected}");
        var compared = (CompareResult.Compared)await year.Marketplace.Of<CompareRunsHandler>().HandleAsync(new CompareRuns(null, run.Key, null, 1000), CancellationToken.None);
        foreach (var store in compared.Stores)
        {
            Line($"  {store.Change.Store}: {store.Change.Old?.Tier.Name} > {store.Change.New?.Tier.Name}; {string.Join(", ", store.Notices.Select(notice => $"{notice.Template} by {notice.Channel}"))}");
            Line($"    gives {Names(store.Change.Entitlements.Gained)}");
            Line($"    takes back {Names(store.Change.Entitlements.Lost)}");
            foreach (var (old, now) in store.Change.Entitlements.Changed) Line($"    {now.Entitlement.Id} until {now.Until:yyyy-MM-dd}, was {old.Until:yyyy-MM-dd}");
        }

        static string Names(IReadOnlyList<Grant> grants) => grants.Count == 0 ? "nothing" : string.Join(", ", grants.Select(grant => grant.Entitlement.Id));
    }

    private static string CellOf(StoredOutcome? outcome) => outcome switch
    {
        null => "-",
        _ when outcome.Status is Status.Assessed || StandingCodec.ReadRule(outcome.Standing).By is not null => $"{outcome.Tier}{(StandingCodec.ReadRule(outcome.Standing).By is { } rule ? MarkOf(rule) : "")}{(outcome.Standing.Contains("exemptions", StringComparison.Ordinal) ? "+" : "")}",
        { Status: Status.NotAssessed } => "(0)",
        { Status: Status.NotEligible } => "(-)",
        { Status: Status.NotEvaluable } => "(?)",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static char MarkOf(MovedBy rule) => rule switch
    {
        MovedBy.Strike => '!',
        MovedBy.StepDown => '\\',
        MovedBy.StepUp => '/',
        MovedBy.Grace => '*',
        MovedBy.Protection => '=',
        MovedBy.IncubationEnded => '|',
        MovedBy.Waiting => '~',
        MovedBy.Cancelled => 'x',
        MovedBy.FallsLater => '<',
        MovedBy.Validity => '^',
        MovedBy.Unjudged => '"',
        MovedBy.Override => '@',
        MovedBy.DiscretionaryBar => '#',
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');
}
