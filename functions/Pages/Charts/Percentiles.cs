using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Pages.Charts;

/// <summary>The readings that a benchmark keeps for charts, by percentile and as numbers of their metric.</summary>
internal static class Percentiles
{
    public static decimal Of(Benchmark benchmark, Metric metric, int percentile)
    {
        for (var i = 0; i < Benchmark.Spread.Count; i++)
        {
            if (Benchmark.Spread[i] == percentile) return metric.Codec.ToNumber(benchmark.Percentiles[i]);
        }
        throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "Benchmarks do not keep this percentile.");
    }
}
