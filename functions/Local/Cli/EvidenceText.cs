using Spectre.Console;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;
using Status = TierFunctions.Domain.Evaluation.Status;

namespace TierFunctions.Local.Cli;

/// <summary>An explanation as people read it in a terminal.</summary>
internal static class EvidenceText
{
    /// <param name="language">In which it says what would lift the store.</param>
    public static void Print(Explanation explanation, string language)
    {
        var console = AnsiConsole.Console;
        var plan = explanation.Plan;
        Console.WriteLine($"{explanation.Store} in {plan.Policy.Programme} {plan.Run.Period}{(explanation.Industry is { Length: > 0 } industry ? $", {industry}" : "")}");
        if (explanation.Evidence is not { } evidence)
        {
            Console.WriteLine($"  {explanation.Outcome?.Tier}: {explanation.Reason}{RuleOf(explanation.Outcome)}");
            return;
        }
        Console.WriteLine(
            $"  {evidence.Standing.Tier.Name}{StatusOf(evidence.Status)}; before: {evidence.Before?.Name ?? "nothing"} ({Phrases.Of(evidence.Movement)}){(evidence.Standing.Since is { } since ? $"; held since {Figures.Day(since)}" : "")}");
        if (evidence.Moved is { } moved && MovementPhrases.Of(moved, plan.Policy) is { } why) Console.WriteLine($"  earned {moved.Earned.Name}; {why}");
        else if (evidence.Moved?.Until is { } until) Console.WriteLine($"  holds this tier until {Figures.Day(until)} at the longest");
        foreach (var exemption in evidence.Exemptions) Console.WriteLine($"  protected by exemption {exemption.Id}: {exemption.Reason}");
        Console.WriteLine($"  policy {plan.Policy.Version}{(explanation.Run is { } run ? $"; run {run.Key}" : "; judged now, nothing stored")}{(explanation.BenchmarksOf is { } frozen ? $"; limits from peers are those of {frozen}" : "")}");
        Console.WriteLine();

        if (evidence.Population.Count > 0) console.Write(Findings("Is judged if", evidence.Population));
        var shut = evidence.Bars.Where(bar => bar.Verdict is not Verdict.Missed).ToList();
        if (shut.Count > 0) console.Write(Findings("Bars that apply or cannot be ruled out", shut.SelectMany(bar => bar.Findings)));
        else if (evidence.Bars.Count > 0) Console.WriteLine($"None of the {evidence.Bars.Count} bars applies.");
        foreach (var tier in evidence.Tiers) console.Write(Findings($"{tier.Tier.Name}: {Phrases.Of(tier.Verdict)}", tier.Findings));
        PrintResults("From other programmes:", explanation.Results.Where(result => result.Metric.Source.Reading is null), language);
        PrintResults("From earlier periods:", explanation.Results.Where(result => result.Metric.Source.Reading is not null), language);
        PrintGap(plan.Policy, evidence.Gap, language);
        PrintGrants(console, evidence);
    }

    private static void PrintResults(string heading, IEnumerable<ReadResult> results, string language)
    {
        var lines = results.Select(result => $"  {ResultWords.Of(result, language)}").ToList();
        if (lines.Count == 0) return;
        Console.WriteLine(heading);
        lines.ForEach(Console.WriteLine);
        Console.WriteLine();
    }

    /// <summary>The rule that moved or kept a store of which nothing was judged.</summary>
    private static string RuleOf(StoredOutcome? outcome) =>
        StandingCodec.ReadRule(outcome?.Standing ?? "") is { By: { } by } ? $" ({Words.Write(by)})" : "";

    /// <summary>Where the store would stand, below what it holds.</summary>
    public static void Print(Projection projection, string language)
    {
        Console.WriteLine();
        Console.WriteLine($"If {projection.Period} were judged by the readings there are now:");
        switch (projection)
        {
            case Projection.Judged judged:
                Print(judged.Explanation, language);
                break;
            case Projection.Impossible impossible:
                Console.WriteLine($"  that cannot be told: {impossible.Reason}");
                break;
        }
    }

