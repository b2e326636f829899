using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using static TierFunctions.Domain.Tests.Sample;

namespace TierFunctions.Domain.Tests.Evaluation;

public sealed class LadderTests
{
    private static readonly Policy Ladder = new()
    {
        Programme = "levels",
        Version = "1",
        Title = Wording.Plain("Levels"),
        EffectiveFrom = Calendar.PeriodTests.Read("2026-Q3"),
        TimeZone = "UTC",
        Metrics = Sample.Metrics,
        Peers = new Domain.Benchmarks.Peers(null, 1, Domain.Benchmarks.PercentileMethod.Type7),
        NotAssessed = [new NotAssessedRule("too-few", Wording.Plain("Too few"), Check("orders", Comparison.Below, 5))],
        Tiers = [Tier("top", 3, Check("stars", Comparison.AtLeast, 4))],
        Otherwise = Tier("standard", 2, new Requirement.All([])),
        Below = [Tier("warned", 1, Check("points", Comparison.AtLeast, 6)), Tier("closed", 0, Check("points", Comparison.AtLeast, 12))],
        Ladders = [new SideLadder("conduct", Wording.Plain("Conduct"), [Tier("clean", 1, Check("points", Comparison.AtMost, 0))], Tier("marked", 0, new Requirement.All([])))],
    };

    [Theory]
    [InlineData("5", "0", "4.0", Status.Assessed, "top", "clean")]
    [InlineData("5", "5", "3.9", Status.Assessed, "standard", "marked")]
    [InlineData("5", "6", "4.0", Status.Assessed, "warned", "marked")]
    [InlineData("5", "12", "4.0", Status.Assessed, "closed", "marked")]
    [InlineData("4", "12", "4.0", Status.NotAssessed, "standard", "marked")]
    [InlineData("5", "0", null, Status.NotEvaluable, "standard", "clean")]
    public void ATierBelowTheDefaultOneIsProvenAndTheLowestCounts(string orders, string points, string? stars, Status status, string tier, string conduct)
    {
        var evidence = Judge(Ladder, [("orders", orders), ("points", points), .. stars is null ? Array.Empty<(string, string)>() : [("stars", stars)]]);
        Assert.Equal((status, tier, conduct), (evidence.Status, evidence.Standing.Tier.Name, evidence.Ladders[0].Held?.Name));
    }

    [Fact]
    public void WhatCannotRuleOutATierBelowProvesNoneAbove()
    {
        IReadOnlyList<Metric> unsaid = [.. Sample.Metrics.Select(metric => metric.Name == "points" ? new Metric("points", MetricKind.Count) : metric)];
        var policy = new Policy
        {
            Programme = Ladder.Programme, Version = Ladder.Version, Title = Ladder.Title, EffectiveFrom = Ladder.EffectiveFrom, TimeZone = Ladder.TimeZone,
            Metrics = unsaid, Peers = Ladder.Peers, Tiers = Ladder.Tiers, Otherwise = Ladder.Otherwise, Below = Ladder.Below,
        };
        Assert.Equal(Status.NotEvaluable, Judge(policy, ("orders", "9"), ("stars", "5.0")).Status);
    }

    [Fact]
    public void WhatIsMetAlreadyStandsInNobodysWay()
    {
        var requirement = new Requirement.AtLeast(1, [Check("stars", Comparison.AtLeast, 4), Check("orders", Comparison.AtLeast, 100)]);
        var policy = Policy(new Requirement.All([requirement, Check("points", Comparison.AtMost, 0)]));

        var gap = Judge(policy, ("stars", "3.0"), ("orders", "100"), ("points", "1")).Gap;

        Assert.Equal(["points"], gap!.Missed.Select(shortfall => shortfall.Finding.Test.Id)); // there is a tier above
    }

    private static Tier Tier(string name, int rank, Requirement requires) => new(name, rank, Wording.Plain(name), requires, []);
}
