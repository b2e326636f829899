using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.Pipeline.Revisions;

/// <summary>What a run said of a store.</summary>
public sealed record StoreResult(Status Status, Tier Tier);

/// <summary>A store of which two runs of a period say different things.</summary>
/// <param name="Old">Null where the old run has no outcome of it.</param>
/// <param name="New">Null where the new run has none.</param>
/// <param name="Steps">How many tiers up, or down where it is below 0, by the ladder of the new run's policy; 0 where that does not know the old tier.</param>
public sealed record StoreChange(string Store, string? Industry, StoreResult? Old, StoreResult? New, int Steps, EntitlementChanges Entitlements)
{
    /// <summary>What differs of a store's two outcomes, one of which may be missing; null where nothing does.</summary>
    internal static StoreChange? Between(HeldOutcome? was, HeldOutcome? now, RunPlan before, RunPlan after)
    {
        var steps = HeldOutcome.Steps(was, now, before.Policy, after.Policy, out var differs);
        var entitlements = EntitlementChanges.Between(was?.Given(before) ?? [], now?.Given(after) ?? []);
        if (!differs && was?.Status == now?.Status && entitlements.IsNone) return null;
        return new StoreChange((was ?? now)!.Store, was?.Industry ?? now?.Industry, ResultOf(was), ResultOf(now), steps, entitlements); // one of the two is there
    }

    private static StoreResult? ResultOf(HeldOutcome? outcome) => outcome is null ? null : new StoreResult(outcome.Status, outcome.Tier);
}