    private static void PrintGap(Policy policy, Gap? gap, string language)
    {
        if (gap is null) return;
        Console.WriteLine($"To reach {gap.Next.Name}:");
        foreach (var bar in gap.Bars) Console.WriteLine($"  shut by {bar.Title.In(language)}");
        var ways = new Ways(policy, language);
        foreach (var remedy in gap.Way.Remedies) Console.WriteLine($"  {remedy.Finding.Test.Id}: {ways.Of(remedy)}");
        foreach (var lifted in gap.Lifted) Console.WriteLine($"  {lifted.Test.Id}: {ways.Lifted(lifted)}");
        if (!gap.Way.Suffices && gap.Way.Remedies.All(remedy => remedy.Obstacle is null)) Console.WriteLine("  Together these do not suffice: what helps one requirement costs another.");
        Console.WriteLine();
    }

    private static void PrintGrants(IAnsiConsole console, Evidence evidence)
    {
        if (evidence.Grants.Count == 0) return;
        Console.WriteLine("Entitlements:");
        foreach (var grant in evidence.Grants)
        {
            var term = grant.Withheld is { } why ? $"withheld: {why}" : $"from {Figures.Day(grant.From!.Value)}{(grant.Until is { } until ? $" until {Figures.Day(until)}" : "")}"; // given, so it has a first day
            Console.WriteLine($"  {grant.Entitlement.Title.In("en")}{(grant is { IsGiven: true, Comes: { } worth } ? $", {Figures.Exact(grant.Entitlement.Worth!.Measure, worth)}" : "")} ({term})"); // it comes to what it is worth
        }
    }

    private static Table Findings(string title, IEnumerable<Finding> findings)
    {
        var table = new Table().Border(TableBorder.Minimal).Title(Markup.Escape(title), Style.Plain).AddColumns("Requirement", "Reading", "Asked", "From", "Verdict");
        foreach (var finding in findings)
            table.AddRow(Markup.Escape(finding.Test.Id), Markup.Escape(ReadingOf(finding)), Markup.Escape(AskedOf(finding)), Markup.Escape(SourceOf(finding)), Markup.Escape(VerdictOf(finding)));
        return table;
    }

    private static string VerdictOf(Finding finding) => finding.Raw is { } raw && raw.Verdict != finding.Verdict
        ? $"{Phrases.Of(finding.Verdict)} (without exemption: {Phrases.Of(raw.Verdict)})"
        : Phrases.Of(finding.Verdict);

    private static string ReadingOf(Finding finding) =>
        finding.Raw is { } raw && raw.Units != finding.Units ? $"{Reading(finding)} (raw: {Reading(raw)})" : Reading(finding);

    private static string Reading(Finding finding)
    {
        if (!finding.HasReading) return "missing";
        var text = finding.Metric.IsNumber ? Figures.Exact(finding.Metric, finding.Metric.Codec.ToNumber(finding.Units))
            : finding.Metric.IsNamed && finding.Units >= finding.Metric.Values.Count ? "(another)"
            : finding.Metric.Codec.Write(finding.Units);
        return finding.Numerator is { } of && finding.Denominator is { } per ? $"{text} ({Part(of)} of {Part(per)})" : text;

        static string Part(PartReading part) => part.Units == Metric.Missing ? "missing" : Figures.Exact(part.Metric, part.Metric.Codec.ToNumber(part.Units));
    }

    private static string AskedOf(Finding finding) => finding.Limit.Limit switch
    {
        Limit.Names names => $"{Sign(finding.Test.Comparison)} {string.Join(", ", names.Values)}",
        Limit.Fixed { Value: var flag } when finding.Metric.Kind is MetricKind.Flag => flag == 1 ? "yes" : "no",
        _ when LimitJson.NumberOf(finding) is { } number => $"{Sign(finding.Test.Comparison)} {Figures.Exact(finding.Metric, number)}",
        _ => "no benchmark",
    };

    private static string SourceOf(Finding finding) =>
        finding.Limit.Limit is { IsRelative: true } relative
            ? $"{Phrases.NameOf(relative, finding.Metric)} of {(finding.Limit.Group is null or "*" ? "the marketplace" : finding.Limit.Group)}, {Figures.Count(finding.Limit.Population)} stores"
            : finding.Limit.Override is { } exception ? string.Join(", ", exception.Where.Select(where => $"{where.Key} {where.Value}")) : "policy";

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => "≥",
        Comparison.Above => ">",
        Comparison.AtMost => "≤",
        Comparison.Below => "<",
        Comparison.Is => "is",
        Comparison.IsNot => "is not",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string StatusOf(Status status) => status switch
    {
        Status.Assessed => "",
        Status.NotEligible => " (not eligible)",
        Status.NotEvaluable => " (not evaluable)",
        Status.Failed => " (failed)",
        Status.NotAssessed => " (not assessed)",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
