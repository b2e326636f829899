using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Evaluation;

/// <summary>A metric that counts periods in a row.</summary>
public sealed record StreakMetric(Metric Metric, int Slot)
{
    /// <summary>The tier that is or was held; null where it is a condition that counts.</summary>
    public string? OfTier => (Metric.Derivation as Derivation.Streak)?.Tier;
}
