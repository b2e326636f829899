using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;

namespace TierFunctions.Pages.Tests;

public sealed class PolicyDifferenceTests
{
    private static readonly Policy Now = new MadeUpRun().Policy;

    [Fact]
    public void AVersionDoesNotDifferFromItself() => Assert.Empty(PolicyDifference.Between(Now, new MadeUpRun().Policy));

    [Fact]
    public void ALimitThatChangedIsSaidWithBoth()
    {
        var highest = Now.Tiers[0];
        var changed = With(tiers: [highest with { Requires = Lowered(highest.Requires) }, .. Now.Tiers.Skip(1)]);
        var difference = Assert.Single(PolicyDifference.Between(Now, changed), difference => difference.What.Contains("85th percentile", StringComparison.Ordinal) && difference.Where.Contains("Seller service", StringComparison.Ordinal));
        Assert.StartsWith(Phrases.Of(highest.Title), difference.Where, StringComparison.Ordinal);
        Assert.Contains("was: at or above the 90th percentile", difference.What, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherRuleOfMovementAndAnotherComputationAreSaid()
    {
        IReadOnlyList<Metric> metrics = [.. Now.Metrics.Select(metric => metric.Derivation is Derivation.Ratio ratio ? new Metric(metric.Name, metric.Kind, metric.Title, derivation: new Derivation.Ratio(ratio.Per, ratio.Of)) : metric)];
        var differences = PolicyDifference.Between(Now, With(Now.Tiers, metrics, new MovementRules { Strikes = 2 }));
        Assert.Contains(new PolicyDifference("How stores move", "is new: A store falls at its second miss in a row"), differences);
        Assert.Contains(differences, difference => difference.Where.StartsWith("How it is computed: ", StringComparison.Ordinal) && difference.What.StartsWith("was: ", StringComparison.Ordinal));
    }

    [Fact]
    public void ATierThatIsGoneIsSaidToBe()
    {
        var without = With(tiers: [.. Now.Tiers.Skip(1)]);
        var gone = PolicyDifference.Between(Now, without);
        Assert.Contains(gone, difference => difference.Where.StartsWith(Phrases.Of(Now.Tiers[0].Title), StringComparison.Ordinal) && difference.What.StartsWith("is gone", StringComparison.Ordinal));
        Assert.DoesNotContain(gone, difference => difference.What.StartsWith("is new", StringComparison.Ordinal));
        Assert.Equal(gone.Count, PolicyDifference.Between(without, Now).Count(difference => difference.What.StartsWith("is new", StringComparison.Ordinal)));
    }

    private static Policy With(IReadOnlyList<Tier> tiers, IReadOnlyList<Metric>? metrics = null, MovementRules? movement = null) => new()
    {
        Programme = Now.Programme, Version = "next", Title = Now.Title, EffectiveFrom = Now.EffectiveFrom, TimeZone = Now.TimeZone, LookBackDays = Now.LookBackDays,
        Peers = Now.Peers, Metrics = metrics ?? Now.Metrics, Movement = movement, Population = Now.Population, Bars = Now.Bars, Tiers = tiers, Otherwise = Now.Otherwise, Entitlements = Now.Entitlements,
    };

    private static Requirement Lowered(Requirement requirement) => requirement switch
    {
        Requirement.All all => new Requirement.All([.. all.Of.Select(Lowered)]),
        Requirement.Check { Test: { Limit.Default: Limit.PeerPercentile { Percent: 90 } } test } => new Requirement.Check(test with { Limit = test.Limit with { Default = new Limit.PeerPercentile(85) } }),
        var other => other,
    };
}
