using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Programmes;
using static TierFunctions.Domain.Tests.Sample;

namespace TierFunctions.Domain.Tests.Evaluation;

public sealed class JudgingTests
{
    private const Verdict Met = Verdict.Met;
    private const Verdict Missed = Verdict.Missed;
    private const Verdict Open = Verdict.NotEvaluable;
    private const Verdict Unasked = Verdict.NotConsidered;

    /// <summary>A limit of 4.5, and readings one unit below it, at it and one unit above it.</summary>
    [Theory]
    [InlineData(Comparison.AtLeast, Missed, Met, Met)]
    [InlineData(Comparison.Above, Missed, Missed, Met)]
    [InlineData(Comparison.AtMost, Met, Met, Missed)]
    [InlineData(Comparison.Below, Met, Missed, Missed)]
    [InlineData(Comparison.Is, Missed, Met, Missed)]
    public void ANumberStandsToItsLimit(Comparison comparison, Verdict below, Verdict at, Verdict above)
    {
        var test = Test("stars", comparison, new Limit.Fixed(4.5m));
        Assert.Equal([below, at, above], ((string[])["4.4", "4.5", "4.6"]).Select(stars => VerdictOn(test, ("stars", stars))));
    }

    [Theory]
    [InlineData(Comparison.AtLeast, Missed, Met, Met)]
    [InlineData(Comparison.Above, Missed, Missed, Met)]
    [InlineData(Comparison.AtMost, Met, Met, Missed)]
    [InlineData(Comparison.Below, Met, Missed, Missed)]
    [InlineData(Comparison.Is, Missed, Met, Missed)]
    [InlineData(Comparison.IsNot, Met, Missed, Met)]
    public void ALevelStandsToItsStep(Comparison comparison, Verdict below, Verdict at, Verdict above)
    {
        var test = Test("level", comparison, new Limit.Names(["good"]));
        Assert.Equal([below, at, above], ((string[])["passing", "good", "excellent"]).Select(level => VerdictOn(test, ("level", level))));
    }

    [Theory]
    [InlineData(Comparison.Is, "toys", Met)]
    [InlineData(Comparison.Is, "shoes", Met)]
    [InlineData(Comparison.Is, "garden", Missed)]
    [InlineData(Comparison.IsNot, "toys", Missed)]
    [InlineData(Comparison.IsNot, "garden", Met)]
    public void ACategoryIsOneOfTheNames(Comparison comparison, string industry, Verdict verdict) =>
        Assert.Equal(verdict, VerdictOn(Test("industry", comparison, new Limit.Names(["toys", "shoes"])), ("industry", industry)));

    [Theory]
    [InlineData("yes", Met)]
    [InlineData("no", Missed)]
    public void AFlagIsYes(string bound, Verdict verdict) => Assert.Equal(verdict, VerdictOn(Test("bound", Comparison.Is, new Limit.Fixed(1)), ("bound", bound)));

    [Theory]
    [InlineData(Met)]
    [InlineData(Missed)]
    [InlineData(Open)]
    [InlineData(Unasked)]
    public void AMissingReadingHasTheVerdictThatThePolicySays(Verdict verdict) =>
        Assert.Equal(verdict, VerdictOn(Test("stars", Comparison.AtLeast, new Limit.Fixed(4), whenMissing: verdict)));

    [Theory]
    [InlineData(null, Met)]
    [InlineData("17", Met)]
    [InlineData("18", Missed)]
    public void ABlankIsWhatThePolicySaysItStandsFor(string? points, Verdict verdict) => Assert.Equal(
        verdict, VerdictOn(Test("points", Comparison.Below, new Limit.Fixed(18)), points is null ? [] : [("points", points)]));

    [Theory]
    [InlineData("333333333", "1000000000", Comparison.AtMost, Met)]
    [InlineData("1", "3", Comparison.AtMost, Missed)]
    [InlineData("1", "3", Comparison.Above, Met)]
    [InlineData("1", "3", Comparison.AtLeast, Met)]
    [InlineData("1", "3", Comparison.Is, Missed)]
    [InlineData("333333333", "1000000000", Comparison.Above, Missed)]
    [InlineData("333333333", "1000000000", Comparison.Is, Met)]
    [InlineData("333333332", "1000000000", Comparison.Below, Met)]
    public void AShareIsComparedWithoutRounding(string disputes, string orders, Comparison comparison, Verdict verdict) => Assert.Equal(
        verdict, VerdictOn(Test("dispute_rate", comparison, new Limit.Fixed(0.333333333m)), ("disputes", disputes), ("orders", orders)));

    [Theory]
    [InlineData("2", "100", Met)]
    [InlineData("1", "50", Met)]
    [InlineData("2000001", "100000000", Missed)]
    [InlineData("2", "99", Missed)]
    [InlineData("0", "0", Open)]
    [InlineData("1", "0", Open)]
    public void TwoInAHundredIsTwoPerCentAndAShareOfNothingIsUnknown(string disputes, string orders, Verdict verdict) => Assert.Equal(
        verdict, VerdictOn(Test("dispute_rate", Comparison.AtMost, new Limit.Fixed(0.02m)), ("disputes", disputes), ("orders", orders)));

