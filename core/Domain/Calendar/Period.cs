using System.Diagnostics;
using System.Globalization;

namespace TierFunctions.Domain.Calendar;

/// <summary>
/// A calendar month (<c>2026-07</c>), quarter (<c>2026-Q3</c>), half-year (<c>2026-H2</c>), year (<c>2026</c>), week
/// (<c>2026-W31</c>) or day (<c>2026-07-31</c>). It has days, not instants: which instant
/// ends it depends on the marketplace's time zone. Periods of one cadence are ordered; the default value is January of year 1.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    private const string Iso = "yyyy-MM-dd";

    // Periods of this cadence since the start of year 1, so that default(Period) is a legal period.
    private readonly int index;

    private Period(Cadence cadence, int index)
    {
        Cadence = cadence;
        this.index = index;
    }

    public Cadence Cadence { get; }

    /// <summary>How many months it has; 0 where it is counted in days.</summary>
    private int Months => Cadence switch
    {
        Cadence.Monthly => 1,
        Cadence.Quarterly => 3,
        Cadence.HalfYearly => 6,
        Cadence.Yearly => 12,
        Cadence.Weekly or Cadence.Daily => 0,
        _ => throw new UnreachableException(),
    };

    /// <summary>How many days it has, where it is counted in days. The first day of year 1 was a Monday, so weeks need no offset.</summary>
    private int Days => Cadence is Cadence.Weekly ? 7 : 1;

    /// <summary>The year it is named by; a week's first days may lie in the year before.</summary>
    public int Year => Cadence is Cadence.Weekly ? ISOWeek.GetYear(FirstDay) : FirstDay.Year;

    /// <summary>The first day of the period.</summary>
    public DateOnly FirstDay => Months == 0 ? DateOnly.FromDayNumber(index * Days) : DateOnly.MinValue.AddMonths(index * Months);

    /// <summary>The last day of the period.</summary>
    public DateOnly LastDay => Months == 0 ? FirstDay.AddDays(Days - 1) : FirstDay.AddMonths(Months).AddDays(-1);

    /// <summary>The day from which what was earned in this period is held: the first day after it.</summary>
    public DateOnly EffectiveDay => LastDay.AddDays(1);

    public Period Previous => new(Cadence, index - 1);

    public Period Next => new(Cadence, index + 1);

    /// <summary>The period so many of its length before this one.</summary>
    public Period Before(int periods) => new(Cadence, index - periods);

    /// <summary>How many periods of this length so many of another are: a year is four quarters. Null where that is no whole number, as of months in weeks.</summary>
    public int? CountIn(int spans, Cadence unit)
    {
        var one = new Period(unit, 0);
        if (Months == 0 != (one.Months == 0)) return null;
        var (length, own) = Months == 0 ? (spans * one.Days, Days) : (spans * one.Months, Months);
        return length % own == 0 ? length / own : null;
    }

    /// <summary>The period of a cadence that a day lies in.</summary>
    public static Period Containing(DateOnly day, Cadence cadence)
    {
        var first = new Period(cadence, 0);
        return new Period(cadence, first.Months == 0 ? day.DayNumber / first.Days : ((day.Year - 1) * 12 + day.Month - 1) / first.Months);
    }

    /// <summary>The period that an instant lies in, by the marketplace's calendar.</summary>
    public static Period Containing(DateTimeOffset instant, Cadence cadence, TimeZoneInfo zone) =>
        Containing(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime), cadence);

    /// <summary>Whether the period is over at an instant, in the marketplace's time zone: 02:00 UTC on 1 October is still September in New York.</summary>
    public bool HasEnded(DateTimeOffset instant, TimeZoneInfo zone) => CompareTo(Containing(instant, Cadence, zone)) < 0;

    /// <summary>Reads what <see cref="ToString"/> writes: <c>2026-07</c>, <c>2026-Q3</c>, <c>2026-07-31</c> and so on; years 1900 to 9000.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text is null || text.Length < 4 || !TryNumber(text.AsSpan(0, 4), out var year) || year is < 1900 or > 9000) return false;
        switch (text.Length)
        {
            case 4:
                period = new Period(Cadence.Yearly, year - 1);
                return true;
            case 7 when text[4] == '-' && text[5] == 'Q' && text[6] is >= '1' and <= '4':
                period = new Period(Cadence.Quarterly, (year - 1) * 4 + (text[6] - '1'));
                return true;
            case 7 when text[4] == '-' && text[5] == 'H' && text[6] is '1' or '2':
                period = new Period(Cadence.HalfYearly, (year - 1) * 2 + (text[6] - '1'));
                return true;
            case 8 when text[4] == '-' && text[5] == 'W' && TryNumber(text.AsSpan(6), out var week) && week >= 1 && week <= ISOWeek.GetWeeksInYear(year):
                period = Containing(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday)), Cadence.Weekly);
                return true;
            case 10 when DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day):
                period = Containing(day, Cadence.Daily);
                return true;
            case 7 when text[4] == '-' && TryNumber(text.AsSpan(5), out var month) && month is >= 1 and <= 12:
                period = new Period(Cadence.Monthly, (year - 1) * 12 + month - 1);
                return true;
            default:
                return false;
        }
    }

    public int CompareTo(Period other) => Cadence == other.Cadence
        ? index.CompareTo(other.index)
        : throw new ArgumentException($"{this} and {other} are periods of different lengths and have no order.", nameof(other));

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    public override string ToString() => Cadence switch
    {
        Cadence.Monthly => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{FirstDay.Month:D2}"),
        Cadence.Quarterly => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-Q{index % 4 + 1}"),
        Cadence.HalfYearly => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-H{index % 2 + 1}"),
        Cadence.Weekly => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-W{ISOWeek.GetWeekOfYear(FirstDay):D2}"),
        Cadence.Daily => FirstDay.ToString(Iso, CultureInfo.InvariantCulture),
        Cadence.Yearly => Year.ToString("D4", CultureInfo.InvariantCulture),
        _ => throw new UnreachableException(),
    };

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
            number = number * 10 + (c - '0');
        }
        return true;
    }
}
