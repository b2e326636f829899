using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>Counts what became of each test, and for how many stores a test alone stood between them and the next tier.</summary>
internal sealed class TestTally(Plan plan, ChunkSummary summary)
{
    private readonly TierTests tiers = new(plan);

    public void Add(ReadOnlySpan<Verdict> verdicts, Decision decision)
    {
        for (var test = 0; test < verdicts.Length; test++) summary.Verdicts[ChunkSummary.PlaceOf(test, verdicts[test])]++;
        if (decision.Status is Status.NotEligible or Status.NotAssessed || decision.Tier == 0 || decision.Tier > tiers.Count) return;
        if (tiers.OnlyMissed(decision.Tier - 1, verdicts) is { } only) summary.Decided[only]++;
    }
}
