using FsCheck;
using FsCheck.Fluent;
using TierFunctions.Domain.Benchmarks;

namespace TierFunctions.Domain.Tests.Benchmarks;

public sealed class StatisticsTests
{
    // In thousandths: 4.2, 4.5, 4.6, 4.9.
    private static readonly long[] Stars = [4600, 4200, 4900, 4500];

    [Theory]
    [InlineData(PercentileMethod.Type7, 4675)]
    [InlineData(PercentileMethod.Type6, 4825)]
    [InlineData(PercentileMethod.NearestRank, 4600)]
    public void TheDefinitionsOfAPercentileDisagree(PercentileMethod method, long p75) => Assert.Equal(Fraction.Whole(p75), Percentile(Stars, 75, method));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(7, 10)]
    [InlineData(20, 10)]
    [InlineData(20.01, 20)]
    [InlineData(40, 20)]
    [InlineData(55, 30)]
    [InlineData(100, 50)]
    public void NearestRankIsAReadingThatIsThere(decimal percent, long expected) =>
        Assert.Equal(Fraction.Whole(expected), Percentile([50, 10, 40, 20, 30], percent, PercentileMethod.NearestRank));

    [Theory]
    [InlineData(PercentileMethod.Type7)]
    [InlineData(PercentileMethod.Type6)]
    [InlineData(PercentileMethod.NearestRank)]
    public void OneReadingIsItsOwnEveryPercentile(PercentileMethod method) =>
        Assert.All((decimal[])[0, 12.5m, 50, 100], percent => Assert.Equal(Fraction.Whole(7), Percentile([7], percent, method)));

    [Fact]
    public void EqualReadingsGiveExactlyThatReading() => Assert.Equal(Fraction.Whole(9625), Percentile([.. Enumerable.Repeat(9625L, 1004)], 80, PercentileMethod.Type7));

    [Fact]
    public void ManyDuplicatesChangeNothing()
    {
        long[] readings = [.. Enumerable.Range(0, 1000).Select(i => i % 3L)];
        Assert.Equal([0, 1, 2], ((decimal[])[20, 50, 90]).Select(percent => Percentile(readings, percent, PercentileMethod.Type7).Floor()));
    }

    [Fact]
    public void NothingIsRounded()
    {
        Assert.Equal(new Fraction(1, 3), Statistics.Mean([0, 0, 1]));
        Assert.Equal(new Fraction(1, 10), Percentile([0, 1], 10, PercentileMethod.Type7));
        Assert.Equal(new Fraction(125, 1000), Percentile([0, 1], 12.5m, PercentileMethod.Type7));
    }

    [Fact]
    public void TheLargestReadingsDoNotOverflow()
    {
        Assert.Equal(Fraction.Whole(long.MaxValue), Statistics.Mean([long.MaxValue, long.MaxValue]));
        Assert.Equal(Fraction.Whole(0), Percentile([-long.MaxValue, long.MaxValue], 50, PercentileMethod.Type7));
    }

    [Fact]
    public void NoReadingsHaveNoPercentile() => Assert.Throws<ArgumentOutOfRangeException>(() => Percentile([], 50, PercentileMethod.Type7));

    [Theory]
    [InlineData(-7, 2, -4, -3)]
    [InlineData(7, 2, 3, 4)]
    [InlineData(6, 2, 3, 3)]
    public void AFractionLiesBetweenItsFloorAndItsCeiling(int numerator, int denominator, long floor, long ceiling) =>
        Assert.Equal((floor, ceiling), (new Fraction(numerator, denominator).Floor(), new Fraction(numerator, denominator).Ceiling()));

    [Fact]
    public void SelectionFindsWhatASortFinds() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<int>>(), ArbMap.Default.ArbFor<byte>(),
        (readings, some) =>
        {
            var percent = some % 101;
            long[] sorted = [.. readings.Get.Select(reading => (long)reading).Order()];
            var rank = Math.Max(1, (percent * sorted.Length + 99) / 100);
            return Percentile([.. readings.Get.Select(reading => (long)reading)], percent, PercentileMethod.NearestRank) == Fraction.Whole(sorted[rank - 1]);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1_000, 1_000_000)]
    [InlineData(1_000, 10)]
    [InlineData(20_000, 3)]
    [InlineData(20_000, 1_000_000_000)]
    public void SelectionFindsWhatASortFindsAmongMany(int count, int kinds)
    {
        var random = new Random(count + kinds);
        long[] readings = [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(kinds))];
        long[] sorted = [.. readings.Order()];
        for (var percent = 0; percent <= 100; percent += 5)
        {
            var rank = Math.Max(1, (percent * count + 99) / 100);
            Assert.Equal(Fraction.Whole(sorted[rank - 1]), Percentile(readings, percent, PercentileMethod.NearestRank));
        }
    }

    [Fact]
    public void TheOrderOfStoresNeverMatters() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<int>>(),
        readings =>
        {
            long[] there = [.. readings.Get.Select(reading => (long)reading)];
            long[] back = [.. there.Reverse()];
            return Statistics.Mean(there) == Statistics.Mean(back)
                && Enum.GetValues<PercentileMethod>().All(method => Percentile(there, 37.5m, method) == Percentile(back, 37.5m, method));
        }).QuickCheckThrowOnFailure();

    /// <summary>Selection reorders its readings; the tests' own stay as they are.</summary>
    private static Fraction Percentile(long[] readings, decimal percent, PercentileMethod method) => Statistics.Percentile([.. readings], percent, method);
}
