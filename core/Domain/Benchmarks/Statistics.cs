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

    /// <summary>
    /// A percentile, 0 to 100, by a named definition. Partially reorders <paramref name="readings"/>: what is below the place
    /// found comes before it, what is above comes after, so that a next, higher percentile may look at the rest alone.
    /// </summary>
    public static Fraction Percentile(Span<long> readings, decimal percent, PercentileMethod method)
    {
        ArgumentOutOfRangeException.ThrowIfZero(readings.Length);
        if (percent is < 0 or > 100) throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile is between 0 and 100.");

        // The place as a fraction of whole numbers: percent has few decimals, so scale it to an integer out of `whole`.
        var (p, whole) = ToFraction(percent);
        Int128 n = readings.Length;
        var (place, part) = method switch
        {
            PercentileMethod.Type7 => Int128.DivRem((n - 1) * p, whole),
            PercentileMethod.Type6 => Clamp((n + 1) * p - whole, (n - 1) * whole, whole),
            PercentileMethod.NearestRank => (Int128.Max((n * p + whole - 1) / whole, 1) - 1, 0),
            _ => throw new UnreachableException(),
        };

        var at = (int)place;
        var low = Selection.NthSmallest(readings, at);
        if (part == 0) return Fraction.Whole(low);

        // After the selection everything right of `at` is at least `low`; its least is the next reading in order.
        var high = long.MaxValue;
        foreach (var reading in readings[(at + 1)..]) high = Math.Min(high, reading);
        return new Fraction((Int128)low * whole + part * ((Int128)high - low), whole);
    }

    private static (Int128 Place, Int128 Part) Clamp(Int128 place, Int128 last, Int128 whole) =>
        Int128.DivRem(Int128.Clamp(place, 0, last), whole);

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
