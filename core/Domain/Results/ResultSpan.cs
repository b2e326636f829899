using TierFunctions.Domain.Calendar;

namespace TierFunctions.Domain.Results;

/// <summary>Over which periods of another programme its results are read.</summary>
/// <param name="Cadence">How that programme is assessed; null for the very period that is judged.</param>
/// <param name="Last">How many periods up to the end of the one that is judged; null for those that lie in it.</param>
public sealed record ResultSpan(Cadence? Cadence = null, int? Last = null)
{
    /// <summary>How many periods before the one that is judged the last of them lies, all of its length; 0 where they lie as the others say.</summary>
    public int Ago { get; init; }

    /// <summary>The periods in their order. One that reaches beyond the end of the period that is judged is none of them.</summary>
    public IReadOnlyList<Period> Of(Period judged)
    {
        if (Ago > 0) return [.. Enumerable.Range(1 - (Last ?? 1), Last ?? 1).Select(place => judged.Before(Ago - place))];
        if (Cadence is not { } cadence) return [judged];
        var periods = new List<Period>();
        var latest = Period.Containing(judged.LastDay, cadence);
        if (latest.LastDay > judged.LastDay) latest = latest.Previous;
        for (var period = latest; Last is { } count ? periods.Count < count : period.FirstDay >= judged.FirstDay; period = period.Previous) periods.Add(period);
        periods.Reverse();
        return periods;
    }
}
