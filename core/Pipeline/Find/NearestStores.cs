using System.Text;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Find;

/// <summary>
/// Keeps the stores that one number alone keeps from the next tier, by how near they are to its limit. How near is said by the stored
/// readings; only those that are kept at last are explained, which is dear.
/// </summary>
internal sealed class NearestStores(RunPlan plan)
{
    // Some of those that are kept turn out to be stopped by more than readings, such as a bar.
    private const int Kept = 4 * FindStoresHandler.Page;

    // The furthest stands first, to be put out by one that is nearer.
    private readonly PriorityQueue<StoredOutcome, decimal> nearest = new();
    private readonly StoreJudge judge = new(plan);
    private readonly Verdict[] verdicts = new Verdict[plan.Plan.Tests.Count];

    public void Add(StoredOutcome outcome)
    {
        if (outcome.Status is not Status.Assessed || outcome.Readings.Length == 0 || DistanceOf(outcome) is not { } distance) return;
        if (nearest.Count < Kept) nearest.Enqueue(outcome, -distance);
        else nearest.EnqueueDequeue(outcome, -distance);
    }

    /// <summary>The nearest of those that were added, no more than <paramref name="most"/>, with what is missing.</summary>
    public async Task<IReadOnlyList<FoundStore>> ExplainAsync(Run run, int most, IOutcomes outcomes, CancellationToken cancellationToken)
    {
        var byDistance = new List<StoredOutcome>(nearest.Count);
        while (nearest.TryDequeue(out var outcome, out _)) byDistance.Add(outcome);
        byDistance.Reverse();
        var found = new List<FoundStore>();
        foreach (var outcome in byDistance)
        {
            if (found.Count == most) break;
            var previous = run.Previous is { } key ? await outcomes.FindAsync(key, outcome.Store, cancellationToken) : null;
            if (ExplainStoreHandler.Explain(run, plan, outcome, previous).Evidence?.Gap is { Bars.Count: 0, Missed: [{ Difference: not null } only] })
                found.Add(new FoundStore(outcome, outcome.MovementIn(plan.Policy), only));
        }
        return found;
    }

    /// <summary>From the one reading that is missed to its limit, as a share of the limit; null where it is not one, or no number.</summary>
    private decimal? DistanceOf(StoredOutcome outcome)
    {
        var row = StoredReadings.Read(outcome.Readings, plan);
        var decision = judge.Assess(Encoding.ASCII.GetBytes(outcome.Store), row, verdicts, out _);
        if (decision.Tier <= 0 || decision.Tier > plan.Policy.Tiers.Count) return null;
        var missed = plan.Plan.Deciding(plan.Policy.Ladder[decision.Tier - 1].Requires, verdicts);
        return missed.Count == 1 ? LimitDistance.Of(plan.Judge, missed[0], row)?.Share : null;
    }
}
