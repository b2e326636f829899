using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Rulings;

/// <summary>
/// What stores could not help and are not held to: for a time, and for those in its scope, requirements or bars are lifted, or a
/// metric is read from elsewhere.
/// </summary>
/// <param name="TimeZone">The IANA name of the zone that <paramref name="From"/> and <paramref name="Until"/> are told in.</param>
/// <param name="From">The first moment it covers.</param>
/// <param name="Until">The first moment it no longer covers. There is no exemption without an end.</param>
/// <param name="Programmes">The programmes it holds in; none for all.</param>
/// <param name="Stores">The stores it is for, with all their products; none for all. The key of a product names that one alone.</param>
/// <param name="Where">The attributes of the stores it is for; all must fit.</param>
/// <param name="Lifts">The ids of requirements and bars that are not considered.</param>
/// <param name="Recomputes">The metrics that are read from elsewhere.</param>
public sealed record Exemption(
    string Id, string Reason, string TimeZone, DateTime From, DateTime Until, IReadOnlyList<string> Programmes, IReadOnlyList<string> Stores,
    IReadOnlyList<ExemptScope> Where, IReadOnlyList<string> Lifts, IReadOnlyList<Recomputed> Recomputes)
{
    /// <summary>Whether it touches the days that a period's readings cover.</summary>
    public bool Touches(Policy policy, Period period)
    {
        if (Programmes.Count > 0 && !Programmes.Contains(policy.Programme, StringComparer.Ordinal)) return false;
        var first = policy.LookBackDays is { } days && period.EffectiveDay.AddDays(-days) is var start && start < period.FirstDay ? start : period.FirstDay;
        return InstantOf(From) < policy.BeginOf(period.EffectiveDay) && End > policy.BeginOf(first);
    }

    /// <summary>The first moment it no longer covers, whatever the clock shows there.</summary>
    public DateTimeOffset End => InstantOf(Until);

    // An hour that a clock change leaves out counts by the offset before it; none is refused.
    private DateTimeOffset InstantOf(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeZoneInfo.FindSystemTimeZoneById(TimeZone).GetUtcOffset(local));
}

/// <summary>Stores of which an attribute has one of these values.</summary>
public sealed record ExemptScope(string Attribute, IReadOnlyList<string> Values);

/// <summary>A metric whose reading is another's, such as a column that leaves out what was stuck, or a fixed one.</summary>
/// <param name="ReadFrom">The metric that is read instead; null where <paramref name="Value"/> stands.</param>
/// <param name="Value">The reading as the metric's codec reads it; null where <paramref name="ReadFrom"/> stands.</param>
public sealed record Recomputed(string Metric, string? ReadFrom, string? Value);
