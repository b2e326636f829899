using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Results;

namespace TierFunctions.Domain.Metrics;

/// <summary>How a metric is computed from others of the same store. A missing part makes the result missing, unless the derivation says otherwise.</summary>
public abstract record Derivation
{
    private Derivation()
    {
    }

    /// <summary>The metrics that this one is computed from, those that its conditions look at included.</summary>
    public abstract IReadOnlyList<string> Parts { get; }

    /// <summary>The metrics whose readings it needs: its parts, and what it reads of earlier periods.</summary>
    public virtual IReadOnlyList<string> Needs => Parts;

    /// <summary>A share of counts or amounts; 0/0 and x/0 are missing.</summary>
    public sealed record Ratio(string Of, string Per) : Derivation
    {
        public override IReadOnlyList<string> Parts => [Of, Per];
    }

    /// <summary>The sum of metrics of one unit, less others of the same unit; none of them is itself cut.</summary>
    public sealed record Sum(IReadOnlyList<string> Plus, IReadOnlyList<string> Minus) : Derivation
    {
        public override IReadOnlyList<string> Parts => [.. Plus, .. Minus];
    }

    /// <summary>Each part times its weight, added up: a weighted score, a multiple, a difference of rates.</summary>
    public sealed record Combination(IReadOnlyList<WeightedPart> Of, MissingPart WhenMissing = MissingPart.Missing) : Derivation
    {
        public override IReadOnlyList<string> Parts => [.. Of.Select(part => part.Metric)];
    }

    /// <summary>The same reading for every store, which others are computed with: a start, a cap, a rate.</summary>
    /// <param name="Reading">As the metric's codec reads it.</param>
    public sealed record Constant(string Reading) : Derivation
    {
        public override IReadOnlyList<string> Parts => [];
    }

    /// <summary>Metrics multiplied with each other: a rate times what it is a rate of.</summary>
    public sealed record Product(IReadOnlyList<string> Of) : Derivation
    {
        public override IReadOnlyList<string> Parts => Of;
    }

    /// <summary>A metric cut to whole steps of a size: to full hundreds of orders, to the tenth of a star that buyers see.</summary>
    /// <param name="Step">Above 0.</param>
    public sealed record Stepped(string Of, decimal Step, Rounding Way) : Derivation
    {
        public override IReadOnlyList<string> Parts => [Of];
    }

    /// <summary>The arithmetic mean of several metrics.</summary>
    public sealed record Mean(IReadOnlyList<string> Of, MissingPart WhenMissing = MissingPart.Missing) : Derivation
    {
        public override IReadOnlyList<string> Parts => Of;
    }

    /// <summary>The greatest or the least of several metrics; of levels the highest or the lowest step.</summary>
    public sealed record Extreme(IReadOnlyList<string> Of, bool Greatest, MissingPart WhenMissing = MissingPart.Missing) : Derivation
    {
        public override IReadOnlyList<string> Parts => Of;
    }

    /// <summary>How much greater one metric is than another, as a share of the other; missing where that is not above 0.</summary>
    public sealed record Growth(string Of, string Against) : Derivation
    {
        public override IReadOnlyList<string> Parts => [Of, Against];
    }

    /// <summary>The whole days or calendar months from a date to the last day of the period; negative where the date is later.</summary>
    public sealed record Age(string Since, AgeUnit Unit) : Derivation
    {
        public override IReadOnlyList<string> Parts => [Since];
    }

    /// <summary>A step, or a number of points, for each range of another metric: the first that a reading lies in.</summary>
    public sealed record Banded(string Of, IReadOnlyList<Band> Bands) : Derivation
    {
        public override IReadOnlyList<string> Parts => [Of];
    }

    /// <summary>One of several metrics: that of the first alternative whose condition is met.</summary>
    public sealed record Choice(IReadOnlyList<Alternative> Of) : Derivation
    {
        public override IReadOnlyList<string> Parts =>
            [.. Of.SelectMany(alternative => (alternative.When?.Tests.SelectMany(test => test.Looks) ?? []).Append(alternative.Take))];
    }

    /// <summary>The first of several metrics that has a reading.</summary>
    /// <param name="Default">What stands where none has, as the metric's codec reads it; null for missing.</param>
    public sealed record First(IReadOnlyList<string> Of, string? Default) : Derivation
    {
        public override IReadOnlyList<string> Parts => Of;
    }

    /// <summary>How many of several conditions are met; missing where one of them cannot be told.</summary>
    public sealed record Tally(IReadOnlyList<Requirement> Of) : Derivation
    {
        public override IReadOnlyList<string> Parts => [.. Of.SelectMany(condition => condition.Tests).SelectMany(test => test.Looks)];
    }

