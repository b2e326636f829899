using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Entitlements;

/// <summary>What an entitlement comes to: a share of one of the store's readings, a sum of money that is the same for all, or a bare rate.</summary>
/// <param name="Number">The share or rate, such as 0.5, or the sum.</param>
/// <param name="Of">The metric it is a share of; null for what is the same for every store.</param>
/// <param name="Currency">The currency of a sum that is the same for every store.</param>
public sealed record Worth(decimal Number, Metric? Of = null, string? Currency = null)
{
    /// <summary>What it is a number of.</summary>
    public Metric Measure { get; } = Of ?? (Currency is null ? new Metric("rate", MetricKind.Rate) : new Metric("sum", MetricKind.Amount, unit: Currency));
}
