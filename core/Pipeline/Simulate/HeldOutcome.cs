using System.Text;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>An outcome on one side of the comparison, in the terms of the policy that judged.</summary>
internal sealed record HeldOutcome(string Store, string? Industry, Status Status, Standing Standing, Tier? Before, Verdict[] Verdicts)
{
    public Tier Tier => Standing.Tier;

    public Movement Movement => Movements.Between(Before, Tier);

    public static HeldOutcome Of(StoredOutcome outcome, Policy policy) => new(
        outcome.Store, outcome.Industry, outcome.Status,
        StandingBefore.Of(outcome, policy),
        outcome.Before is { } before ? policy.TierOrOtherwise(before) : null,
        [.. outcome.Verdicts.Select(VerdictLetters.Read)]);

    public static HeldOutcome Of(OutcomeRecord outcome, Policy policy)
    {
        var ladder = policy.Ladder;
        return new HeldOutcome(
            Encoding.ASCII.GetString(outcome.Store.Span), outcome.Industry.IsEmpty ? null : Encoding.UTF8.GetString(outcome.Industry.Span), outcome.Status,
            new Standing(ladder[outcome.Tier], outcome.Since == 0 ? null : DateOnly.FromDayNumber(outcome.Since), outcome.CameFrom < 0 ? null : ladder[outcome.CameFrom]),
            outcome.Before < 0 ? null : ladder[outcome.Before],
            [.. outcome.Verdicts.ToArray().Select(letter => VerdictLetters.Read((char)letter))]);
    }

    /// <summary>The entitlements that the store has, by the same terms as when it is explained.</summary>
    public IEnumerable<string> Given(RunPlan plan)
    {
        if (Standing.Tier.Grants.Count == 0 || Status is not Status.Assessed && Tier.Rank <= plan.Policy.Otherwise.Rank) return [];
        var verdicts = Verdicts;
        if (verdicts.Length == 0)
        {
            // Nothing was judged: of what depends on readings nobody can tell.
            verdicts = new Verdict[plan.Plan.Tests.Count];
            Array.Fill(verdicts, Verdict.NotEvaluable);
        }
        return Grant.For(plan.Plan, Standing, plan.Run.Period, verdicts).Where(grant => grant.IsGiven).Select(grant => grant.Entitlement.Id);
    }
}
