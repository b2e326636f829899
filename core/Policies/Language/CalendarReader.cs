using TierFunctions.Domain.Calendar;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>When a policy judges: its first period, its cadence, the time zone and the look-back.</summary>
internal static class CalendarReader
{
    public static Period? EffectiveFrom(Fields policy)
    {
        var cadence = policy.Require("cadence")?.Choice(Words.Cadences);
        if (policy.Require("effective")?.Block(PolicyForms.Effective) is not { } fields) return null;
        var from = fields.Require("from");
        fields.RefuseOthers();
        if (from?.Period() is not { } period) return null;
        if (cadence is null || period.Cadence == cadence) return period;
        from.Mistake(cadence switch
        {
            Cadence.Monthly => "a month such as 2026-07, as the cadence is monthly",
            Cadence.Quarterly => "a quarter such as 2026-Q3, as the cadence is quarterly",
            Cadence.HalfYearly => "a half-year such as 2026-H2, as the cadence is half-yearly",
            Cadence.Weekly => "a week such as 2026-W31, as the cadence is weekly",
            Cadence.Daily => "a day such as 2026-07-31, as the cadence is daily or on-demand",
            _ => "a year such as 2026, as the cadence is yearly",
        });
        return null;
    }

    public static string? TimeZone(Cursor? cursor)
    {
        const string Expected = "a time zone's IANA name such as America/Los_Angeles";
        if (cursor?.Text(Expected) is not { } name) return null;
        if (IsIana(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)) return name;
        cursor.Mistake(Expected);
        return null;
    }

    /// <summary>Only IANA's names have a slash: Windows' own would be found on Windows alone. A name is never a path, which would be opened.</summary>
    private static bool IsIana(string name) => name == "UTC"
        || char.IsAsciiLetter(name[0]) && name.Contains('/', StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+');

    public static int? LookBackDays(Cursor? cursor)
    {
        if (cursor?.Block(PolicyForms.LookBack) is not { } fields) return null;
        var days = fields.Require("days")?.Whole("days", 1, 3660);
        fields.RefuseOthers();
        return days;
    }
}
