using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Evaluation;

/// <summary>A metric that counts periods in a row, or so many of the last ones.</summary>
public sealed record StreakMetric(Metric Metric, int Slot)
{
    /// <summary>The periods that are remembered where not only a row counts; null where it does.</summary>
    public LastPeriods? Last => Metric.Derivation is Derivation.Streak { Last: { } last } streak ? new LastPeriods(last, streak.Tier is null) : null;

    /// <summary>The tier that is or was held; null where it is a condition that counts.</summary>
    public string? OfTier => (Metric.Derivation as Derivation.Streak)?.Tier;
}
