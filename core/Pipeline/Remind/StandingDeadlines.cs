using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Remind;

/// <summary>The days that a stored outcome carries. Those of entitlements count only where the evidence says that they are given.</summary>
internal static class StandingDeadlines
{
    public static IEnumerable<Deadline> Of(RunPlan plan, StoredOutcome outcome)
    {
        var standing = StandingBefore.Of(outcome, plan.Policy);
        return Deadline.OfStanding(plan.Plan.Mover, standing).Concat(Deadline.OfEntitlements(plan.Policy, standing)).Concat(OfRulings(plan, outcome));
    }

    private static IEnumerable<Deadline> OfRulings(RunPlan plan, StoredOutcome outcome)
    {
        var (decision, until, exemptions) = StandingCodec.ReadRulings(outcome.Standing);
        if (decision is not null && until is { } day) yield return new Deadline(DeadlineKind.Decision, day);
        // The last of them is when the store stands on its own readings again: by the marketplace's calendar, the first day that begins
        // without the exemption or sees its end.
        var ends = plan.Rulings.Exemptions.Where(exemption => exemptions.Contains(exemption.Id, StringComparer.Ordinal)).Select(exemption => plan.Policy.DayOf(exemption.End)).ToList();
        if (ends.Count > 0) yield return new Deadline(DeadlineKind.Exemption, ends.Max());
    }
}
