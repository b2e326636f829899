using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Results;

/// <summary>A metric that is read from another programme's outcomes, or from those of earlier periods, for one period.</summary>
public sealed class ResultMetric
{
    private readonly string[] names;
    private readonly HashSet<string> counted;
    private readonly HashSet<string> products;

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
        products = [.. source.Products];
    }

    public Metric Metric { get; }

    public int Slot { get; }

    public ResultSource Source { get; }

    /// <summary>Whether it counts the store's products.</summary>
    public bool CountsProducts => products.Count > 0;

    /// <summary>The periods that are read, in their order.</summary>
    public IReadOnlyList<Period> Periods { get; }

    /// <summary>What a tier is to this metric: itself, or a gap where the metric does not know it.</summary>
    public ResultPart PartOf(string tier) =>
        Metric.Kind is MetricKind.Count || Array.IndexOf(names, tier) >= 0 ? new ResultPart(tier) : ResultPart.Without(ResultGap.UnknownTier);

    /// <summary>What a reading is to this metric: itself, or a gap where it is none that the metric can have.</summary>
    public ResultPart PartOfReading(string reading) =>
        Metric.Codec.TryRead(reading, out _) is ReadingFault.None ? ResultPart.OfReading(reading) : ResultPart.Without(ResultGap.NoReading);

    /// <summary>Whether a product that holds a tier is one of those counted.</summary>
    public bool Counts(string tier) => products.Contains(tier);

    /// <summary>Whether what nobody can tell makes the whole missing, rather than being left out.</summary>
    public bool NeedsEveryPart => Source.MissingPart is not MissingPart.LeaveOut;

    /// <summary>
    /// What several products show in one period: the worst of their tiers, or the best. Products that the programme does not assess
    /// show nothing; one of which nobody can tell makes the whole a gap, unless such are left out.
    /// </summary>
    public ResultPart OfProducts(IReadOnlyList<ResultPart> each)
    {
        var found = ResultPart.Without(ResultGap.NoOutcome);
        foreach (var part in each)
        {
            if (IsUnknown(part) && NeedsEveryPart) return part;
            if (part.Tier is null) found = found is { Tier: null, Gap: ResultGap.NoOutcome } ? part : found;
            else if (found.Tier is null || IsFurther(part, found)) found = part;
        }
        return found;
    }

    /// <summary>
    /// The reading that the parts of its periods come to. A period that was not assessed at all always makes it missing: nobody can
    /// tell what it would have shown.
    /// </summary>
    /// <param name="inEach">For a count of products, how many are counted in each of the periods.</param>
    public long Read(ReadOnlySpan<ResultPart> parts, long inEach = 0) => Source switch
    {
        { Reading: not null } => Taken(parts),
        { Products.Count: > 0 } => IsWhole(parts) ? inEach : Metric.Missing,
        { Counted.Count: > 0 } => Count(parts),
        { Take: ResultTake.Last } => Last(parts),
        _ => Furthest(parts),
    };

    private static bool IsWhole(ReadOnlySpan<ResultPart> counts)
    {
        foreach (var part in counts)
        {
            if (part.Products is null) return false;
        }
        return true;
    }

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

    private long Taken(ReadOnlySpan<ResultPart> parts)
    {
        var taken = new TakenReadings(Metric, Source.Take);
        foreach (var part in parts)
        {
            if (EndsWith(part)) return Metric.Missing;
            if (part.Reading is { } reading) taken.Add(reading);
        }
        return taken.Units;
    }

    private bool IsFurther(ResultPart one, ResultPart other)
    {
        var (step, than) = (Array.IndexOf(names, one.Tier), Array.IndexOf(names, other.Tier));
        return Source.Take is ResultTake.Worst ? step < than : step > than;
    }

    /// <summary>Whether a product may hold a tier that nobody can tell.</summary>
    public static bool IsUnknown(ResultPart part) => part.Gap is ResultGap.NotEvaluable or ResultGap.Failed or ResultGap.UnknownTier;

    /// <summary>Whether a part makes the whole missing.</summary>
    private bool EndsWith(ResultPart part) => part.Gap is ResultGap.NoRun || part.ShowsNothing && NeedsEveryPart;
}
