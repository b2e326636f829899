using TierFunctions.Domain.Metrics;

namespace TierFunctions.Pages.Charts;

/// <summary>
/// Where numbers lie between the left and the right edge of a drawing. Logarithmic where all numbers are above zero and the
/// largest is over a hundred times the smallest, as sales usually are: on a linear axis all but the largest would fall together.
/// </summary>
public sealed class Axis
{
    private const decimal LogarithmicFrom = 100;

    private readonly decimal low;
    private readonly decimal high;

    public Axis(IReadOnlyCollection<decimal> numbers)
    {
        low = numbers.Count == 0 ? 0 : numbers.Min();
        high = numbers.Count == 0 ? 1 : numbers.Max();
        if (low == high)
        {
            // Everything in one place: put it in the middle.
            low -= Math.Max(1, Math.Abs(low)) / 2;
            high += Math.Max(1, Math.Abs(high)) / 2;
        }
        IsLogarithmic = low > 0 && high / low > LogarithmicFrom;
    }

    public bool IsLogarithmic { get; }

    public bool Holds(decimal number) => number >= low && number <= high;

    /// <summary>The place of a number in percent of the width; beyond the axis, that of its nearer end.</summary>
    public decimal At(decimal number)
    {
        var inside = Math.Clamp(number, low, high);
        return IsLogarithmic
            ? (decimal)(100 * Math.Log((double)(inside / low)) / Math.Log((double)(high / low)))
            : 100 * (inside - low) / (high - low);
    }

    /// <summary>Round numbers along the axis, from the left.</summary>
    public IReadOnlyList<decimal> Ticks(Metric metric) => IsLogarithmic ? Powers() : Steps(metric.Kind is MetricKind.Count ? 1 : 0);

    private List<decimal> Powers()
    {
        var ticks = new List<decimal>();
        var power = 1m;
        while (power > low) power /= 10;
        for (; power <= high; power *= 10)
        {
            if (power >= low) ticks.Add(power);
        }
        return ticks;
    }

    private List<decimal> Steps(decimal least)
    {
        // The smallest of 1, 2, 5 times a power of ten that gives at most four steps.
        var quarter = (high - low) / 4;
        var power = 1m;
        while (power > quarter) power /= 10;
        while (power * 10 <= quarter) power *= 10;
        var step = Math.Max(least, power * ((quarter / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        }));
        var ticks = new List<decimal>();
        for (var tick = decimal.Ceiling(low / step) * step; tick <= high; tick += step) ticks.Add(tick);
        return ticks;
    }
}
