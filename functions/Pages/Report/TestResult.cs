using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.CompleteRun;

namespace TierFunctions.Pages.Report;

/// <summary>A test of the policy, who asks it, and what became of it over all stores.</summary>
/// <param name="Tiers">The tiers that ask for it, the highest first.</param>
/// <param name="Others">What else asks for it: the population, bars, terms of entitlements.</param>
public sealed record TestResult(Test Test, IReadOnlyList<Tier> Tiers, IReadOnlyList<string> Others, TestSummary Counts)
{
    /// <summary>The tests that decided most first, otherwise in the order of the policy.</summary>
    public static IReadOnlyList<TestResult> Of(IReadOnlyList<TestSummary> summaries, Plan plan)
    {
        if (summaries.Count != plan.Tests.Count)
            throw new InvalidOperationException($"The summary has {summaries.Count} tests and the policy {plan.Tests.Count}; it was made under another policy.");
        return [.. summaries.Select((counts, place) => Of(counts, place, plan)).OrderByDescending(result => result.Counts.Decided)];
    }

    private static TestResult Of(TestSummary counts, int place, Plan plan)
    {
        var policy = plan.Policy;
        bool Asks(Requirement? requirement) => requirement is not null && requirement.Tests.Any(test => plan.PlaceOf(test) == place);
        return new TestResult(
            plan.Tests[place],
            [.. policy.Tiers.Where(tier => Asks(tier.Requires))],
            [
                .. Asks(policy.Population) ? ["who is judged at all"] : Array.Empty<string>(),
                .. policy.Bars.Where(bar => Asks(bar.When)).Select(_ => "a bar"),
                .. policy.Entitlements.Where(entitlement => Asks(entitlement.While)).Select(_ => "terms of an entitlement"),
            ],
            counts);
    }
}
