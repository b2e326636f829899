using System.Diagnostics;

namespace TierFunctions.Domain.Benchmarks;

/// <summary>Exact statistics of whole-numbered readings. Nothing is rounded, so neither order nor the number of workers can change a result.</summary>
public static class Statistics
{
    /// <summary>The arithmetic mean. At least one reading is needed.</summary>
    public static Fraction Mean(ReadOnlySpan<long> readings)
    {
        Int128 sum = 0;
        foreach (var reading in readings) sum += reading;
        return new Fraction(sum, readings.Length);
    }

    /// <summary>A percentile, 0 to 100, by a named definition. Reorders <paramref name="readings"/>.</summary>
    public static Fraction Percentile(Span<long> readings, decimal percent, PercentileMethod method) => Percentiles(readings, [(percent, method)])[0];

    /// <summary>Several percentiles, 0 to 100, each by its definition, in one pass of selection. Reorders <paramref name="readings"/>, of which at least one is needed.</summary>
    public static Fraction[] Percentiles(Span<long> readings, IReadOnlyList<(decimal Percent, PercentileMethod Method)> asked)
    {
        ArgumentOutOfRangeException.ThrowIfZero(readings.Length);
        var count = readings.Length;
        var found = asked.Select(one => PlaceOf(one.Percent, one.Method, count)).ToArray();
        Selection.Place(readings, [.. found.SelectMany(place => place.Part == 0 ? [place.At] : new[] { place.At, place.At + 1 }).Distinct().Order()]);

        var percentiles = new Fraction[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var (at, part, whole) = found[i];
            percentiles[i] = part == 0
                ? Fraction.Whole(readings[at])
                : new Fraction((Int128)readings[at] * whole + part * ((Int128)readings[at + 1] - readings[at]), whole);
        }
        return percentiles;
    }

    /// <summary>The reading at a place, from the lowest up or from the highest down; the last one where there are fewer. Reorders <paramref name="readings"/>, of which at least one is needed.</summary>
    public static Fraction AtPlace(Span<long> readings, int place, bool fromTop)
    {
        ArgumentOutOfRangeException.ThrowIfZero(readings.Length);
        var ascending = Math.Clamp(fromTop ? readings.Length - place : place - 1, 0, readings.Length - 1);
        Selection.Place(readings, [ascending]);
        return Fraction.Whole(readings[ascending]);
    }

    /// <summary>Where a percentile lies among n readings: a place, and how far on to the next one as a fraction of whole numbers.</summary>
    private static (int At, Int128 Part, Int128 Whole) PlaceOf(decimal percent, PercentileMethod method, int count)
    {
        if (percent is < 0 or > 100) throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile is between 0 and 100.");
        var (p, whole) = ToFraction(percent);
        Int128 n = count;
        var (place, part) = method switch
        {
            PercentileMethod.Type7 => Int128.DivRem((n - 1) * p, whole),
            PercentileMethod.Type6 => Int128.DivRem(Int128.Clamp((n + 1) * p - whole, 0, (n - 1) * whole), whole),
            PercentileMethod.NearestRank => (Int128.Max((n * p + whole - 1) / whole, 1) - 1, 0),
            _ => throw new UnreachableException(),
        };
        return ((int)place, part, whole);
    }

    private static (Int128 P, Int128 Whole) ToFraction(decimal percent)
    {
        Int128 whole = 100;
        while (percent != decimal.Truncate(percent))
        {
            percent *= 10;
            whole *= 10;
        }
        return ((Int128)percent, whole);
    }
}
