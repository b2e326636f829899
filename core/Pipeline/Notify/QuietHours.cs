namespace TierFunctions.Pipeline.Notify;

/// <summary>The hours of a day, by the local clock, in which nothing is sent: from the first time up to and without the second, over midnight where that is earlier.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    private static readonly int[] Around = [-1, 0, 1];

    // A day or two may have no morning at all, where a country has moved across the date line.
    private const int MostDays = 4;

    // A longer gap is a day that was left out.
    private const int MostMinutes = 24 * 60;

    /// <summary>No hours are quiet.</summary>
    public static QuietHours None { get; } = new(TimeOnly.MinValue, TimeOnly.MinValue);

    public bool Covers(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var clock = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        return From <= Until ? clock >= From && clock < Until : clock >= From || clock < Until;
    }

    /// <summary>The first instant from one on that is not quiet; the instant itself where it is not.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset instant, TimeZoneInfo zone)
    {
        if (!Covers(instant, zone)) return instant;
        var today = TimeZoneInfo.ConvertTime(instant, zone).Date;
        for (var day = 0; day < MostDays; day++)
        {
            foreach (var open in InstantsOf(today.AddDays(day) + Until.ToTimeSpan(), zone))
            {
                if (open >= instant && !Covers(open, zone)) return open;
            }
        }
        throw new InvalidOperationException($"No hour of {zone.Id} is open after {instant:O}.");
    }

    /// <summary>
    /// When the local clock shows a time: twice where it was put back; where it jumped over it, the first time it shows after that. Found by
    /// asking the offsets of the days around: what the runtime says of ambiguous times is wrong where winter is the exception, as in Dublin.
    /// </summary>
    private static List<DateTimeOffset> InstantsOf(DateTime local, TimeZoneInfo zone)
    {
        var about = new DateTimeOffset(local, TimeSpan.Zero);
        var offsets = Around.Select(days => zone.GetUtcOffset(about.AddDays(days))).Distinct().OrderDescending().ToList();
        for (var minutes = 0; minutes < MostMinutes; minutes++)
        {
            var shown = offsets.Select(offset => new DateTimeOffset(local.AddMinutes(minutes), offset)).Where(instant => zone.GetUtcOffset(instant) == instant.Offset).ToList();
            if (shown.Count > 0) return shown;
        }
        return [];
    }
}
