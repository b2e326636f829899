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
/// <param name="language">In which sentences and titles are: en or zh.</param>
public sealed class Phrases(Policy policy, string language = Phrases.English)
{
    public const string English = "en";

    private readonly Clauses say = Clauses.In(language);

    public static string Of(Wording wording) => wording.In(English);

    public static string Of(Movement movement) => movement switch
    {
        Movement.Placed => "placed",
        Movement.Promoted => "promoted",
        Movement.Held => "held",
        Movement.Demoted => "demoted",
        _ => throw new UnreachableException(),
    };

    public static string Of(Verdict verdict) => Clauses.In(English).Of(verdict);

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

    public string TitleOf(Test test) => TitleOf(test.Title ?? MetricOf(test.Metric).Title);

    public string TitleOf(string metric) => TitleOf(MetricOf(metric).Title);

    public string TitleOf(Wording title) => title.In(say.Language);

    /// <summary>What a test asks of the reading, and in which cases something else: "at or above the 90th percentile of its industry".</summary>
    public string AskedBy(Test test) => string.Join(say.Separator, [Standing(test.Comparison, test.Limit.Default, MetricOf(test.Metric)), .. ConditionsOf(test)]);

    /// <summary>How a reading must stand to a limit: "at least 1", "below the mean of its industry", "good or higher".</summary>
    public string Standing(Comparison comparison, Limit limit, Metric metric) => limit switch
    {
        Limit.Names names when metric.Kind is MetricKind.Level => say.Step(comparison, comparison is Comparison.Is or Comparison.IsNot ? AnyOf(metric, names.Values) : AnyOf(metric, [names.Values[0]])),
        Limit.Names names => comparison is Comparison.IsNot ? say.Not(AnyOf(metric, names.Values)) : AnyOf(metric, names.Values),
        Limit.Fixed number when metric.Kind is MetricKind.Flag => say.YesOrNo((number.Value == 1) == (comparison is not Comparison.IsNot)),
        Limit.Fixed number when metric.Kind is MetricKind.Date => say.Day(comparison, metric.Codec.Write((long)number.Value)),
        Limit.Fixed number => say.Bound(comparison, Figures.Exact(metric, number.Value)),
        Limit.PartOf part => say.Against(comparison, More(part.Share == 1 ? OfPeers(part) : say.Times(part.Share, OfPeers(part)), part.Plus, metric)),
        Limit.PeerMean or Limit.PeerPercentile or Limit.PeerRank => say.Against(comparison, say.OfPeers(say.Place(limit), policy.Peers.By is null)),
        Limit.OfMetric own => say.Against(comparison, own.Share == 1 ? TitleOf(own.Metric) : say.Times(own.Share, TitleOf(own.Metric))),
        Limit.Dated dated => string.Join(say.Separator, dated.Entries.Select((entry, i) => i == 0 ? Standing(comparison, entry.Limit, metric) : say.From(entry.From.ToString(), Standing(comparison, entry.Limit, metric)))),
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
        Limit.Names names => Clauses.In(English).AnyOf(names.Values),
        Limit.PeerRank rank => $"{Figures.Ordinal(rank.Place)} best",
        Limit.PartOf part => (part.Share == 1 ? "" : $"{Figures.Times(part.Share)} the ") + NameOf(part.Peers, metric) + (part.Plus == 0 ? "" : $" {Signed(part.Plus, metric)}"),
        Limit.OfMetric own => $"{Figures.Times(own.Share)} {own.Metric}",
        Limit.Dated dated => NameOf(dated.Entries[^1].Limit, metric),
        _ => throw new UnreachableException(),
    };

    private string OfPeers(Limit.PartOf part) => say.OfPeers(say.Place(part.Peers), part.OfMarket || policy.Peers.By is null);

    private string More(string place, decimal plus, Metric metric) => plus == 0 ? place : say.Plus(place, Figures.Exact(metric, Math.Abs(plus)), plus < 0);

    private static string Signed(decimal plus, Metric metric) => (plus < 0 ? "− " : "+ ") + Figures.Exact(metric, Math.Abs(plus));

    /// <summary>Of whom a test is asked otherwise, of whom not at all, and what else meets it.</summary>
    public IEnumerable<string> ConditionsOf(Test test)
    {
        var metric = MetricOf(test.Metric);
        foreach (var exception in test.Limit.Overrides)
            yield return say.Where(exception.Where.Select(one => (TitleOf(one.Key), MetricOf(one.Key).NameOf(one.Value, say.Language))), Standing(test.Comparison, exception.Limit, metric));
        if (test.AskedOf is { } asked) yield return say.AskedOnlyWhere(say.Is(TitleOf(asked.Attribute), AnyOf(MetricOf(asked.Attribute), asked.Values)));
        if (test.Given is { } given) yield return say.Given(TitleOf(given.Metric), Bound(Comparison.AtLeast, given.Metric, given.AtLeast), say.Of(given.Otherwise));
        if (test.Shield is { } shield) yield return say.OrElse(TitleOf(shield.Metric), Bound(Comparison.AtMost, shield.Metric, shield.AtMost));
        if (test.When is { } condition) yield return say.AskedOnlyWhere(InWords(condition));
        if (test.IsAdvisory) yield return say.Advice;
        if (test.WhenMissing is not Verdict.NotEvaluable) yield return say.WithoutReading(say.Of(test.WhenMissing));
    }

    /// <summary>What comes with an entitlement besides its title; empty where nothing does.</summary>
    public static IEnumerable<string> TermsOf(Entitlement entitlement, string language = English)
    {
        var say = Clauses.In(language);
        if (entitlement.Worth is { } worth)
        {
            yield return worth.Of is not { } metric ? Figures.Exact(worth.Measure, worth.Number)
                : worth.Number == 1 ? metric.Title.In(language)
                : say.Times(worth.Number, metric.Title.In(language));
        }
        if (entitlement.Terms is { } terms) yield return terms.In(language);
        if (entitlement.Months is { } months) yield return say.Months(months);
        if (entitlement.Days is { } days) yield return say.Days(days);
        if (entitlement.NewHoldersOnly) yield return say.NewHoldersOnly;
    }

    /// <summary>A whole requirement as one clause.</summary>
    public string InWords(Requirement requirement) => requirement switch
    {
        Requirement.All all => say.All(all.Of.Select(InWords)),
        Requirement.AtLeast { Count: 1 } any => say.Any(any.Of.Select(InWords)),
        Requirement.AtLeast some => say.AtLeast(some.Count, some.Of.Select(InWords)),
        Requirement.Not not => say.NotThat(InWords(not.Of)),
        Requirement.Check check => say.Is(TitleOf(check.Test), AskedBy(check.Test)),
        _ => throw new UnreachableException(),
    };

    private string Bound(Comparison comparison, string metric, decimal number) => say.Bound(comparison, Figures.Exact(MetricOf(metric), number));

    private string AnyOf(Metric metric, IReadOnlyList<string> names) => say.AnyOf([.. names.Select(name => metric.NameOf(name, say.Language))]);

    private Metric MetricOf(string name) => policy.Metrics[policy.SlotOf(name)];
}
