using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>Counts what became of each test, and for how many stores a test alone stood between them and the next tier.</summary>
internal sealed class TestTally(Plan plan, ChunkSummary summary)
{
    private readonly int[][] testsOfTier = [.. plan.Policy.Tiers.Select(tier => tier.Requires.Tests.Where(test => !test.IsAdvisory).Select(plan.PlaceOf).Distinct().ToArray())];

    public void Add(ReadOnlySpan<Verdict> verdicts, Decision decision)
    {
        for (var test = 0; test < verdicts.Length; test++) summary.Verdicts[ChunkSummary.PlaceOf(test, verdicts[test])]++;
        if (decision.Status is Status.NotEligible or Status.NotAssessed || decision.Tier == 0 || decision.Tier > testsOfTier.Length) return;

        var only = -1;
        foreach (var test in testsOfTier[decision.Tier - 1])
        {
            if (verdicts[test] is not Verdict.Missed) continue;
            if (only >= 0) return;
            only = test;
        }
        if (only >= 0) summary.Decided[only]++;
    }
}
