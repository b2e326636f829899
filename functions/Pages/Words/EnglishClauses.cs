using System.Diagnostics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pages.Words;

internal sealed class EnglishClauses : Clauses
{
    public static EnglishClauses Instance { get; } = new();

    public override string Language => "en";

    public override string Of(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.Missed => "missed",
        Verdict.NotEvaluable => "not evaluable",
        Verdict.NotConsidered => "not considered",
        _ => throw new UnreachableException(),
    };

    public override string Bound(Comparison comparison, string number) => comparison switch
    {
        Comparison.AtLeast => $"at least {number}",
        Comparison.Above => $"above {number}",
        Comparison.AtMost => $"at most {number}",
        Comparison.Below => $"below {number}",
        Comparison.Is => $"exactly {number}",
        Comparison.IsNot => $"anything but {number}",
        _ => throw new UnreachableException(),
    };

    public override string Against(Comparison comparison, string place) => comparison switch
    {
        Comparison.AtLeast => $"at or above {place}",
        Comparison.AtMost => $"at or below {place}",
        _ => Bound(comparison, place),
    };

    public override string Day(Comparison comparison, string day) => comparison switch
    {
        Comparison.AtLeast => $"on or after {day}",
        Comparison.Above => $"after {day}",
        Comparison.AtMost => $"on or before {day}",
        Comparison.Below => $"before {day}",
        Comparison.Is => $"on {day}",
        Comparison.IsNot => $"not on {day}",
        _ => throw new UnreachableException(),
    };

    public override string Step(Comparison comparison, string steps) => comparison switch
    {
        Comparison.AtLeast => $"{steps} or higher",
        Comparison.Above => $"higher than {steps}",
        Comparison.AtMost => $"{steps} or lower",
        Comparison.Below => $"lower than {steps}",
        Comparison.Is => steps,
        Comparison.IsNot => Not(steps),
        _ => throw new UnreachableException(),
    };

    public override string YesOrNo(bool yes) => yes ? "yes" : "no";

    public override string AnyOf(IReadOnlyList<string> names) => names switch
    {
        [] => "",
        [var only] => only,
        _ => $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}",
    };

    public override string Not(string names) => $"not {names}";

    public override string Place(Limit limit) => limit switch
    {
        Limit.PeerMean => "the mean",
        Limit.PeerPercentile { Percent: 100 } => "the highest reading",
        Limit.PeerPercentile { Percent: 0 } => "the lowest reading",
        Limit.PeerPercentile { Percent: 50 } => "the median",
        Limit.PeerPercentile percentile => $"the {Figures.Ordinal(percentile.Percent)} percentile",
        Limit.PeerRank { Place: 1 } => "the best reading",
        Limit.PeerRank rank => $"the {Figures.Ordinal(rank.Place)} best reading",
        _ => throw new UnreachableException(),
    };

    public override string OfPeers(string place, bool ofMarket) => $"{place} {(ofMarket ? "of the marketplace" : "of its industry")}";

    public override string Plus(string place, string amount, bool isLess) => $"{place} {(isLess ? "less" : "plus")} {amount}";

    public override string Times(decimal factor, string what) => $"{Figures.Times(factor)} {what}";

    public override string From(string period, string standing) => $"from {period} {standing}";

    public override string Where(IEnumerable<(string Attribute, string Value)> attributes, string standing) =>
        $"where {string.Join(" and ", attributes.Select(one => $"{one.Attribute} is {one.Value}"))}: {standing}";

    public override string AskedOnlyWhere(string condition) => $"asked only where {condition}";

    public override string Is(string subject, string standing) => $"{subject} is {standing}";

    public override string Given(string metric, string least, string otherwise) => $"given {metric} of {least}, otherwise {otherwise}";

    public override string OrElse(string metric, string most) => $"or {metric} of {most}";

    public override string Advice => "shown, never decides";

    public override string WithoutReading(string verdict) => $"without a reading: {verdict}";

    public override string Months(int months) => months == 1 ? "for 1 month" : $"for {Figures.Count(months)} months";

    public override string Days(int days) => days == 1 ? "for 1 day" : $"for {Figures.Count(days)} days";

    public override string NewHoldersOnly => "only for stores that rose to the tier";

    public override string OnlyWhile(string condition) => $"only while {condition}";

    public override string All(IEnumerable<string> parts) => string.Join(" and ", parts);

    public override string Any(IEnumerable<string> parts) => $"({string.Join(" or ", parts)})";

    public override string AtLeast(int count, IEnumerable<string> parts) => $"at least {Figures.Count(count)} of ({string.Join("; ", parts)})";

    public override string NotThat(string part) => $"not ({part})";

    public override string Separator => "; ";

    public override WayClauses Ways { get; } = new EnglishWayClauses();

    private sealed class EnglishWayClauses : WayClauses
    {
        public override string By(string amount, bool upwards, bool isCount, string? on) =>
            $"{amount} {(upwards ? "more" : isCount ? "fewer" : "less")}{(on is null ? "" : $" on {on}")}";

        public override string FromTo(string change, string from, string to) => $"{change} ({from} → {to})";

        public override string Day(string? on, string day, bool later, string now) => $"{Named(on)}{day} or {(later ? "later" : "earlier")} (is {now})";

        public override string Other(string? on, string wanted, string now) => $"{Named(on)}{wanted} (is {now})";

        public override string With(string change, IEnumerable<string> heldFixed) => $"{change}, with {string.Join(", ", heldFixed)} as now";

        public override string Together(IEnumerable<string> changes) => string.Join("; and ", changes);

        public override string SoThatNot(string change) => $"so that it does not hold: {change}";

        public override string NoReading(string asked) => $"a reading is missing; asked is {asked}";

        public override string NoLimit => "there is nothing to measure it against";

        public override string CannotBeComputed => "the smallest change cannot be computed";

        public override string OutOfReach => "no change of a single reading would do";

        public override string SetByExemption => "an exemption says what is read, so no reading changes it";

        public override string Lifted(string exemption) => $"need not be met: lifted by exemption {exemption}";

        public override string Another => "another";

        private static string Named(string? on) => on is null ? "" : on + " ";
    }
}