    /// <summary>What the store's case says; missing for a store without one.</summary>
    /// <param name="What">The state, the mean of the scores, or the name of one strength.</param>
    public sealed record OfCase(string What) : Derivation
    {
        public override IReadOnlyList<string> Parts => [];
    }

    /// <summary>
    /// For how many periods in a row, this one included, a condition has been met; or for how many before this one a tier or a better
    /// one was held. Missing where the condition cannot be told, which also ends the streak.
    /// </summary>
    /// <param name="Of">The condition; null where it is a tier that counts.</param>
    public sealed record Streak(Requirement? Of, string? Tier) : Derivation
    {
        /// <summary>Of how many last periods those are counted that it holds in, whether in a row or not; null for a row.</summary>
        public int? Last { get; init; }

        public override IReadOnlyList<string> Parts => [.. Of?.Tests.SelectMany(test => test.Looks) ?? []];
    }

    /// <summary>What another programme made of the store, or a reading of it in earlier periods of the same programme. It is brought when a store is judged.</summary>
    public sealed record OfProgramme(ResultSource Source) : Derivation
    {
        public override IReadOnlyList<string> Parts => [];

        public override IReadOnlyList<string> Needs => Source.Reading is { } reading ? [reading] : [];
    }

    /// <summary>
    /// What a list of events comes to on the period's last day: their number, their points added up, or the latest day, as the kind of
    /// the metric is a count, another number or a date. It is known as soon as the list has been read. Events after that day do not count.
    /// </summary>
    /// <param name="Only">The types that count; empty for all.</param>
    /// <param name="Since">The calendar span on whose first day counting began anew; null where it never does.</param>
    /// <param name="Stages">What share of its points an event still has by its age, shortest first, and nothing once the last is over; empty where it counts for ever.</param>
    public sealed record OfEvents(string Of, IReadOnlyList<string> Only, CalendarSpan? Since, IReadOnlyList<Stage> Stages) : Derivation
    {
        /// <summary>What a point of an event counts, by type; 1 for a type that is not there.</summary>
        public IReadOnlyDictionary<string, decimal> Weights { get; init; } = new Dictionary<string, decimal>();

        public override IReadOnlyList<string> Parts => [Of];
    }

    /// <summary>Whether a condition is met; missing where it cannot be told or is not considered.</summary>
    public sealed record Holds(Requirement Condition) : Derivation
    {
        public override IReadOnlyList<string> Parts => [.. Condition.Tests.SelectMany(test => test.Looks)];
    }
}

/// <summary>What a missing part means to what is computed from several.</summary>
public enum MissingPart
{
    /// <summary>The result is missing as well.</summary>
    Missing,

    /// <summary>The part counts as 0.</summary>
    Zero,

    /// <summary>The other parts stand for it in proportion to their weights; missing where none has a reading.</summary>
    LeaveOut,
}

/// <summary>Which whole step a number between two becomes.</summary>
public enum Rounding
{
    Down,
    Up,

    /// <summary>The nearer one; halfway, the one further from 0.</summary>
    Nearest,
}

public enum AgeUnit
{
    Days,

    /// <summary>A month is complete on the day with the same number, or on the last day of a month that has none.</summary>
    Months,
}

/// <summary>A calendar span that the last day of a period lies in.</summary>
public enum CalendarSpan
{
    /// <summary>The period itself.</summary>
    Period,
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// <summary>For how long after its day an event has a share of its points: a month is over on the day with the same number, or on the last day of a month that has none.</summary>
/// <param name="Share">0 to 1.</param>
public sealed record Stage(int Length, AgeUnit Unit, decimal Share)
{
    public bool IsOver(DateOnly since, DateOnly asOf) => (Unit is AgeUnit.Days ? since.AddDays(Length) : since.AddMonths(Length)) <= asOf;
}

/// <param name="Divisor">What the product is divided by, above 0: a third has no decimals.</param>
public sealed record WeightedPart(string Metric, decimal Weight, decimal Divisor = 1);

/// <summary>A range of readings, open where it has no bound, and what a reading in it comes to.</summary>
/// <param name="Value">The step's name or the number of points, as the metric's codec reads it.</param>
public sealed record Band(string Value, Bound? Low, Bound? High);

/// <summary>An end of a range.</summary>
/// <param name="Inclusive">Whether the number itself lies in the range.</param>
public sealed record Bound(decimal Number, bool Inclusive);

/// <param name="When">Null for "otherwise".</param>
/// <param name="Take">The metric whose reading counts.</param>
public sealed record Alternative(Requirement? When, string Take);
