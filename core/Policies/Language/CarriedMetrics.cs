using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Language;

/// <summary>Which metrics are known only when a store is judged, beside what it held before and what other programmes made of it: not yet when peers are compared.</summary>
internal static class CarriedMetrics
{
    public static bool IsOne(Metric? metric, Declared<Metric> metrics) =>
        metric is { IsBrought: true } || (metric?.Derivation?.Parts.Any(part => IsOne(metrics.Get(part), metrics)) ?? false);

    /// <summary>The first such metric that a requirement looks at; null where it looks at none.</summary>
    public static string? In(Requirement? requirement, Declared<Metric> metrics) =>
        requirement?.Tests.SelectMany(test => test.Looks).FirstOrDefault(name => IsOne(metrics.Get(name), metrics));
}
