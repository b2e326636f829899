using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Linting;

/// <summary>What was last supplied to a programme, for a document to be held against.</summary>
/// <param name="Run">The run whose blobs they were.</param>
/// <param name="Columns">The columns that some blob had.</param>
public sealed record Supply(string Run, IReadOnlySet<string> Columns);

/// <summary>Metrics that no blob of the last run supplied.</summary>
internal static class SupplyLint
{
    public static IEnumerable<(string Where, Severity Severity, string Why)> Findings(Policy policy, Supply supply)
    {
        foreach (var metric in policy.Metrics.Where(metric => metric.IsSupplied && !supply.Columns.Contains(metric.Name)))
        {
            var groups = metric.Name == policy.Peers.By;
            yield return metric.Required || groups
                ? ($"metrics.{metric.Name}", Severity.Error, $"no blob of the last run, {supply.Run}, has such a column: a run without it is stopped{(groups ? ", as stores are compared by it" : ", as every row is refused")}")
                : ($"metrics.{metric.Name}", Severity.Warning, $"no blob of the last run, {supply.Run}, has such a column: every store would be judged as if its reading were {(metric.WhenMissing is { } blank ? blank : "missing")}");
        }
    }
}
