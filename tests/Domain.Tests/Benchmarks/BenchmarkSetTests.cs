using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Tests.Benchmarks;

public sealed class BenchmarkSetTests
{
    private static readonly Metric Sales = new("sales", MetricKind.Count);
    private static readonly Limit Median = new Limit.PeerPercentile(50);

    [Theory]
    [InlineData("toys", "toys", 30)]
    [InlineData("shoes", "*", 100)]
    [InlineData("unheard-of", "*", 100)]
    public void AGroupThatIsTooSmallTakesTheMarketsLimit(string group, string from, long limit)
    {
        var set = new BenchmarkSet([Group("toys", 3, 30), Group("shoes", 2, 20), Group(BenchmarkSet.Market, 5, 100)], atLeast: 3);

        Assert.Equal((Fraction.Whole(limit), from), set.Find(group, "sales", Median) is { } found ? (found.Value, found.Group) : default);
    }

    [Fact]
    public void AMarketThatIsTooSmallStillIsTheMarket() =>
        Assert.NotNull(new BenchmarkSet([Group(BenchmarkSet.Market, 1, 7)], atLeast: 30).Find("toys", "sales", Median));

    [Fact]
    public void WithoutReadingsThereIsNoLimit()
    {
        var nobody = Benchmark.Of(Sales, [], [Median], PercentileMethod.Type7);
        Assert.Null(new BenchmarkSet([KeyValuePair.Create(BenchmarkSet.Market, nobody)], atLeast: 1).Find("toys", "sales", Median));
    }

    [Fact]
    public void ABenchmarkHoldsEveryLimitThatWasAskedForAndASpread()
    {
        var benchmark = Benchmark.Of(Sales, [4, 1, 3, 2], [Median, new Limit.PeerMean(), new Limit.PeerPercentile(100)], PercentileMethod.Type7);

        Assert.Equal(4, benchmark.Population);
        Assert.Equal((new Fraction(5, 2), new Fraction(5, 2), Fraction.Whole(4)),
            (benchmark.Limits[Median], benchmark.Limits[new Limit.PeerMean()], benchmark.Limits[new Limit.PeerPercentile(100)]));
        Assert.Equal([1, 1, 1, 1, 2, 3, 4, 4, 4], benchmark.Percentiles);
    }

    [Theory]
    [InlineData(1, true, 4)]
    [InlineData(3, true, 2)]
    [InlineData(1, false, 1)]
    [InlineData(9, true, 1)]
    [InlineData(9, false, 4)]
    public void APlaceIsCountedFromOneEnd(int place, bool fromTop, long reading)
    {
        var rank = new Limit.PeerRank(place, fromTop);
        Assert.Equal(Fraction.Whole(reading), Benchmark.Of(Sales, [4, 1, 3, 2], [Median, rank], PercentileMethod.Type7).Limits[rank]);
    }

    private static KeyValuePair<string, Benchmark> Group(string name, int population, long limit) => KeyValuePair.Create(
        name, new Benchmark("sales", population, new Dictionary<Limit, Fraction> { [Median] = Fraction.Whole(limit) }, []));
}
