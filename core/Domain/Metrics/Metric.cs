using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Metrics;

/// <summary>What sort of quantity a metric is. The sort decides how readings are written, compared and shown.</summary>
public enum MetricKind
{
    /// <summary>A number of things: whole, 0 or more.</summary>
    Count,

    /// <summary>Money in the metric's currency.</summary>
    Amount,

    /// <summary>A mark that buyers give, such as 0 to 5 stars.</summary>
    Rating,

    /// <summary>A mark that the marketplace computes.</summary>
    Score,

    /// <summary>A share, 0 to 1 unless the metric says otherwise.</summary>
    Rate,

    /// <summary>A length of time in the metric's unit.</summary>
    Duration,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A day of the calendar.</summary>
    Date,

    /// <summary>One of a list of names that have an order, lowest first.</summary>
    Level,

    /// <summary>One of a set of names without an order.</summary>
    Category,

    /// <summary>Free text that is carried along and never judged, such as a store's name.</summary>
    Text,

    /// <summary>Points that the marketplace gives or takes, for violations say.</summary>
    Points,

    /// <summary>What happened on which days. Never judged itself: numbers are computed from it.</summary>
    Events,
}

/// <summary>Which direction of a metric is the better one.</summary>
public enum Better
{
    Higher,
    Lower,
}

/// <summary>
/// A quantity that a policy declares. Its readings are kept as whole numbers of <see cref="UnitsPerOne"/>, so that every
/// comparison is exact; <see cref="Missing"/> stands for a reading that is not there, which is never the same as zero.
/// </summary>
public sealed class Metric
{
    /// <summary>In a row of readings: there is none.</summary>
    public const long Missing = long.MinValue;

    /// <param name="name">The column of the blobs, or the name of the derived quantity.</param>
    /// <param name="kind">What sort of quantity it is.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="better">Which direction is the better one.</param>
    /// <param name="unit">What a reading counts: a currency code, "orders", "days". Null for a bare number.</param>
    /// <param name="decimals">How many decimal places a reading may have; null for the usual number of its kind.</param>
    /// <param name="minimum">The least reading that is believable, inclusive.</param>
    /// <param name="maximum">The greatest reading that is believable, inclusive.</param>
    /// <param name="values">The names of a level (lowest first) or of a category, or the types of events; empty for a category that takes any name, and for events without types.</param>
    /// <param name="required">Whether a row without it is refused.</param>
    /// <param name="whenMissing">What a blank stands for, where the policy says so; null where a blank is simply missing.</param>
    /// <param name="derivation">How it is computed; null for what blobs supply.</param>
    /// <param name="titles">What people call the names of a level or category, as far as it is not the name itself.</param>
    public Metric(
        string name, MetricKind kind, Wording? title = null, Better better = Better.Higher, string? unit = null, int? decimals = null,
        decimal? minimum = null, decimal? maximum = null, IReadOnlyList<string>? values = null, bool required = false,
        string? whenMissing = null, Derivation? derivation = null, IReadOnlyDictionary<string, Wording>? titles = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (decimals is < 0 or > 12) throw new ArgumentOutOfRangeException(nameof(decimals), decimals, "A reading has 0 to 12 decimal places.");
        if (minimum > maximum) throw new ArgumentException($"{name}: the least value {minimum} is above the greatest {maximum}.", nameof(minimum));
        if (kind is MetricKind.Level && values is not { Count: > 1 })
            throw new ArgumentException($"{name}: a level needs the names of at least two steps, lowest first.", nameof(values));

        Name = name;
        Kind = kind;
        Title = title ?? Wording.Plain(name);
        Better = better;
        Unit = unit;
        Decimals = decimals ?? UsualDecimals(kind);
        Derivation = derivation;
        IsCut = IsNumber && !IsRead && derivation is not (Derivation.Sum or Derivation.Streak or Derivation.Constant);
        UnitsPerOne = PowerOfTen(Decimals) * (IsCut ? 2 : 1);
        Minimum = minimum ?? (kind is MetricKind.Count or MetricKind.Rate or MetricKind.Rating or MetricKind.Score or MetricKind.Points
            && derivation is null or Derivation.Ratio or Derivation.OfEvents ? 0 : null);
        Maximum = maximum ?? (kind is MetricKind.Rate && derivation is null ? 1 : null);
        Values = values ?? [];
        Required = required;
        WhenMissing = whenMissing;
        Titles = titles ?? new Dictionary<string, Wording>();
        Codec = new ReadingCodec(this);
    }

    public string Name { get; }

    public MetricKind Kind { get; }

    public Wording Title { get; }

    public Better Better { get; }

    public string? Unit { get; }

    public int Decimals { get; }

    /// <summary>
    /// Whether readings are computed and need not be whole units. Such a reading is kept as twice the whole units it holds plus one
    /// if anything is left over, so that it compares exactly with every limit that is itself a whole number of units, on either
    /// side and with either inclusivity, as cross-multiplication would.
    /// </summary>
    public bool IsCut { get; }

    /// <summary>How many units of a stored reading make 1.</summary>
    public long UnitsPerOne { get; }

    public decimal? Minimum { get; }

    public decimal? Maximum { get; }

    public IReadOnlyList<string> Values { get; }

    public IReadOnlyDictionary<string, Wording> Titles { get; }

    public bool Required { get; }

    public string? WhenMissing { get; }

    public Derivation? Derivation { get; }

    /// <summary>Whether blobs may have a column of it.</summary>
    public bool IsSupplied => Derivation is null or Derivation.OfProgramme { Source.OrSupplied: true };

    /// <summary>Whether it is known only when a store is judged, beside what it held before, what other programmes made of it and what its case says.</summary>
    public bool IsBrought => Derivation is Derivation.Streak or Derivation.OfProgramme or Derivation.OfCase;

    /// <summary>Whether its readings are its own: neither computed from other metrics' nor counted on from the period before.</summary>
    public bool IsGiven => Derivation is null or Derivation.OfProgramme or Derivation.OfCase;

    /// <summary>Whether its readings are as they were read or brought: its own, or what a list of events came to as it was read.</summary>
    public bool IsRead => IsGiven || Derivation is Derivation.OfEvents;

    /// <summary>Whether it is a number that stands where a metric may: none that people know by a name.</summary>
    public bool IsBareNumber => Derivation is Derivation.Constant && !char.IsAsciiLetter(Name[0]);

    /// <summary>How readings of this metric are read and written.</summary>
    public ReadingCodec Codec { get; }

    /// <summary>Whether readings are numbers that can be averaged and ranked.</summary>
    public bool IsNumber => Kind is MetricKind.Count or MetricKind.Amount or MetricKind.Rating or MetricKind.Score or MetricKind.Rate or MetricKind.Duration or MetricKind.Points;

    /// <summary>Whether readings have an order: numbers, dates and levels.</summary>
    public bool IsOrdered => IsNumber || Kind is MetricKind.Date or MetricKind.Level;

    public bool IsNamed => Kind is MetricKind.Level or MetricKind.Category;

    /// <summary>What people call one of the names of a level or category.</summary>
    public string NameOf(string value, string language) => Titles.TryGetValue(value, out var title) ? title.In(language) : value;

    private static int UsualDecimals(MetricKind kind) => kind switch
    {
        MetricKind.Amount => 4,
        MetricKind.Points => 2,
        MetricKind.Rating or MetricKind.Score or MetricKind.Duration => 6,
        MetricKind.Rate => 9,
        _ => 0,
    };

    private static long PowerOfTen(int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }

    public override string ToString() => Name;
}
