using FsCheck;
using FsCheck.Fluent;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Remedies;
using TierFunctions.Domain.Results;
using TierFunctions.Domain.Rulings;
using static TierFunctions.Domain.Tests.Sample;

namespace TierFunctions.Domain.Tests.Remedies;

public sealed class WayTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void TheStatedChangeSettlesTheRequirementAndOneUnitLessDoesNot() => Prop.ForAll(RandomCase.Any, one =>
    {
        foreach (var remedy in RemediesOf(one).Where(remedy => remedy.Obstacle is null))
        {
            var changes = remedy.Changes.Select(change => (change.Metric, change.To)).ToArray();
            Assert.Equal(remedy.Wanted, one.With(remedy.Finding.Test, changes).Verdict);
            foreach (var change in remedy.Changes.Where(change => change.Metric.Kind is not MetricKind.Category))
            {
                var short1 = changes.Select(other => other.Metric == change.Metric ? (other.Metric, change.To + (change.IsUpwards ? -1 : 1)) : other).ToArray();
                Assert.NotEqual(remedy.Wanted, one.With(remedy.Finding.Test, short1).Verdict);
            }
        }
    }).Check(Thorough);

    [Fact]
    public void NoSmallerChangeOfThatReadingWouldDo() => Prop.ForAll(RandomCase.Any, one =>
    {
        foreach (var remedy in RemediesOf(one).Where(remedy => remedy.Changes is [{ Metric.Kind: not MetricKind.Category }]))
        {
            var change = remedy.Changes[0];
            for (var units = 1L; units < (long)change.Units; units++)
            {
                if (IsBelievable(change.Metric, change.From + units)) Assert.NotEqual(remedy.Wanted, one.With(remedy.Finding.Test, (change.Metric, change.From + units)).Verdict);
                if (IsBelievable(change.Metric, change.From - units)) Assert.NotEqual(remedy.Wanted, one.With(remedy.Finding.Test, (change.Metric, change.From - units)).Verdict);
            }
        }
    }).Check(Thorough);

    [Fact]
    public void WhereTheChangesAreSaidToSufficeTheyEarnTheTier() => Prop.ForAll(RandomCase.Any, one =>
    {
        if (one.Evidence.Gap is not { Way.Suffices: true } gap) return;
        var furthest = gap.Way.Remedies.SelectMany(remedy => remedy.Changes).GroupBy(change => change.Metric).Select(group => group.MaxBy(change => change.Units)!); // a group has a member
        Assert.True(one.With(one.Plan.Tests[0], [.. furthest.Select(change => (change.Metric, change.To))]).Earned);
    }).Check(Thorough);

    [Fact]
    public void WhatIsSaidToBeOutOfReachCannotBeReachedByAnySingleReading() => Prop.ForAll(RandomCase.Any, one =>
    {
        foreach (var remedy in RemediesOf(one).Where(remedy => remedy.Obstacle is Obstacle.OutOfReach))
        {
            foreach (var lever in one.Plan.Policy.Metrics.Where(metric => metric.Derivation is null && metric.Kind is MetricKind.Count && metric.Name != "orders" && one.Row[one.Plan.Policy.SlotOf(metric.Name)] != Metric.Missing))
            {
                for (var units = 0L; units <= 60; units++) Assert.NotEqual(remedy.Wanted, one.With(remedy.Finding.Test, (lever, units)).Verdict);
            }
        }
    }).Check(Thorough);

    [Fact]
    public void WhatIsLiftedIsNamedAndNeedsNoChange() => Prop.ForAll(RandomCase.Any, one =>
    {
        if (one.Evidence.Gap is not { } gap) return;
        Assert.Equal(
            gap.Next.Requires.Tests.Select(one.Plan.PlaceOf).Distinct().Where(place => one.Evidence.Exemptions.Any(exemption => exemption.Lifts.Contains(one.Plan.Tests[place].Id))),
            gap.Lifted.Select(finding => one.Plan.PlaceOf(finding.Test)));
        Assert.All(gap.Lifted, finding => Assert.Equal(Verdict.NotConsidered, finding.Verdict));
        Assert.DoesNotContain(gap.Way.Remedies.Where(remedy => remedy.Changes.Count > 0), remedy => remedy.Finding.LiftedBy is not null);
    }).Check(Thorough);

    [Fact]
    public void TheReadingThatAnExemptionReadsInsteadIsTheOneToChange()
    {
        var change = Assert.Single(Protected(new Recomputed("returned", "net_of_strike", null), ("returned", "90"), ("net_of_strike", "30")).Remedies[0].Changes);

        Assert.Equal(("net_of_strike", 3_000, 2_000), (change.Metric.Name, change.From, change.To));
    }

    [Fact]
    public void WhatAnExemptionSaysIsReadNoReadingChanges() =>
        Assert.Equal(Obstacle.SetByExemption, Protected(new Recomputed("returned", null, "30.00"), ("returned", "90"), ("net_of_strike", "0")).Remedies[0].Obstacle);

    /// <summary>The way of a store that may have 20 returned, under an exemption.</summary>
    private static Way Protected(Recomputed recomputed, params (string Metric, string Reading)[] readings)
    {
        IReadOnlyList<Metric> metrics = [.. Sample.Metrics, new("net_of_strike", MetricKind.Amount, unit: "USD", decimals: 2)];
        var exemption = new Exemption("strike", "Strike", "UTC", new DateTime(2026, 7, 1), new DateTime(2026, 8, 1), [], [], [], [], [recomputed]);
        return Judge(Policy(Check("returned", Comparison.AtMost, 20), metrics: metrics), exemption, readings).Gap!.Way; // gold is missed
    }

    [Fact]
    public void OfAShareWhatIsAboveTheLineChangesAndTheVolumeIsHeldFixed()
    {
        var change = Only(Check(Test("dispute_rate", Comparison.AtMost, new Limit.Fixed(0.01m))), ("disputes", "214"), ("orders", "21200"));

        Assert.Equal(("disputes", 214, 212), (change.Metric.Name, change.From, change.To));
        Assert.Equal(["orders"], change.HeldFixed.Select(metric => metric.Name));
    }

    [Fact]
    public void AShieldIsTakenWhereItIsNearer()
    {
        var change = Only(Check(Test("dispute_rate", Comparison.AtMost, new Limit.Fixed(0.01m), shield: new Shield("disputes", 5))), ("disputes", "7"), ("orders", "100"));

        Assert.Equal(5, change.To); // one of a hundred would be six fewer
    }

    [Fact]
    public void OfAlternativesTheFewestAndNearestAreNamed()
    {
        Requirement any = new Requirement.AtLeast(2, [Check("stars", Comparison.AtLeast, 4.5m), Check("sales", Comparison.AtLeast, 1000), Check("points", Comparison.AtMost, 0)]);

        var way = Judge(Policy(any), ("stars", "4.4"), ("sales", "10"), ("points", "0")).Gap!.Way; // gold is missed

        Assert.Equal(["stars"], way.Remedies.Select(remedy => remedy.Finding.Test.Id));
        Assert.True(way.Suffices);
    }

    [Theory]
    [InlineData("passing", "good")]
    [InlineData("failing", "good")]
    public void OfALevelTheFirstStepThatWillDoIsNamed(string held, string wanted)
    {
        var change = Only(Check("level", Comparison.AtLeast, "good"), ("level", held));

        Assert.Equal(wanted, change.Metric.Codec.Write(change.To));
    }

    [Fact]
    public void WhereAReadingIsMissingThatIsTheObstacle()
    {
        var remedy = Judge(Policy(Check(Test("stars", Comparison.AtLeast, new Limit.Fixed(4), Verdict.Missed)))).Gap!.Way.Remedies.Single(); // gold is missed

        Assert.Equal(Obstacle.NoReading, remedy.Obstacle);
    }

    [Fact]
    public void WhereNoPeersSetALimitThatIsTheObstacle() => Assert.Equal(Obstacle.NoLimit,
        Judge(Policy(Check(Test("stars", Comparison.AtLeast, new Limit.PeerMean()))), ("stars", "4.0")).Gap!.Way.Remedies.Single().Obstacle); // gold is missed

    [Fact]
    public void AMarkAboveTheGreatestThereIsIsOutOfReach() => Assert.Equal(Obstacle.OutOfReach,
        Judge(Policy(Check(Test("stars", Comparison.Above, new Limit.Fixed(5)))), ("stars", "4.0")).Gap!.Way.Remedies.Single().Obstacle); // gold is missed

    [Fact]
    public void OneReadingForTwoRequirementsGoesAsFarAsTheFurther()
    {
        var both = new Requirement.All([Check("sales", Comparison.AtLeast, 100), Check("net", Comparison.AtLeast, 150)]);

        var way = Judge(Policy(both), ("sales", "90"), ("returned", "0")).Gap!.Way; // gold is missed

        Assert.Equal([1_000L, 6_000L], way.Remedies.Select(remedy => (long)remedy.Changes.Single().Units));
        Assert.True(way.Suffices);
    }

    [Fact]
    public void TheWorstOfSeveralIsMendedByMendingEachThatIsAtFault()
    {
        string[] steps = ["poor", "good"];
        Derivation.Banded Bands(string of) => new(of, [new Band("good", new Bound(4, true), null), new Band("poor", null, null)]);
        IReadOnlyList<Metric> metrics =
        [
            .. Sample.Metrics,
            new("service", MetricKind.Rating, decimals: 1, maximum: 5),
            new("star_band", MetricKind.Level, values: steps, derivation: Bands("stars")),
            new("service_band", MetricKind.Level, values: steps, derivation: Bands("service")),
            new("worst", MetricKind.Level, values: steps, derivation: new Derivation.Extreme(["star_band", "service_band"], Greatest: false)),
        ];

        var way = Judge(Policy(Check("worst", Comparison.AtLeast, "good"), metrics: metrics), ("stars", "3.5"), ("service", "3.9")).Gap!.Way; // gold is missed

        Assert.Equal([("stars", 40L), ("service", 40L)], way.Remedies.Single().Changes.Select(change => (change.Metric.Name, change.To)));
        Assert.True(way.Suffices);
    }

    [Fact]
    public void WhatAnotherProgrammeSaysIsMendedLikeAnyReading()
    {
        string[] steps = ["failing", "passing", "good"];
        IReadOnlyList<Metric> metrics = [.. Sample.Metrics, new("service", MetricKind.Level, values: steps, derivation: new Derivation.OfProgramme(new ResultSource("service", new ResultSpan())))];

        var way = Judge(Policy(Check("service", Comparison.AtLeast, "good"), metrics: metrics), ("service", "failing")).Gap!.Way; // gold is missed

        Assert.Equal([("service", 0L, 2L)], way.Remedies.Single().Changes.Select(change => (change.Metric.Name, change.From, change.To)));
        Assert.True(way.Suffices);
    }

    [Fact]
    public void WhatIsPastIsNotMended()
    {
        IReadOnlyList<Metric> metrics =
        [
            .. Sample.Metrics, new("stars_before", MetricKind.Rating, derivation: new Derivation.OfProgramme(new ResultSource("sample", new ResultSpan { Ago = 1 }) { Reading = "stars" })),
            new("growth", MetricKind.Rate, derivation: new Derivation.Growth("stars", "stars_before")),
        ];

        var growing = Judge(Policy(Check("growth", Comparison.AtLeast, 0.1m), metrics: metrics), ("stars", "4"), ("stars_before", "4")).Gap!.Way; // gold is missed
        Assert.Equal(["stars"], growing.Remedies.Single().Changes.Select(change => change.Metric.Name));

        var past = Judge(Policy(Check("stars_before", Comparison.AtLeast, 4.5m), metrics: metrics), ("stars", "4"), ("stars_before", "4")).Gap!.Way; // as above
        Assert.DoesNotContain(past.Remedies, remedy => remedy.Changes.Count > 0);
        Assert.False(past.Suffices);
    }

    private static Change Only(Requirement requirement, params (string Metric, string Reading)[] readings) =>
        Judge(Policy(requirement), readings).Gap!.Way.Remedies.Single().Changes.Single(); // asked only where gold is missed

    private static IEnumerable<Remedy> RemediesOf(RandomCase one) => one.Evidence.Gap?.Way.Remedies ?? [];

    private static bool IsBelievable(Metric metric, long units) => metric.Kind switch
    {
        MetricKind.Flag => units is 0 or 1,
        MetricKind.Level => units is >= 0 and <= 2,
        _ => units >= metric.Codec.ToUnits(metric.Minimum ?? 0) && units <= metric.Codec.ToUnits(metric.Maximum!.Value), // every metric here has one
    };
}
