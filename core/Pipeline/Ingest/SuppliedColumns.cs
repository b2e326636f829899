using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>The columns that the blobs of a run had, as far as the run kept them: those that its policy asked for, and those that it did not.</summary>
public static class SuppliedColumns
{
    /// <param name="policy">The policy that the run was ingested by.</param>
    public static IReadOnlySet<string> Of(Run run, Policy policy)
    {
        var ingest = run.Ingest ?? throw new ArgumentException($"{run.Key} has not been ingested.", nameof(run));
        return policy.Metrics.Where(metric => metric.IsSupplied && !ingest.Findings.Contains(QualityGate.NoColumn(policy, metric))).Select(metric => metric.Name)
            .Concat(ingest.UnusedColumns).ToHashSet(StringComparer.Ordinal);
    }
}
