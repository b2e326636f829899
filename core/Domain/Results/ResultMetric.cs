using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Results;

/// <summary>A metric that is read from another programme's outcomes, for one period.</summary>
public sealed class ResultMetric
{
    private readonly string[] names;
    private readonly HashSet<string> counted;

    /// <param name="slot">The metric's place in a row of readings.</param>
    /// <param name="source">What it reads, as its derivation says.</param>
    public ResultMetric(Metric metric, int slot, ResultSource source, Period judged)
    {
        Metric = metric;
        Slot = slot;
        Source = source;
        Periods = source.Over.Of(judged);
        names = [.. metric.Values];
        counted = [.. source.Counted];
    }

    public Metric Metric { get; }

    public int Slot { get; }

    public ResultSource Source { get; }

    /// <summary>The periods that are read, in their order.</summary>
    public IReadOnlyList<Period> Periods { get; }

    /// <summary>What a tier is to this metric: itself, or a gap where the metric does not know it.</summary>
    public ResultPart PartOf(string tier) =>
        Metric.Kind is MetricKind.Count || Array.IndexOf(names, tier) >= 0 ? new ResultPart(tier) : ResultPart.Without(ResultGap.UnknownTier);

    /// <summary>
    /// The reading that the parts of its periods come to. A period that was not assessed at all always makes it missing: nobody can
    /// tell what it would have shown.
    /// </summary>
    public long Read(ReadOnlySpan<ResultPart> parts) => Source switch
    {
        { Counted.Count: > 0 } => Count(parts),
        { Take: ResultTake.Last } => Last(parts),
        _ => Furthest(parts),
    };

    private long Count(ReadOnlySpan<ResultPart> parts)
    {
        var (count, found) = (0, false);
        foreach (var part in parts)
        {
            if (EndsWith(part)) return Metric.Missing;
            if (part.Tier is not { } tier) continue;
            found = true;
            if (counted.Contains(tier)) count++;
        }
        return found ? count : Metric.Missing;
    }

    private long Last(ReadOnlySpan<ResultPart> parts)
    {
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i].Tier is { } tier) return Array.IndexOf(names, tier);
            if (EndsWith(parts[i])) break;
        }
        return Metric.Missing;
    }

    private long Furthest(ReadOnlySpan<ResultPart> parts)
    {
        var furthest = Metric.Missing;
        foreach (var part in parts)
        {
            if (EndsWith(part)) return Metric.Missing;
            if (part.Tier is not { } tier) continue;
            long step = Array.IndexOf(names, tier);
            if (furthest == Metric.Missing || (Source.Take is ResultTake.Worst ? step < furthest : step > furthest)) furthest = step;
        }
        return furthest;
    }

    /// <summary>Whether a part makes the whole missing.</summary>
    private bool EndsWith(ResultPart part) => part.Gap is ResultGap.NoRun || part.Tier is null && Source.MissingPart is not MissingPart.LeaveOut;
}