    [Fact]
    public void ASumWithAMissingPartIsMissing()
    {
        var test = Test("net", Comparison.AtLeast, new Limit.Fixed(99.99m));
        Assert.Equal(Met, VerdictOn(test, ("sales", "100.00"), ("returned", "0.01")));
        Assert.Equal(Missed, VerdictOn(test, ("sales", "100.00"), ("returned", "0.02")));
        Assert.Equal(Open, VerdictOn(test, ("sales", "100.00")));
    }

    [Theory]
    [InlineData("19", "3.0", Unasked)]
    [InlineData("20", "3.0", Missed)]
    [InlineData("20", "4.0", Met)]
    [InlineData(null, "3.0", Unasked)]
    public void GivenTooLittleVolumeItIsNotConsidered(string? orders, string stars, Verdict verdict) => Assert.Equal(verdict, VerdictOn(
        Test("stars", Comparison.AtLeast, new Limit.Fixed(4), given: new Given("orders", 20, Unasked)),
        [("stars", stars), .. orders is null ? Array.Empty<(string, string)>() : [("orders", orders)]]));

    [Theory]
    [InlineData("2", "10", Met)]
    [InlineData("3", "10", Missed)]
    [InlineData("3", "1000", Met)]
    public void ASmallCountShieldsAgainstABadRate(string disputes, string orders, Verdict verdict) => Assert.Equal(verdict, VerdictOn(
        Test("dispute_rate", Comparison.AtMost, new Limit.Fixed(0.01m), shield: new Shield("disputes", 2)), ("disputes", disputes), ("orders", orders)));

    [Theory]
    [InlineData("toys", "3.0", Missed)]
    [InlineData("toys", "4.0", Met)]
    [InlineData("garden", "3.0", Unasked)]
    public void ItIsAskedOnlyOfSomeIndustries(string industry, string stars, Verdict verdict) => Assert.Equal(verdict, VerdictOn(
        Test("stars", Comparison.AtLeast, new Limit.Fixed(4), askedOf: new AskedOf("industry", ["toys", "shoes"])), ("industry", industry), ("stars", stars)));

    [Theory]
    [InlineData("garden", "FR", "3.0", "2.9")]
    [InlineData("toys", "FR", "3.5", "3.4")]
    [InlineData("garden", "DE", "4.0", "3.9")]
    [InlineData("toys", "DE", "4.5", "4.4")]
    public void TheMostSpecificExceptionWins(string industry, string country, string met, string missed)
    {
        var both = new LimitOverride([new("industry", "toys"), new("country", "DE")], new Limit.Fixed(4.5m));
        var test = Test("stars", Comparison.AtLeast, new Limit.Fixed(3), overrides: [For("industry", "toys", 3.5m), For("country", "DE", 4), both]);

        Assert.Equal(Met, VerdictOn(test, ("industry", industry), ("country", country), ("stars", met)));
        Assert.Equal(Missed, VerdictOn(test, ("industry", industry), ("country", country), ("stars", missed)));
    }

    [Theory]
    [InlineData("toys", "10.33", Missed)]
    [InlineData("toys", "10.34", Met)]
    [InlineData("shoes", "50.00", Missed)]
    [InlineData("shoes", "50.01", Met)]
    public void AMeanIsThatOfTheIndustryOrOfTheMarketWhereTheIndustryIsTooSmall(string industry, string sales, Verdict verdict)
    {
        // Toys average 10.33⅓ over three stores; there are two shoe shops, so they meet the market's 50.
        var benchmarks = new BenchmarkSet([Mean("toys", 3, new Fraction(3100, 3)), Mean("shoes", 2, Fraction.Whole(1)), Mean(BenchmarkSet.Market, 5, Fraction.Whole(5000))], atLeast: 3);
        var policy = Policy(Check(Test("sales", Comparison.Above, new Limit.PeerMean())));

        var finding = Judge(policy, benchmarks, null, ("industry", industry), ("sales", sales)).Tiers[0].Findings.Single();

        Assert.Equal((verdict, industry == "toys" ? "toys" : BenchmarkSet.Market), (finding.Verdict, finding.Limit.Group));
    }

    [Fact]
    public void WithoutABenchmarkItCannotBeTold() =>
        Assert.Equal(Open, VerdictOn(Test("sales", Comparison.AtLeast, new Limit.PeerPercentile(90)), ("industry", "toys"), ("sales", "1")));

    private static KeyValuePair<string, Benchmark> Mean(string group, int population, Fraction mean) =>
        KeyValuePair.Create(group, new Benchmark("sales", population, new Dictionary<Limit, Fraction> { [new Limit.PeerMean()] = mean }, []));
}
