using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>Which tests decide on each tier above the default one. Tiers go by their place in the ladder, tests by theirs in the plan.</summary>
internal sealed class TierTests(Plan plan)
{
    private readonly int[][] tests = [.. plan.Policy.Tiers.Select(tier => tier.Requires.Tests.Where(test => !test.IsAdvisory).Select(plan.PlaceOf).Distinct().ToArray())];

    /// <summary>How many tiers there are above the default one.</summary>
    public int Count => tests.Length;

    public IReadOnlyList<int> Of(int tier) => tests[tier];

    /// <summary>The test that alone is missed; null where none or more than one is.</summary>
    public int? OnlyMissed(int tier, ReadOnlySpan<Verdict> verdicts)
    {
        int? only = null;
        foreach (var test in tests[tier])
        {
            if (verdicts[test] is not Verdict.Missed) continue;
            if (only is not null) return null;
            only = test;
        }
        return only;
    }
}
