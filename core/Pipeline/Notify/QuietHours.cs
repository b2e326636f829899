namespace TierFunctions.Pipeline.Notify;

/// <summary>The hours of a day, by the local clock, in which nothing is sent: from the first time up to and without the second, over midnight where that is earlier.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    // A day or two may have no morning at all, where a country has moved across the date line.
    private const int MostDays = 4;

    // The longest gap that a clock has jumped over besides whole days.
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

    /// <summary>When the local clock shows a time: twice where it was put back; where it jumped over it, the first time it shows after that.</summary>
    private static List<DateTimeOffset> InstantsOf(DateTime local, TimeZoneInfo zone)
    {
        for (var minutes = 0; minutes < MostMinutes && zone.IsInvalidTime(local); minutes++) local = local.AddMinutes(1);
        if (zone.IsInvalidTime(local)) return [];
        return zone.IsAmbiguousTime(local)
            ? zone.GetAmbiguousTimeOffsets(local).OrderDescending().Select(offset => new DateTimeOffset(local, offset))
            : [new DateTimeOffset(local, zone.GetUtcOffset(local))];
    }
}
