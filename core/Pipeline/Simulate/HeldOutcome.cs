using System.Text;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>An outcome on one side of a comparison, in the terms of the policy that judged.</summary>
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

    /// <summary>Stored outcomes beside records of the same stores, store by store; null where one side has none. Both are ordered by store.</summary>
    public static IEnumerable<(HeldOutcome? Was, HeldOutcome? Now)> Pairs(IReadOnlyList<StoredOutcome> before, Policy stored, IReadOnlyList<OutcomeRecord> after, Policy policy)
    {
        var (i, j) = (0, 0);
        while (i < before.Count || j < after.Count)
        {
            var now = j < after.Count ? Of(after[j], policy) : null;
            var was = i < before.Count ? Of(before[i], stored) : null;
            var order = was is null ? 1 : now is null ? -1 : string.CompareOrdinal(was.Store, now.Store);
            yield return (order <= 0 ? was : null, order >= 0 ? now : null);
            if (order >= 0) j++;
            if (order <= 0) i++;
        }
    }

    /// <summary>How many rungs of the new policy's ladder lie between the two tiers of a store; 0 where that does not know the old one.</summary>
    /// <param name="differs">Whether the tiers do. They are the same where they have the same name.</param>
    public static int Steps(HeldOutcome? was, HeldOutcome? now, Policy stored, Policy policy, out bool differs)
    {
        // No outcome is as good as the tier of whoever earns none.
        var (from, to) = (was?.Tier.Name ?? policy.Otherwise.Name, now?.Tier ?? policy.Otherwise);
        if (now is null && was!.Tier.Rank == stored.Otherwise.Rank) from = to.Name; // one of the two is there
        differs = !string.Equals(from, to.Name, StringComparison.Ordinal);
        return policy.FindTier(from) is { } known ? to.Rank - known.Rank : 0;
    }

    /// <summary>The entitlements that the store has, by the same terms as when it is explained.</summary>
    public IReadOnlyList<Grant> Given(RunPlan plan)
    {
        if (Standing.Tier.Grants.Count == 0 || Status is not Status.Assessed && Tier.Rank <= plan.Policy.Otherwise.Rank) return [];
        var verdicts = Verdicts;
        if (verdicts.Length == 0)
        {
            // Nothing was judged: of what depends on readings nobody can tell.
            verdicts = new Verdict[plan.Plan.Tests.Count];
            Array.Fill(verdicts, Verdict.NotEvaluable);
        }
        return [.. Grant.For(plan.Plan, Standing, plan.Run.Period, verdicts).Where(grant => grant.IsGiven)];
    }
}
