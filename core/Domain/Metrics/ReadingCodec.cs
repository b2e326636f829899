using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace TierFunctions.Domain.Metrics;

/// <summary>Why a text is not a reading of a metric. Each is a reason code of the quarantine.</summary>
public enum ReadingFault
{
    None,
    NotANumber,
    NotFinite,
    TooManyDecimals,
    Overflow,
    OutOfRange,
    UnknownValue,
    NotADate,
    NotYesOrNo,
    NotEvents,
}

/// <summary>
/// Reads and writes the readings of one metric as text. Numbers are ASCII digits with an optional leading minus and one decimal
/// point: no thousands separators, no exponent, no surrounding blanks. What <see cref="Write"/> gives is the one canonical form.
/// </summary>
public sealed class ReadingCodec
{
    private readonly Metric metric;
    private readonly MetricKind kind;
    private readonly long scale;
    private readonly long minimum;
    private readonly long maximum;
    private readonly Vocabulary values;
    private readonly EventsCodec? events;

    // By the number of decimal places of a text: how many units its last place is worth.
    private readonly long[] multipliers;

    internal ReadingCodec(Metric metric)
    {
        this.metric = metric;
        kind = metric.Kind;
        scale = metric.UnitsPerOne;
        minimum = metric.Minimum is { } least ? ToUnits(least) ?? throw Unfit(metric, least) : long.MinValue + 1;
        maximum = metric.Maximum is { } most ? ToUnits(most) ?? throw Unfit(metric, most) : long.MaxValue;
        values = new Vocabulary(metric.Values);
        events = kind is MetricKind.Events
            ? new EventsCodec(new Metric("day", MetricKind.Date).Codec, new Metric("points", MetricKind.Points, decimals: metric.Decimals).Codec, values, scale)
            : null;
        multipliers = new long[metric.Decimals + 1];
        var multiplier = scale;
        for (var decimals = 0; decimals <= metric.Decimals; decimals++, multiplier /= 10) multipliers[decimals] = multiplier;
    }

    /// <summary>Reads a UTF-8 text that is not empty. For a category that takes any name the caller keeps the vocabulary; see <see cref="Vocabulary"/>.</summary>
    public ReadingFault TryRead(ReadOnlySpan<byte> text, out long units)
    {
        switch (kind)
        {
            case MetricKind.Level or MetricKind.Category:
                return TryReadName(text, out units);
            case MetricKind.Date:
                return TryReadDate(text, out units);
            case MetricKind.Flag:
                return TryReadFlag(text, out units);
            case MetricKind.Text:
                units = 0;
                return ReadingFault.None;
            case MetricKind.Events:
                return events!.TryRead(text, null, out units); // never null: it is a list of events
            default:
                var fault = TryReadNumber(text, out units);
                if (fault is ReadingFault.None && !IsWithin(units)) fault = ReadingFault.OutOfRange;
                return fault;
        }
    }

    /// <summary>The readings that a number can have, in units; both ends are among them.</summary>
    internal (long Least, long Most) Range => (minimum, maximum);

    /// <summary>Whether a number lies in the metric's range.</summary>
    internal bool IsWithin(long units) => units >= minimum && units <= maximum;

    /// <summary>Reads a list of events; only for a metric that is one.</summary>
    internal ReadingFault TryRead(ReadOnlySpan<byte> text, List<StoreEvent> into) => events!.TryRead(text, into, out _); // never null, as above

    public ReadingFault TryRead(string text, out long units) => TryRead(Encoding.UTF8.GetBytes(text), out units);

    /// <summary>The units of a number, or null where it has more decimal places than the metric or does not fit.</summary>
    public long? ToUnits(decimal number)
    {
        if (Math.Abs(number) > long.MaxValue / scale) return null;
        var units = number * scale;
        return units == decimal.Truncate(units) ? (long)units : null;
    }

    /// <summary>The number that units stand for; only for numbers. What is cut is shown with its whole units.</summary>
    public decimal ToNumber(long units) => metric.IsCut ? (decimal)(units >> 1) / (scale / 2) : (decimal)units / scale;

    /// <summary>Writes the number that units stand for as <see cref="Write"/> does, in ASCII, and returns its length; only for numbers.</summary>
    /// <param name="text">At least <see cref="LongestNumber"/> long.</param>
    public int Write(long units, Span<byte> text)
    {
        // What is cut has an own bit for whether anything is left over.
        var whole = metric.IsCut ? units >> 1 : units;
        var decimals = metric.Decimals;
        for (; decimals > 0 && whole % 10 == 0; decimals--) whole /= 10;
        var length = 0;
        if (whole < 0) text[length++] = (byte)'-';
        var digits = text[length..];
        // A number has a digit before its point.
        Utf8Formatter.TryFormat(whole < 0 ? (ulong)-whole : (ulong)whole, digits, out var count, new StandardFormat('D', (byte)(decimals + 1)));
        if (decimals == 0) return length + count;
        digits[(count - decimals)..count].CopyTo(digits[(count - decimals + 1)..]);
        digits[count - decimals] = (byte)'.';
        return length + count + 1;
    }

