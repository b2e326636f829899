using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Asks whether a run's inputs are good enough to judge stores by.</summary>
internal static class QualityGate
{
    /// <summary>That no input has a metric's column.</summary>
    public static GateFinding NoColumn(Policy policy, Metric metric)
    {
        var groups = metric.Name == policy.Peers.By;
        return new GateFinding(
            groups || metric.Required ? "missing-identifying-column" : "missing-column",
            groups ? $"no input has a column '{metric.Name}', by which stores are compared" : $"no input has a column '{metric.Name}'; every store is judged as if its reading were missing",
            Stops: groups || metric.Required, CanBeOverridden: groups) { Metric = metric.Name };
    }

    /// <param name="rowsBefore">The accepted rows of the period before; null where there was none.</param>
    public static IEnumerable<GateFinding> Examine(Policy policy, long read, long accepted, long quarantined, long? rowsBefore, bool[] supplied)
    {
        if (accepted == 0)
        {
            yield return new GateFinding("no-rows", read == 0 ? "the inputs hold no rows; expected at least one" : FormattableString.Invariant($"none of {read:N0} rows was accepted"), Stops: true, CanBeOverridden: false)
            {
                Measured = new GateMeasure(read, read, 0, 0, 0),
            };
            if (read == 0) yield break;
        }

        foreach (var (metric, slot) in policy.Metrics.Select((metric, slot) => (metric, slot)))
        {
            if (!metric.IsSupplied || supplied[slot]) continue;
            yield return NoColumn(policy, metric);
        }

        if (accepted == 0) yield break;
        var share = (decimal)quarantined / read;
        if (share >= policy.Gate.QuarantinedWarn && quarantined > 0)
        {
            yield return new GateFinding("quarantined-share",
                FormattableString.Invariant($"{quarantined:N0} of {read:N0} rows ({share:P2}) are quarantined; the policy warns from {policy.Gate.QuarantinedWarn:P2} and stops from {policy.Gate.QuarantinedStop:P2}"),
                Stops: share >= policy.Gate.QuarantinedStop, CanBeOverridden: true)
            {
                Measured = new GateMeasure(quarantined, read, share, policy.Gate.QuarantinedWarn, policy.Gate.QuarantinedStop),
            };
        }

        if (rowsBefore is > 0)
        {
            var change = Math.Abs((decimal)accepted - rowsBefore.Value) / rowsBefore.Value;
            if (change >= policy.Gate.RowsChangeWarn)
            {
                yield return new GateFinding("rows-change",
                    FormattableString.Invariant($"{accepted:N0} rows against {rowsBefore:N0} in the period before (a change of {change:P1}); the policy warns from {policy.Gate.RowsChangeWarn:P1} and stops from {policy.Gate.RowsChangeStop:P1}"),
                    Stops: change >= policy.Gate.RowsChangeStop, CanBeOverridden: true)
                {
                    Measured = new GateMeasure(accepted, rowsBefore.Value, change, policy.Gate.RowsChangeWarn, policy.Gate.RowsChangeStop),
                };
            }
        }
    }
}
