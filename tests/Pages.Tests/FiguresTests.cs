using TierFunctions.Domain.Metrics;
using TierFunctions.Pages.Words;

namespace TierFunctions.Pages.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, 10, "0.0 %")]
    [InlineData(1, 8, "12.5 %")]
    [InlineData(1, 3000, "< 0.1 %")]        // something is not nothing
    [InlineData(2999, 3000, "> 99.9 %")]    // nor is almost all all
    [InlineData(10, 10, "100.0 %")]
    [InlineData(0, 0, "–")]
    public void AShareHasOneDecimalPlace(long part, long whole, string text) => Assert.Equal(text.Replace(' ', '\u00A0'), Figures.Share(part, whole));

    [Theory]
    [InlineData("1", "1st")]
    [InlineData("12", "12th")]
    [InlineData("22", "22nd")]
    [InlineData("90", "90th")]
    [InlineData("97.5", "97.5th")]
    public void AnOrdinalEndsAsItIsSpoken(string number, string text) =>
        Assert.Equal(text, Figures.Ordinal(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void AReadingIsWrittenAsItsMetricAsks()
    {
        Assert.Equal("97.35 %", Plain(Figures.Number(new Metric("a", MetricKind.Rate), 0.97345m)));
        Assert.Equal("42,001", Plain(Figures.Number(new Metric("a", MetricKind.Amount, unit: "USD"), 42_000.5m)));
        Assert.Equal("4.700", Plain(Figures.Number(new Metric("a", MetricKind.Rating), 4.7m)));
        Assert.Equal("USD 1,234.5", Plain(Figures.Exact(new Metric("a", MetricKind.Amount, unit: "USD"), 1234.5m)));
        Assert.Equal("1.5 days", Plain(Figures.Exact(new Metric("a", MetricKind.Duration, unit: "days"), 1.5m)));
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}
