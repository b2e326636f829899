using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Programmes;

/// <summary>
/// What keeps or moves a store besides what it earned in a period. Without a rule a store holds what it earned. No rule softens a
/// bar, a tier under the default one, or that a store is no longer eligible: those take effect at once.
/// </summary>
public sealed record MovementRules
{
    public static MovementRules None { get; } = new();

    /// <summary>Tiers that last for some calendar months and are then left, upwards or out.</summary>
    public IReadOnlyList<Incubation> Incubations { get; init; } = [];

    /// <summary>At how many misses in a row a store falls; 1 is at once.</summary>
    public int Strikes { get; init; } = 1;

    /// <summary>The calendar span with whose last period alone a store falls; null where any period is good enough.</summary>
    public CalendarSpan? FallsAt { get; init; }

    /// <summary>The most rungs that a store falls in one period; null for any number.</summary>
    public int? StepsDown { get; init; }

    /// <summary>The most rungs that a store rises in one period; null for any number. Being placed for the first time is no step.</summary>
    public int? StepsUp { get; init; }

    public Grace? Grace { get; init; }

    /// <summary>How long a store cannot fall from a tier it has reached; what it really earned stands beside it.</summary>
    public Term? Protection { get; init; }

    /// <summary>How long a tier is held from the last time that it was earned, whatever is earned meanwhile.</summary>
    public Term? Validity { get; init; }

    /// <summary>How long a store keeps its tier that cannot be judged: a reading is missing, or it is not assessed.</summary>
    public Term? Unjudged { get; init; }

    /// <summary>
    /// How long a store that fell out of all tiers must wait before it holds one again. It waits for what it missed, not for a period in
    /// which nobody could tell.
    /// </summary>
    public Term? Waiting { get; init; }

    /// <summary>What shuts a store out for good. Only an operator's recorded re-admission opens the programme to it again.</summary>
    public IReadOnlyList<Cancellation> Cancellations { get; init; } = [];
}

/// <summary>A tier that lasts for so many calendar months: by then a store has risen above it, or it holds <paramref name="Then"/>.</summary>
public sealed record Incubation(string Tier, int Months, string Then)
{
    /// <summary>The first day on which the tier is over: 30 August and 6 months is 28 February.</summary>
    public DateOnly EndOf(DateOnly since) => since.AddMonths(Months);
}

/// <summary>At its first assessments a store holds at least this tier, whatever it earned.</summary>
public sealed record Grace(string Tier, int Assessments);

/// <summary>Shuts the programme to a store that holds a tier above the default one while <paramref name="When"/> is met.</summary>
/// <param name="For">How long the store is out; null for good.</param>
public sealed record Cancellation(string Id, Wording Title, Requirement When, Term? For = null);

public enum TermUnit
{
    Months,

    /// <summary>Periods of the programme's own cadence.</summary>
    Periods,

    Days,
}

/// <summary>A length of time by the calendar.</summary>
public sealed record Term(int Length, TermUnit Unit)
{
    /// <summary>The first day after the term, if it begins on a day.</summary>
    public DateOnly EndOf(DateOnly start, Cadence cadence)
    {
        if (Unit is TermUnit.Months) return start.AddMonths(Length);
        if (Unit is TermUnit.Days) return start.AddDays(Length);
        var period = Period.Containing(start, cadence);
        for (var i = 0; i < Length; i++) period = period.Next;
        return period.FirstDay;
    }
}
