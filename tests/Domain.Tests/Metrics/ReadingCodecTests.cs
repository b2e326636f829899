using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Tests.Metrics;

public sealed class ReadingCodecTests
{
    private static readonly Metric Amount = new("gmv", MetricKind.Amount, unit: "USD", decimals: 2);
    private static readonly Metric Rating = new("stars", MetricKind.Rating, decimals: 2, maximum: 5);
    private static readonly Metric Count = new("orders", MetricKind.Count);
    private static readonly Metric Rate = new("share", MetricKind.Rate, decimals: 4);

    [Theory]
    [InlineData("4,6")]
    [InlineData("1e5")]
    [InlineData("twelve")]
    [InlineData("4.6.1")]
    [InlineData("4.")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1 000")]
    [InlineData("1_000")]
    [InlineData("0x10")]
    [InlineData("４.６")]
    [InlineData("٤")]
    [InlineData("−1")]
    [InlineData("")]
    [InlineData("99999999999999999999,5")]
    public void IsNotANumber(string text) => Assert.Equal(ReadingFault.NotANumber, Amount.Codec.TryRead(text, out _));

    /// <summary>The second way of writing a number, into room that is there, says the same as the first.</summary>
    [Fact]
    public void ANumberIsWrittenInOneFormOnly() => Prop.ForAll(
        ArbMap.Default.ArbFor<long>(), Gen.Choose(0, 12).ToArbitrary(), ArbMap.Default.ArbFor<bool>(),
        (units, decimals, isCut) =>
        {
            var metric = isCut
                ? new Metric("share", MetricKind.Rate, decimals: decimals, derivation: new Derivation.Ratio("a", "b"))
                : new Metric("gmv", MetricKind.Amount, decimals: decimals);
            Span<byte> text = stackalloc byte[ReadingCodec.LongestNumber];
            foreach (var reading in new[] { units, units * 1000, units / 1000 * 1000, long.MaxValue - units % 1000, long.MinValue + 1, 0 })
                Assert.Equal(metric.Codec.Write(reading), Encoding.ASCII.GetString(text[..metric.Codec.Write(reading, text)]));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("-NaN")]
    [InlineData("Infinity")]
    [InlineData("-inf")]
    public void IsNotFinite(string text) => Assert.Equal(ReadingFault.NotFinite, Amount.Codec.TryRead(text, out _));

    [Theory]
    [InlineData("92233720368547758.07", ReadingFault.None)]
    [InlineData("92233720368547758.08", ReadingFault.Overflow)]
    [InlineData("-92233720368547758.07", ReadingFault.None)]
    [InlineData("99999999999999999999999", ReadingFault.Overflow)]
    [InlineData("99999999999999999999999.99", ReadingFault.Overflow)]
    [InlineData("1.23", ReadingFault.None)]
    [InlineData("1.230", ReadingFault.None)]
    [InlineData("1.234", ReadingFault.TooManyDecimals)]
    [InlineData("1.23x", ReadingFault.NotANumber)]
    public void HasBoundsAndDecimals(string text, ReadingFault fault) => Assert.Equal(fault, Amount.Codec.TryRead(text, out _));

    [Theory]
    [InlineData("0", ReadingFault.None)]
    [InlineData("5.00", ReadingFault.None)]
    [InlineData("5.01", ReadingFault.OutOfRange)]
    [InlineData("-0.01", ReadingFault.OutOfRange)]
    [InlineData("7.40", ReadingFault.OutOfRange)]
    public void ARatingStaysInItsRange(string text, ReadingFault fault) => Assert.Equal(fault, Rating.Codec.TryRead(text, out _));

    [Theory]
    [InlineData("-1", ReadingFault.OutOfRange)]
    [InlineData("-0", ReadingFault.None)]
    [InlineData("1.0", ReadingFault.None)]
    [InlineData("1.5", ReadingFault.TooManyDecimals)]
    public void ACountIsWholeAndNotNegative(string text, ReadingFault fault) => Assert.Equal(fault, Count.Codec.TryRead(text, out _));

    [Theory]
    [InlineData("1", ReadingFault.None)]
    [InlineData("1.0001", ReadingFault.OutOfRange)]
    public void ARateIsAShareOfOne(string text, ReadingFault fault) => Assert.Equal(fault, Rate.Codec.TryRead(text, out _));

    [Theory]
    [InlineData("-12.50", -1250, "-12.5")]
    [InlineData("007", 700, "7")]
    [InlineData("0.05", 5, "0.05")]
    [InlineData("-0.05", -5, "-0.05")]
    [InlineData("-0.00", 0, "0")]
    [InlineData("92233720368547758.07", long.MaxValue, "92233720368547758.07")]
    public void WritesTheShortestDecimal(string text, long units, string canonical)
    {
        Assert.Equal(ReadingFault.None, Amount.Codec.TryRead(text, out var read));
        Assert.Equal((units, canonical), (read, Amount.Codec.Write(read)));
    }

    [Theory]
    [InlineData("yes", "yes")]
    [InlineData("true", "yes")]
    [InlineData("1", "yes")]
    [InlineData("no", "no")]
    [InlineData("false", "no")]
    [InlineData("0", "no")]
    [InlineData("Yes", null)]
    [InlineData("", null)]
    public void AFlagIsYesOrNo(string text, string? canonical) => Assert.Equal(canonical, Canonical(new Metric("bound", MetricKind.Flag), text));

    [Theory]
    [InlineData("2028-02-29", "2028-02-29")]
    [InlineData("2026-02-29", null)]
    [InlineData("2026-2-9", null)]
    [InlineData("2026-13-01", null)]
    [InlineData("0000-01-01", null)]
    [InlineData("+026-01-01", null)]
    [InlineData("2026/01/01", null)]
    [InlineData("2026-01-01T00:00:00", null)]
    public void ADateIsADayOfTheCalendar(string text, string? canonical) => Assert.Equal(canonical, Canonical(new Metric("opened", MetricKind.Date), text));

    [Theory]
    [InlineData("good", "good")]
    [InlineData("Good", null)]
    [InlineData("good ", null)]
    [InlineData("great", null)]
    public void ALevelIsOneOfItsSteps(string text, string? canonical) =>
        Assert.Equal(canonical, Canonical(new Metric("level", MetricKind.Level, values: ["poor", "good"]), text));

    [Fact]
    public void ARangeFinerThanTheReadingsIsRefused() =>
        Assert.Throws<ArgumentException>(() => new Metric("stars", MetricKind.Rating, decimals: 1, maximum: 4.95m));

    private static string? Canonical(Metric metric, string text) =>
        metric.Codec.TryRead(text, out var units) is ReadingFault.None ? metric.Codec.Write(units) : null;
}
