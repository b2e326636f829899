using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>A metric that needs benchmarks.</summary>
/// <param name="Slot">Its slot in a row of readings.</param>
/// <param name="Limits">The percentiles and means that tests ask for.</param>
public sealed record BenchmarkedMetric(int Slot, Metric Metric, IReadOnlyList<Limit> Limits);
