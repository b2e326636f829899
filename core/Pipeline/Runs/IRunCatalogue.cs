using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Runs;

/// <summary>What the letters and values of a run's outcomes stand for, kept beside them for whoever queries them.</summary>
public interface IRunCatalogue
{
    /// <summary>
    /// Keeps the metrics in the run's order of readings and the tests in the plan's order of verdicts. Another description of the
    /// same run takes the place of the first.
    /// </summary>
    Task DescribeAsync(RunKey run, IReadOnlyList<string> readings, IReadOnlyList<TestDescription> tests, CancellationToken cancellationToken);
}

/// <summary>A test of a run's plan.</summary>
/// <param name="Tiers">The tiers that ask it, from the highest down; empty where it belongs to the population, a bar or an entitlement alone.</param>
public sealed record TestDescription(string Id, string Metric, Comparison Comparison, IReadOnlyList<string> Tiers)
{
    /// <summary>The tests of a plan, in the order of verdicts.</summary>
    public static IReadOnlyList<TestDescription> Of(Plan plan)
    {
        var tiers = plan.Policy.Tiers.Select(tier => (tier.Name, Places: tier.Requires.Tests.Select(plan.PlaceOf).ToHashSet())).ToList();
        return [.. plan.Tests.Select((test, place) => new TestDescription(
            test.Id, test.Metric, test.Comparison, [.. tiers.Where(tier => tier.Places.Contains(place)).Select(tier => tier.Name)]))];
    }
}
