using BenchmarkDotNet.Attributes;
using TierFunctions.Domain.Benchmarks;

namespace TierFunctions.Benchmarks;

/// <summary>Exact percentiles of 100,000 readings by selection, against sorting them all.</summary>
public class PercentileBenchmarks
{
    private readonly long[] readings = new long[Yardstick.Stores];
    private long[] work = [];

    [GlobalSetup]
    public void Fill()
    {
        var state = 1ul;
        for (var i = 0; i < readings.Length; i++) readings[i] = (long)((state = state * 6364136223846793005 + 1442695040888963407) >> 20);
    }

    [IterationSetup]
    public void Copy() => work = [.. readings];

    [Benchmark(Baseline = true)]
    public long Sort()
    {
        work.AsSpan().Sort();
        return work[work.Length * 8 / 10];
    }

    [Benchmark]
    public Benchmark Select() => Benchmark.Of(new Domain.Metrics.Metric("gmv", Domain.Metrics.MetricKind.Count), work, [new Domain.Programmes.Limit.PeerPercentile(80), new Domain.Programmes.Limit.PeerMean()], PercentileMethod.Type7);
}
