using System.Diagnostics;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pages.Words;

/// <summary>
/// The sentences that say what a policy asks and what became of it: plain text, for pages and the command line alike. They
/// contain names from the policy as these are written there, so a page encodes and isolates them like any other data.
/// </summary>
public sealed class Phrases(Policy policy)
{
    private const string English = "en";

    private string OfPeers => policy.Peers.By is null ? "of the marketplace" : "of its industry";

    public static string Of(Wording wording) => wording.In(English);

    public static string Of(Movement movement) => movement switch
    {
        Movement.Placed => "placed",
        Movement.Promoted => "promoted",
        Movement.Held => "held",
        Movement.Demoted => "demoted",
        _ => throw new UnreachableException(),
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.Missed => "missed",
        Verdict.NotEvaluable => "not evaluable",
        Verdict.NotConsidered => "not considered",
        _ => throw new UnreachableException(),
    };

    public static string Of(RunState state) => state switch
    {
        RunState.Created => "created",
        RunState.Ingesting => "reading its inputs",
        RunState.Evaluating => "judging stores",
        RunState.Completing => "completing",
        RunState.Completed => "completed",
        RunState.CompletedWithFailures => "completed with failures",
        RunState.GateFailed => "stopped by the quality gate",
        RunState.Failed => "failed",
        _ => throw new UnreachableException(),
    };

    /// <summary>"2026-07-01 to 2026-09-30".</summary>
    public static string DaysOf(Period period) => $"{Figures.Day(period.FirstDay)} to {Figures.Day(period.LastDay)}";

    /// <summary>What one period of a cadence is called.</summary>
    public static string Of(Cadence cadence) => cadence switch
    {
        Cadence.Monthly => "month",
        Cadence.Quarterly => "quarter",
        Cadence.HalfYearly => "half-year",
        Cadence.Yearly => "year",
        Cadence.Weekly => "week",
        Cadence.Daily => "day",
        _ => throw new UnreachableException(),
    };

    public string TitleOf(Test test) => Of(test.Title ?? MetricOf(test.Metric).Title);

    public string TitleOf(string metric) => Of(MetricOf(metric).Title);

    /// <summary>What a test asks of the reading, and in which cases something else: "at or above the 90th percentile of its industry".</summary>
    public string AskedBy(Test test) => string.Join("; ", [Standing(test.Comparison, test.Limit.Default, MetricOf(test.Metric)), .. ConditionsOf(test)]);

    /// <summary>How a reading must stand to a limit: "at least 1", "below the mean of its industry", "good or higher".</summary>
    public string Standing(Comparison comparison, Limit limit, Metric metric) => limit switch
    {
        Limit.Names names when metric.Kind is MetricKind.Level => Step(comparison, names.Values),
        Limit.Names names => (comparison is Comparison.IsNot ? "not " : "") + AnyOf(names.Values),
        Limit.Fixed number when metric.Kind is MetricKind.Flag => Flag(comparison, number.Value),
        Limit.Fixed number when metric.Kind is MetricKind.Date => Day(comparison, metric.Codec.Write((long)number.Value)),
        Limit.Fixed number => Bound(comparison, Figures.Exact(metric, number.Value)),
        Limit.PeerMean or Limit.PeerPercentile or Limit.PartOf => Peers(comparison, $"{Place(limit)} {OfPeers}"),
        Limit.OfMetric own => Peers(comparison, own.Share == 1 ? TitleOf(own.Metric) : $"{Figures.Times(own.Share)} {TitleOf(own.Metric)}"),
        Limit.Dated dated => string.Join(", ", dated.Entries.Select((entry, i) => $"{(i == 0 ? "" : $"from {entry.From} ")}{Standing(comparison, entry.Limit, metric)}")),
        _ => throw new UnreachableException(),
    };

    /// <summary>A limit by itself: "90th percentile", "mean"; a fixed one has no name and gives its number.</summary>
    public static string NameOf(Limit limit, Metric metric) => limit switch
    {
        Limit.PeerMean => "mean",
        Limit.PeerPercentile { Percent: 100 } => "highest",
        Limit.PeerPercentile { Percent: 0 } => "lowest",
        Limit.PeerPercentile { Percent: 50 } => "median",
        Limit.PeerPercentile percentile => Figures.Ordinal(percentile.Percent) + " percentile",
        Limit.Fixed number => Figures.Exact(metric, number.Value),
        Limit.Names names => AnyOf(names.Values),
        Limit.PartOf part => $"{Figures.Times(part.Share)} the {NameOf(part.Peers, metric)}",
        Limit.OfMetric own => $"{Figures.Times(own.Share)} {own.Metric}",
        Limit.Dated dated => NameOf(dated.Entries[^1].Limit, metric),
        _ => throw new UnreachableException(),
    };

