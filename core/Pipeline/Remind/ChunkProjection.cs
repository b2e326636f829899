using System.Text;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Results;

namespace TierFunctions.Pipeline.Remind;

/// <summary>Judges the stores of a chunk that hold a tier, by their readings so far. One for each worker.</summary>
/// <param name="watched">Stores of which it is to be known whether they are out of danger.</param>
internal sealed class ChunkProjection(OpenPeriod open, SourceOutcomes sources, IReadOnlySet<string> watched)
{
    private readonly SnapshotLine line = new(open.Plan);
    private readonly long[] row = new long[open.Plan.Policy.Metrics.Count];
    private readonly ResultReadings? results = ResultReadings.For(open.Plan, sources);
    private readonly StoreJudge judge = new(open.Plan);
    private readonly Verdict[] verdicts = new Verdict[open.Plan.Plan.Tests.Count];

    /// <summary>The stores at risk, each with the line of its readings.</summary>
    public List<(StoreAtRisk Store, string Line)> AtRisk { get; } = [];

    /// <summary>The watched stores that would keep their tier, or have none to lose.</summary>
    public List<string> OutOfDanger { get; } = [];

    public ProjectionSums Sums { get; private set; } = new();

    /// <param name="held">The outcomes of the chunk's stores in the latest run.</param>
    public void Judge(ReadOnlySpan<byte> lines, IEnumerable<StoredOutcome> held)
    {
        var policy = open.Plan.Policy;
        var holders = new Dictionary<string, Standing>(StringComparer.Ordinal);
        foreach (var outcome in held)
        {
            var standing = StandingBefore.Of(outcome, policy);
            if (standing.Tier.Rank > policy.Otherwise.Rank) holders.Add(outcome.Store, standing);
            else if (watched.Contains(outcome.Store)) OutOfDanger.Add(outcome.Store);
        }
        Sums += new ProjectionSums(Holders: holders.Count);
        for (var at = 0; Lines.Next(lines, ref at, out var range);)
        {
            var text = lines[range];
            var store = Encoding.ASCII.GetString(line.Read(text, row));
            if (holders.Remove(store, out var before)) Sums += Judge(store, text, before);
        }
        Sums += new ProjectionSums(Absent: holders.Count);
    }

    private ProjectionSums Judge(string store, ReadOnlySpan<byte> text, Standing before)
    {
        var (status, projected) = StandingOf(store, before);
        // Only what is proven is a risk: a reading that has not come in yet is none.
        if (status is not (Status.Assessed or Status.NotEligible)) return new ProjectionSums(Unknown: 1);
        if (projected.Tier.Rank >= before.Tier.Rank)
        {
            if (watched.Contains(store)) OutOfDanger.Add(store);
            return new ProjectionSums(Safe: 1);
        }
        AtRisk.Add((new StoreAtRisk(store, before.Tier.Name, projected.Tier.Name), Encoding.UTF8.GetString(text)));
        return new ProjectionSums(AtRisk: 1);
    }

    private (Status Status, Standing Standing) StandingOf(string store, Standing before)
    {
        var plan = open.Plan.Plan;
        var id = Encoding.ASCII.GetBytes(store);
        open.Plan.Bring(id, row, before, open.Follows, results);
        var decision = judge.Assess(id, row, verdicts, out _);
        var rulings = open.Plan.DecisionsOf(id);
        var moved = plan.HasMovement || rulings.Count > 0 ? plan.Mover.Move(decision, verdicts, row, before, open.Follows, rulings) : null;
        return (decision.Status, moved?.Standing ?? Standing.After(before, plan.Policy.Ladder[decision.Tier], open.Period));
    }
}