    /// <summary>In bytes.</summary>
    public const int LongestNumber = 24;

    /// <summary>The canonical text of a reading: the shortest decimal, the name of a value, <c>yes</c> or <c>no</c>, an ISO date.</summary>
    public string Write(long units) => metric.Kind switch
    {
        MetricKind.Level or MetricKind.Category => metric.Values[(int)units],
        MetricKind.Date => DateOnly.FromDayNumber((int)units).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        MetricKind.Flag => units == 0 ? "no" : "yes",
        MetricKind.Text or MetricKind.Events => "",
        _ => ToNumber(units).ToString("0.############", CultureInfo.InvariantCulture),
    };

    private ReadingFault TryReadNumber(ReadOnlySpan<byte> text, out long units) =>
        TryReadPlainNumber(text, out units) ? ReadingFault.None : TryReadAnyNumber(text, out units);

    /// <summary>The usual case, read in one pass: up to 18 digits, at most one point between them, no finer than the metric.</summary>
    private bool TryReadPlainNumber(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        var point = -1;
        var digits = 0L;
        for (var at = 0; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit <= 9) digits = digits * 10 + digit;
            else if (text[at] == '.' && point < 0) point = at;
            else return false;
        }
        var decimals = point < 0 ? 0 : text.Length - 1 - point;
        if (text.Length is 0 or > 18 || point == 0 || point == text.Length - 1 || decimals >= multipliers.Length) return false;
        return Math.BigMul(digits, multipliers[decimals], out units) == 0 && units >= 0;
    }

    private ReadingFault TryReadAnyNumber(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        var negative = text.Length > 0 && text[0] == '-';
        var at = negative ? 1 : 0;
        var whole = at;
        var value = 0L;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            if (value > (long.MaxValue - 9) / 10) return RestIsNumber(text[at..]) ? ReadingFault.Overflow : ReadingFault.NotANumber;
            value = value * 10 + (text[at] - '0');
        }
        if (at == whole) return NotANumber(text);
        if (Math.BigMul(value, scale, out var scaled) != 0 || scaled < 0) return RestIsNumber(text[at..]) ? ReadingFault.Overflow : ReadingFault.NotANumber;
        value = scaled;
        if (at < text.Length)
        {
            if (text[at] != '.' || at + 1 == text.Length) return ReadingFault.NotANumber;
            var place = scale;
            for (at++; at < text.Length; at++)
            {
                var digit = (uint)(text[at] - '0');
                if (digit > 9) return ReadingFault.NotANumber;
                // The usual case divides evenly; a digit finer than the metric's last place is refused unless it is a zero.
                place /= 10;
                if (place == 0 && digit != 0) return RestIsNumber(text[at..]) ? ReadingFault.TooManyDecimals : ReadingFault.NotANumber;
                if (value > long.MaxValue - digit * place) return ReadingFault.Overflow;
                value += digit * place;
            }
        }
        units = negative ? -value : value;
        return ReadingFault.None;
    }

    private static bool RestIsNumber(ReadOnlySpan<byte> rest)
    {
        var points = 0;
        foreach (var b in rest)
        {
            if (b == '.') points++;
            else if (!char.IsAsciiDigit((char)b)) return false;
        }
        return points <= 1;
    }

    private static ReadingFault NotANumber(ReadOnlySpan<byte> text)
    {
        var bare = text.TrimStart("+-"u8);
        return Ascii.EqualsIgnoreCase(bare, "nan"u8) || Ascii.EqualsIgnoreCase(bare, "inf"u8) || Ascii.EqualsIgnoreCase(bare, "infinity"u8)
            ? ReadingFault.NotFinite
            : ReadingFault.NotANumber;
    }

    private ReadingFault TryReadName(ReadOnlySpan<byte> text, out long units)
    {
        units = values.Find(text);
        return units >= 0 ? ReadingFault.None : ReadingFault.UnknownValue;
    }

    private static ReadingFault TryReadDate(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return ReadingFault.NotADate;
        }
        units = new DateOnly(year, month, day).DayNumber;
        return ReadingFault.None;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int number) =>
        Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && text[0] is not (byte)'-' and not (byte)'+';

    private static ReadingFault TryReadFlag(ReadOnlySpan<byte> text, out long units)
    {
        units = text.SequenceEqual("yes"u8) || text.SequenceEqual("true"u8) || text.SequenceEqual("1"u8) ? 1 : 0;
        return units == 1 || text.SequenceEqual("no"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("0"u8)
            ? ReadingFault.None
            : ReadingFault.NotYesOrNo;
    }

    private static ArgumentException Unfit(Metric metric, decimal number) =>
        new($"{metric.Name}: the bound {number.ToString(CultureInfo.InvariantCulture)} has more than {metric.Decimals} decimal places or does not fit.");
}
