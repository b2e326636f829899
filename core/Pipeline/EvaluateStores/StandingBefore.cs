using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>A stored outcome as the standing that the period after it begins with.</summary>
public static class StandingBefore
{
    public static Standing Of(StoredOutcome outcome, Policy policy) =>
        new(policy.TierOrOtherwise(outcome.Tier), outcome.Since, outcome.CameFrom is { } from ? policy.FindTier(from) : null)
        {
            Carried = StandingCodec.ReadCarried(outcome.Standing),
        };
}
