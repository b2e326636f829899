using System.Globalization;
using TierFunctions.Domain.Calendar;

namespace TierFunctions.Pipeline.Runs;

/// <summary>
/// Which run: one assessment of a programme for a period. Revision 1 is the first; a corrected blob or a granted exemption
/// gives the next one of the same period. Written <c>gold-silver|2026-Q3|1</c>. Revision 0 is no run: under it lie the notices that
/// a period owes before it is assessed.
/// </summary>
public sealed record RunKey(string Programme, Period Period, int Revision)
{
    /// <summary>Under which the reminders of a period lie.</summary>
    public static RunKey OfReminders(string programme, Period period) => new(programme, period, 0);

    /// <summary>Whether it names no run but the reminders of a period.</summary>
    public bool IsOfReminders => Revision == 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Programme}|{Period}|{Revision}");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out RunKey? key)
    {
        key = null;
        var parts = text?.Split('|') ?? [];
        if (parts.Length != 3 || parts[0].Length == 0 || !Period.TryParse(parts[1], out var period)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) || revision < 0)
        {
            return false;
        }
        key = new RunKey(parts[0], period, revision);
        return true;
    }

    public static RunKey Parse(string text) => TryParse(text, out var key) ? key! : throw new FormatException($"'{text}' is not a run: expected programme|period|revision.");
}
