using System.Diagnostics;
using System.Globalization;

namespace TierFunctions.Domain.Calendar;

/// <summary>
/// A calendar month (<c>2026-07</c>), quarter (<c>2026-Q3</c>) or year (<c>2026</c>). It has days, not instants: which instant
/// ends it depends on the marketplace's time zone. Periods of one cadence are ordered; the default value is January of year 1.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    // Periods of this cadence since the start of year 1, so that default(Period) is a legal period.
    private readonly int index;

    private Period(Cadence cadence, int index)
    {
        Cadence = cadence;
        this.index = index;
    }

    public Cadence Cadence { get; }

    private int PerYear => Cadence switch
    {
        Cadence.Monthly => 12,
        Cadence.Quarterly => 4,
        Cadence.Yearly => 1,
        _ => throw new UnreachableException(),
    };

    public int Year => index / PerYear + 1;

    /// <summary>The first day of the period.</summary>
    public DateOnly FirstDay => new(Year, index % PerYear * (12 / PerYear) + 1, 1);

    /// <summary>The last day of the period.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(12 / PerYear).AddDays(-1);

    /// <summary>The day from which what was earned in this period is held: the first day after it.</summary>
    public DateOnly EffectiveDay => LastDay.AddDays(1);

    public Period Previous => new(Cadence, index - 1);

    public Period Next => new(Cadence, index + 1);

    /// <summary>The period of a cadence that a day lies in.</summary>
    public static Period Containing(DateOnly day, Cadence cadence)
    {
        var perYear = new Period(cadence, 0).PerYear;
        return new Period(cadence, (day.Year - 1) * perYear + (day.Month - 1) / (12 / perYear));
    }

    /// <summary>The period that an instant lies in, by the marketplace's calendar.</summary>
    public static Period Containing(DateTimeOffset instant, Cadence cadence, TimeZoneInfo zone) =>
        Containing(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime), cadence);

    /// <summary>Whether the period is over at an instant, in the marketplace's time zone: 02:00 UTC on 1 October is still September in New York.</summary>
    public bool HasEnded(DateTimeOffset instant, TimeZoneInfo zone) => CompareTo(Containing(instant, Cadence, zone)) < 0;

    /// <summary>Reads what <see cref="ToString"/> writes: <c>2026-07</c>, <c>2026-Q3</c> or <c>2026</c>; years 1900 to 9000.</summary>
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
