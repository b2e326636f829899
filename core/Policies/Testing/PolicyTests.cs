using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Testing;

/// <summary>Runs the test rows that a policy carries.</summary>
public static class PolicyTests
{
    public static IReadOnlyList<PolicyTestResult> Run(Policy policy, IReadOnlyList<PolicyTest> tests)
    {
        var benches = tests.Select(test => test.Period ?? policy.EffectiveFrom).Distinct().ToDictionary(period => period, period => new Bench(policy, period));
        return [.. tests.Select(test => Run(benches[test.Period ?? policy.EffectiveFrom], test))];
    }

    private static PolicyTestResult Run(Bench bench, PolicyTest test)
    {
        var before = test.Standing(bench.Policy);
        var evidence = Evidence.Of(bench.Judge(test.Peers), bench.Row(test.Readings, before), before, bench.Plan.Period);
        var because = Because(evidence, bench.Plan).Distinct(StringComparer.Ordinal).ToList();

        var differences = new List<string>();
        if (evidence.Status != test.Status || test.Tier is { } expected && evidence.Standing.Tier.Name != expected)
            differences.Add($"expected {Said(test.Status, test.Tier)}, found {Said(evidence.Status, evidence.Standing.Tier.Name)}{(because.Count > 0 ? $" because of {string.Join(", ", because)}" : "")}");
        else if (test.Because is { } reasons && !reasons.ToHashSet(StringComparer.Ordinal).SetEquals(because))
            differences.Add($"expected because of {Listed(reasons)}, found because of {Listed(because)}");
        if (test.Earned is { } real && EarnedOf(evidence) is var earned && earned != real) differences.Add($"expected {real} to be earned, found {earned}");
        if (test.By is { } rule && evidence.Moved?.By != rule) differences.Add($"expected the rule {rule}, found {evidence.Moved?.By?.ToString() ?? "none"}");
        foreach (var (name, side) in test.Ladders)
        {
            var found = evidence.Ladders.First(ladder => ladder.Ladder.Name == name).Held?.Name ?? "not evaluable";
            if (found != side) differences.Add($"expected {side} of {name}, found {found}");
        }
        return new PolicyTestResult(test, evidence.Status, evidence.Standing.Tier.Name, because, differences);
    }

    private static string EarnedOf(Evidence evidence) => (evidence.Moved?.Earned ?? evidence.Standing.Tier).Name;

    /// <summary>The ids that settled it: what keeps a store from the next tier or shuts it, excludes it, or brings it down.</summary>
    private static IEnumerable<string> Because(Evidence evidence, Plan plan) => evidence.Status switch
    {
        Status.NotEligible => evidence.Population.Where(finding => finding.Verdict is Verdict.Missed).Select(finding => finding.Test.Id),
        Status.NotAssessed => evidence.NotAssessed.Where(finding => finding.Applies).Select(finding => finding.Rule.Id),
        _ when evidence.Below.LastOrDefault(tier => tier.Verdict is Verdict.Met) is { } below => Proving(below, plan),
        _ when evidence.Gap is { } gap => gap.Bars.Select(bar => bar.Id).Concat(gap.Missed.Select(shortfall => shortfall.Finding.Test.Id)),
        _ => [],
    };

    private static IEnumerable<string> Proving(TierFinding tier, Plan plan)
    {
        var verdicts = new Verdict[plan.Tests.Count];
        foreach (var finding in tier.Findings) verdicts[plan.PlaceOf(finding.Test)] = finding.Verdict;
        return plan.Proving(tier.Tier.Requires, verdicts).Select(place => plan.Tests[place].Id);
    }

    private static string Said(Status status, string? tier) => status switch
    {
        Status.Assessed => tier ?? "a tier",
        Status.NotEligible => "not eligible",
        Status.NotAssessed => "not assessed",
        Status.NotEvaluable => "not evaluable",
        _ => status.ToString(),
    };

    private static string Listed(IReadOnlyList<string> ids) => ids.Count == 0 ? "nothing" : string.Join(", ", ids);
}
