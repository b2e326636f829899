using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Results;

/// <summary>What the readings of several periods come to as they are added one after the other.</summary>
internal struct TakenReadings(Metric metric, ResultTake take)
{
    private Int128 sum;
    private long least = long.MaxValue;
    private long greatest = long.MinValue;
    private long last;
    private int count;

    /// <summary>Missing where there was no reading, or where what they come to is none of the metric.</summary>
    public readonly long Units => count == 0 ? Metric.Missing : take switch
    {
        ResultTake.Min => least,
        ResultTake.Max => greatest,
        ResultTake.Sum => Fit(sum),
        ResultTake.Mean => Fit(Mean),
        _ => last,
    };

    /// <param name="reading">As the metric's codec reads it.</param>
    public void Add(string reading)
    {
        if (metric.Codec.TryRead(reading, out var units) is not ReadingFault.None) return;
        (sum, least, greatest, last, count) = (sum + units, Math.Min(least, units), Math.Max(greatest, units), units, count + 1);
    }

    private readonly Int128 Mean => (Int128.Abs(sum) * 2 + count) / (2 * count) * Int128.Sign(sum);

    // What is kept with an outcome is read again by the codec, which knows the metric's range.
    private readonly long Fit(Int128 units) => units > long.MinValue && units <= long.MaxValue && metric.Codec.IsWithin((long)units) ? (long)units : Metric.Missing;
}
