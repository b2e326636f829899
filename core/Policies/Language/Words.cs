using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Results;

namespace TierFunctions.Policies.Language;

/// <summary>The fixed words of the language.</summary>
internal static class Words
{
    public static IReadOnlyDictionary<string, Cadence> Cadences { get; } = Of(
        ("monthly", Cadence.Monthly), ("quarterly", Cadence.Quarterly), ("half-yearly", Cadence.HalfYearly), ("yearly", Cadence.Yearly),
        ("weekly", Cadence.Weekly), ("daily", Cadence.Daily), (OnDemand, Cadence.Daily));

    /// <summary>A cadence without a calendar: a period is the day that somebody asks for.</summary>
    public const string OnDemand = "on-demand";

    public static IReadOnlyDictionary<string, Subject> Subjects { get; } = Of(("store", Subject.Store), ("product", Subject.Product));

    public static IReadOnlyDictionary<string, MissingPart> MissingParts { get; } = Of(
        ("missing", MissingPart.Missing), ("zero", MissingPart.Zero), ("leave out", MissingPart.LeaveOut));

    /// <summary>Which of several periods' tiers is read of another programme.</summary>
    public static IReadOnlyDictionary<string, ResultTake> Takes { get; } = Of(("last", ResultTake.Last), ("worst", ResultTake.Worst), ("best", ResultTake.Best));

    /// <summary>What the readings of several earlier periods come to.</summary>
    public static IReadOnlyDictionary<string, ResultTake> TakesOfReadings { get; } = Of(("mean", ResultTake.Mean), ("min", ResultTake.Min), ("max", ResultTake.Max), ("sum", ResultTake.Sum));

    /// <summary>Where a reading comes from that another programme, or an earlier period, has none for.</summary>
    public static IReadOnlyDictionary<string, bool> Supplied { get; } = Of(("supplied", true));

    /// <summary>Lengths of periods by what one of them is called.</summary>
    public static IReadOnlyDictionary<string, Cadence> Single { get; } = Of(
        ("day", Cadence.Daily), ("week", Cadence.Weekly), ("month", Cadence.Monthly), ("quarter", Cadence.Quarterly), ("half-year", Cadence.HalfYearly), ("year", Cadence.Yearly));

    /// <summary>Lengths of periods by what several of them are called.</summary>
    public static IReadOnlyDictionary<string, Cadence> Several { get; } = Of([.. Single.Select(unit => (unit.Key + "s", unit.Value))]);

    public static IReadOnlyDictionary<string, AgeUnit> AgeUnits { get; } = Of(("days", AgeUnit.Days), ("months", AgeUnit.Months));

    public static IReadOnlyDictionary<string, TermUnit> TermUnits { get; } = Of(("months", TermUnit.Months), ("periods", TermUnit.Periods), ("days", TermUnit.Days));

    public static IReadOnlyDictionary<string, Rounding> Roundings { get; } = Of(("down", Rounding.Down), ("up", Rounding.Up), ("nearest", Rounding.Nearest));

    public static IReadOnlyDictionary<string, MetricKind> Kinds { get; } =
        Of([.. Enum.GetValues<MetricKind>().Select(kind => (kind.ToString().ToLowerInvariant(), kind))]);

    public static IReadOnlyDictionary<string, CalendarSpan> CalendarSpans { get; } = Of(
        ("period", CalendarSpan.Period), ("month", CalendarSpan.Month), ("quarter", CalendarSpan.Quarter), ("half-year", CalendarSpan.HalfYear), ("year", CalendarSpan.Year));

    public static IReadOnlyDictionary<string, Better> Directions { get; } = Of(("higher", Better.Higher), ("lower", Better.Lower));

    public static IReadOnlyDictionary<string, PercentileMethod> Percentiles { get; } = Of(
        ("type-7", PercentileMethod.Type7), ("type-6", PercentileMethod.Type6), ("nearest-rank", PercentileMethod.NearestRank));

    public static IReadOnlyDictionary<string, Verdict> Verdicts { get; } = Of(
        ("missed", Verdict.Missed), ("met", Verdict.Met), ("not evaluable", Verdict.NotEvaluable), ("not considered", Verdict.NotConsidered));

    public static IReadOnlyDictionary<string, NoticeTrigger> Triggers { get; } = Of(
        ("placed", NoticeTrigger.Placed), ("promoted", NoticeTrigger.Promoted), ("held", NoticeTrigger.Held), ("demoted", NoticeTrigger.Demoted),
        ("corrected", NoticeTrigger.Corrected), ("at-risk", NoticeTrigger.AtRisk), ("deadline", NoticeTrigger.Deadline), ("case-step", NoticeTrigger.CaseStep));

    public static IReadOnlyDictionary<string, DeadlineKind> Deadlines { get; } = Of([.. Enum.GetValues<DeadlineKind>().Select(kind => (kind.ToString().ToLowerInvariant(), kind))]);

    public static IReadOnlyDictionary<string, Audience> Audiences { get; } = Of(("store", Audience.Store), ("manager", Audience.Manager));

    public static IReadOnlyDictionary<string, MovedBy> MovedBy { get; } = Of(
        ("strike", Domain.Evaluation.MovedBy.Strike), ("step-down", Domain.Evaluation.MovedBy.StepDown), ("step-up", Domain.Evaluation.MovedBy.StepUp),
        ("grace", Domain.Evaluation.MovedBy.Grace), ("protection", Domain.Evaluation.MovedBy.Protection), ("incubation", Domain.Evaluation.MovedBy.IncubationEnded),
        ("falls-later", Domain.Evaluation.MovedBy.FallsLater), ("validity", Domain.Evaluation.MovedBy.Validity), ("unjudged", Domain.Evaluation.MovedBy.Unjudged),
        ("waiting", Domain.Evaluation.MovedBy.Waiting), ("cancelled", Domain.Evaluation.MovedBy.Cancelled));

    /// <summary>Whom stores are compared with whatever their peers are.</summary>
    public static IReadOnlyDictionary<string, bool> Everyone { get; } = Of(("market", true));

    /// <summary>Whether a mean must be passed or may be equalled.</summary>
    public static IReadOnlyDictionary<string, bool> Strictness { get; } = Of(("strictly", true), ("inclusive", false));

    public static IReadOnlyDictionary<string, CaseNeed> CaseNeeds { get; } = Of(("person", CaseNeed.Person), ("materials", CaseNeed.Materials), ("strengths", CaseNeed.Strengths));

    public static IReadOnlyDictionary<string, CaseRole> CaseRoles { get; } = Of([.. Enum.GetValues<CaseRole>().Select(role => (CaseRules.Name(role), role))]);

    public static IReadOnlyList<string> Channels { get; } = ["email", "sms", "webhook"];

    public static Dictionary<string, T> Of<T>(params (string Word, T Value)[] words) =>
        words.ToDictionary(word => word.Word, word => word.Value, StringComparer.Ordinal);
}
