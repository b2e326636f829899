using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>A stored outcome as the standing that the period after it begins with.</summary>
public static class StandingBefore
{
    /// <summary>A tier that a later policy no longer knows counts as the default one.</summary>
    public static Standing Of(StoredOutcome outcome, Policy policy) =>
        new(policy.FindTier(outcome.Tier) ?? policy.Otherwise, outcome.Since, outcome.CameFrom is { } from ? policy.FindTier(from) : null)
        {
            Carried = StandingCodec.ReadCarried(outcome.Standing),
        };
}