    /// <summary>Of whom a test is asked otherwise, of whom not at all, and what else meets it.</summary>
    public IEnumerable<string> ConditionsOf(Test test)
    {
        foreach (var exception in test.Limit.Overrides)
        {
            var where = string.Join(" and ", exception.Where.Select(one => $"{TitleOf(one.Key)} is {one.Value}"));
            yield return $"where {where}: {Standing(test.Comparison, exception.Limit, MetricOf(test.Metric))}";
        }
        if (test.AskedOf is { } asked) yield return $"asked only where {TitleOf(asked.Attribute)} is {AnyOf(asked.Values)}";
        if (test.Given is { } given) yield return $"given {TitleOf(given.Metric)} of {Bound(Comparison.AtLeast, Figures.Exact(MetricOf(given.Metric), given.AtLeast))}, otherwise {Of(given.Otherwise)}";
        if (test.Shield is { } shield) yield return $"or {TitleOf(shield.Metric)} of {Bound(Comparison.AtMost, Figures.Exact(MetricOf(shield.Metric), shield.AtMost))}";
        if (test.When is { } condition) yield return $"asked only where {InWords(condition)}";
        if (test.IsAdvisory) yield return "shown, never decides";
        if (test.WhenMissing is not Verdict.NotEvaluable) yield return $"without a reading: {Of(test.WhenMissing)}";
    }

    /// <summary>What comes with an entitlement besides its title; empty where nothing does.</summary>
    public static IEnumerable<string> TermsOf(Entitlement entitlement)
    {
        if (entitlement.Terms is { } terms) yield return Of(terms);
        if (entitlement.Months is { } months) yield return months == 1 ? "for 1 month" : $"for {Figures.Count(months)} months";
        if (entitlement.NewHoldersOnly) yield return "only for stores that rose to the tier";
    }

    /// <summary>A whole requirement as one clause.</summary>
    public string InWords(Requirement requirement) => requirement switch
    {
        Requirement.All all => string.Join(" and ", all.Of.Select(InWords)),
        Requirement.AtLeast { Count: 1 } any => $"({string.Join(" or ", any.Of.Select(InWords))})",
        Requirement.AtLeast some => $"at least {some.Count} of ({string.Join("; ", some.Of.Select(InWords))})",
        Requirement.Not not => $"not ({InWords(not.Of)})",
        Requirement.Check check => $"{TitleOf(check.Test)} is {AskedBy(check.Test)}",
        _ => throw new UnreachableException(),
    };

    private static string Place(Limit limit) => limit switch
    {
        Limit.PeerMean => "the mean",
        Limit.PeerPercentile { Percent: 100 } => "the highest reading",
        Limit.PeerPercentile { Percent: 0 } => "the lowest reading",
        Limit.PeerPercentile { Percent: 50 } => "the median",
        Limit.PeerPercentile percentile => $"the {Figures.Ordinal(percentile.Percent)} percentile",
        Limit.PartOf part => $"{Figures.Times(part.Share)} {Place(part.Peers)}",
        _ => throw new UnreachableException(),
    };

    private static string Peers(Comparison comparison, string place) => comparison switch
    {
        Comparison.AtLeast => $"at or above {place}",
        Comparison.Above => $"above {place}",
        Comparison.AtMost => $"at or below {place}",
        Comparison.Below => $"below {place}",
        Comparison.Is => $"exactly {place}",
        Comparison.IsNot => $"anything but {place}",
        _ => throw new UnreachableException(),
    };

    private static string Bound(Comparison comparison, string number) => comparison switch
    {
        Comparison.AtLeast => $"at least {number}",
        Comparison.Above => $"above {number}",
        Comparison.AtMost => $"at most {number}",
        Comparison.Below => $"below {number}",
        Comparison.Is => $"exactly {number}",
        Comparison.IsNot => $"anything but {number}",
        _ => throw new UnreachableException(),
    };

    private static string Day(Comparison comparison, string day) => comparison switch
    {
        Comparison.AtLeast => $"on or after {day}",
        Comparison.Above => $"after {day}",
        Comparison.AtMost => $"on or before {day}",
        Comparison.Below => $"before {day}",
        Comparison.Is => $"on {day}",
        Comparison.IsNot => $"not on {day}",
        _ => throw new UnreachableException(),
    };

    private static string Step(Comparison comparison, IReadOnlyList<string> steps) => comparison switch
    {
        Comparison.AtLeast => $"{steps[0]} or higher",
        Comparison.Above => $"higher than {steps[0]}",
        Comparison.AtMost => $"{steps[0]} or lower",
        Comparison.Below => $"lower than {steps[0]}",
        Comparison.Is => AnyOf(steps),
        Comparison.IsNot => $"not {AnyOf(steps)}",
        _ => throw new UnreachableException(),
    };

    private static string Flag(Comparison comparison, decimal value) => (value == 1) == (comparison is not Comparison.IsNot) ? "yes" : "no";

    private static string AnyOf(IReadOnlyList<string> names) => names switch
    {
        [] => "",
        [var only] => only,
        _ => $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}",
    };

    private Metric MetricOf(string name) => policy.Metrics[policy.SlotOf(name)];
}
