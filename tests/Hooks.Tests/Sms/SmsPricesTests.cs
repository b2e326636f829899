using Microsoft.Extensions.Configuration;
using TierFunctions.Hooks.Sms;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Tests.Sms;

public sealed class SmsPricesTests
{
    private static readonly string[] Phones = ["+12025550100", "+12025550101", "+8613800138000", "+442071838750"];

    [Theory]
    [InlineData("+12025550100", "hello", 1, "0.0079", "USD")]
    [InlineData("+18765550100", "hello", 1, "0.11", "USD")]       // the longest beginning counts: Jamaica is not America
    [InlineData("+8613800138000", "您好", 1, "0.30", "CNY")]
    [InlineData("+442071838750", "hello", 1, null, null)]         // unknown, and not for nothing
    [InlineData(null, "hello", 1, null, null)]
    public void TheDestinationSaysWhatASegmentCosts(string? phone, string text, int segments, string? amount, string? currency) => Assert.Equal(
        new SmsCost(segments, amount is null ? null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency),
        Prices(("1", "0.0079 USD"), ("1876", "0.11 USD"), ("86", "0.30 CNY")).Of(phone, text));

    [Fact]
    public void EverySegmentCosts() => Assert.Equal(new SmsCost(3, 0.0237m, "USD"), Prices(("1", "0.0079 USD")).Of("+12025550100", new string('x', 320)));

    [Fact]
    public void WhatIsUnknownIsSaidBesideEachCurrency()
    {
        var prices = Prices(("1", "0.0079 USD"), ("86", "0.30 CNY"));
        var costs = Phones.Aggregate(SmsCosts.None, (sum, phone) => sum.With(prices.Of(phone, "hello")));
        Assert.Equal("4 texts of 4 segments = 0.3 CNY + 0.0158 USD + 1 segments at an unknown price", costs.ToString());
        Assert.Equal("0 texts of 0 segments = 0 segments at an unknown price", SmsCosts.None.ToString());
    }

    [Theory]
    [InlineData("1", "0.01")]
    [InlineData("1", "USD 0.01")]
    [InlineData("1", "0,01 USD")]
    [InlineData("1", "-1 USD")]
    [InlineData("1", "1 usd")]
    [InlineData("+1", "0.01 USD")]
    [InlineData("us", "0.01 USD")]
    public void WhatIsNoPriceIsNamed(string prefix, string price) =>
        Assert.Contains($"Hooks:SmsPrices:{prefix} is '{price}'", Assert.Throws<FormatException>(() => Prices((prefix, price))).Message, StringComparison.Ordinal);

    private static SmsPrices Prices(params (string Prefix, string Price)[] prices) => new(
        new ConfigurationBuilder().AddInMemoryCollection(prices.ToDictionary(price => $"Hooks:SmsPrices:{price.Prefix}", price => (string?)price.Price)).Build());
}
