using FsCheck;
using FsCheck.Fluent;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using static TierFunctions.Domain.Tests.Sample;

namespace TierFunctions.Domain.Tests.Evaluation;

public sealed class OutcomeTests
{
    private static readonly Requirement Gold = new Requirement.All([Check("sales", Comparison.AtLeast, 30_000), Check("stars", Comparison.AtLeast, 4.5m)]);
    private static readonly Requirement Silver = Check("sales", Comparison.AtLeast, 10_000);
    private static readonly Requirement Seller = Check("orders", Comparison.AtLeast, 1);
    private static readonly Bar Points = new("points", Wording.Plain("Points"), Check("points", Comparison.AtLeast, 18), ["gold"]);

    [Theory]
    [InlineData("30000.00", "4.5", "gold")]
    [InlineData("29999.99", "4.5", "silver")]
    [InlineData("30000.00", "4.4", "silver")]
    [InlineData("9999.99", "5.0", "none")]
    public void TheFirstTierWhoseRequirementsAllHoldIsEarned(string sales, string stars, string tier) =>
        Assert.Equal(tier, Judge(Policy(Gold, Silver), ("sales", sales), ("stars", stars)).Standing.Tier.Name);

    [Theory]
    [InlineData("17", "gold", false)]
    [InlineData("18", "silver", true)]
    public void ABarShutsItsTiersWhateverTheReadings(string points, string tier, bool applies)
    {
        var evidence = Judge(Policy(Gold, Silver, bars: [Points]), ("sales", "99999"), ("stars", "5.0"), ("points", points));

        Assert.Equal((tier, applies), (evidence.Standing.Tier.Name, evidence.Bars.Single().Applies));
        Assert.Equal(applies ? ["points"] : [], evidence.Gap?.Bars.Select(bar => bar.Id) ?? []);
    }

    [Theory]
    [InlineData("0", Status.NotEligible)]
    [InlineData("1", Status.Assessed)]
    [InlineData(null, Status.NotEvaluable)]
    public void WhoIsNotInThePopulationIsNotJudged(string? orders, Status status)
    {
        (string, string)[] volume = orders is null ? [] : [("orders", orders)];
        Assert.Equal(status, Judge(Policy(Gold, Silver, Seller), [("sales", "99999"), ("stars", "5.0"), .. volume]).Status);
    }

    [Theory]
    [InlineData("99999", Status.Assessed, "silver")]
    [InlineData("9999", Status.Assessed, "none")]
    [InlineData(null, Status.NotEvaluable, "none")]
    public void AMissingReadingMattersOnlyWhereNoTierIsProvenAndOneMayYetBe(string? sales, Status status, string tier)
    {
        var evidence = Judge(Policy(Gold, Silver), sales is null ? [("stars", "5.0")] : [("sales", sales)]);
        Assert.Equal((status, tier), (evidence.Status, evidence.Standing.Tier.Name));
    }

    [Fact]
    public void TheGapSaysHowFarTheNextTierIs()
    {
        var gap = Judge(Policy(Gold, Silver), ("sales", "29000.00"), ("stars", "4.4")).Gap;

        Assert.Equal("gold", gap?.Next.Name);
        Assert.Equal([("sales", 100_000L), ("stars", 1L)], gap!.Missed.Select(shortfall => (shortfall.Finding.Test.Id, shortfall.Difference!.Value))); // there is one to gold
    }

    [Theory]
    [InlineData(Comparison.AtLeast, "3.0", 10)]
    [InlineData(Comparison.Above, "4.0", 1)]
    [InlineData(Comparison.AtMost, "4.1", 1)]
    [InlineData(Comparison.Below, "4.0", 1)]
    public void TheDifferenceIsToTheFirstReadingThatWouldPass(Comparison comparison, string stars, long difference) =>
        Assert.Equal(difference, Judge(Policy(Check("stars", comparison, 4)), ("stars", stars)).Gap!.Missed.Single().Difference); // there is one to gold

    [Fact]
    public void TheHighestTierHasNoGap() => Assert.Null(Judge(Policy(Gold), ("sales", "30000"), ("stars", "4.5")).Gap);

    [Fact]
    public void ABetterReadingNeverLowersATier() => Prop.ForAll(
        ArbMap.Default.ArbFor<ushort>(), ArbMap.Default.ArbFor<ushort>(), ArbMap.Default.ArbFor<byte>(),
        (sales, more, stars) =>
        {
            var policy = Policy(Gold, Silver, bars: [Points]);
            return RankOf(policy, sales, stars % 51) <= RankOf(policy, sales + more, stars % 51)
                && RankOf(policy, sales, stars % 51) <= RankOf(policy, sales, Math.Min(50, stars % 51 + 1));
        }).QuickCheckThrowOnFailure();

    private static int RankOf(Policy policy, int sales, int tenthsOfStars) => Judge(
        policy, ("sales", FormattableString.Invariant($"{sales}")), ("stars", FormattableString.Invariant($"{tenthsOfStars / 10}.{tenthsOfStars % 10}"))).Standing.Tier.Rank;
}
