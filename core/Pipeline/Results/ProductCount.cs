using TierFunctions.Domain.Results;

namespace TierFunctions.Pipeline.Results;

/// <summary>Counts the products of one store that held a tier that is counted, period by period and in each of the periods. One for each worker.</summary>
internal sealed class ProductCount(ResultMetric metric)
{
    private readonly HashSet<string> inEach = new(StringComparer.Ordinal);
    private readonly HashSet<string> inOne = new(StringComparer.Ordinal);
    private bool isFirst;

    /// <summary>The products that were counted in every period that was added.</summary>
    public long InEach => inEach.Count;

    /// <summary>Begins with another store.</summary>
    public void Begin()
    {
        inEach.Clear();
        isFirst = true;
    }

    /// <summary>What the next period shows. The run knows of the store's products what stands in a part of the list, which may be nothing.</summary>
    public ResultPart Add(IReadOnlyList<SourceOutcome> list, Range products)
    {
        inOne.Clear();
        for (var i = products.Start.Value; i < products.End.Value; i++)
        {
            if (list[i].Tier is { } tier)
            {
                if (metric.Counts(tier)) inOne.Add(list[i].Store);
            }
            else if (metric.NeedsEveryPart && ResultMetric.IsUnknown(ResultPart.Without(list[i].Gap))) return ResultPart.Without(list[i].Gap);
        }
        if (isFirst) inEach.UnionWith(inOne);
        else inEach.IntersectWith(inOne);
        isFirst = false;
        return ResultPart.OfProducts(inOne.Count);
    }
}
