using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Tests;

public sealed class GoldSilverTests
{
    private static readonly Policy Medals = Shipped.Policy("gold-silver.yaml");

    [Theory]
    [InlineData("ip-serious", 2)]
    [InlineData("ip-points", 18)]
    [InlineData("restricted-points", 18)]
    [InlineData("transaction-points", 24)]
    [InlineData("dishonest", 1)]
    [InlineData("other-violation", 1)]
    public void ABarShutsBothMedals(string id, decimal from)
    {
        var bar = Medals.Bars.Single(bar => bar.Id == id);
        Assert.Equal(["gold", "silver"], bar.Shuts);
        Assert.Equal(new Limit.Fixed(from), bar.When.Tests.Single().Limit.Default);
    }

    [Theory]
    [InlineData("gold", "promotions")]
    [InlineData("silver", null)]
    public void AMedalAsksAllThatIsPublished(string tier, string? ofItsOwn)
    {
        string[] published =
        [
            "store-type", "transaction-scale", "capability", "dsr-description", "dsr-logistics", "dsr-service", "dispute-rate", "positive-feedback",
            "service-level", "on-shelf-access", "im-response", "investment-work-chat", "investment-traffic",
            "industry-free-return", "industry-short-video", "industry-listed-goods", "industry-follower-growth",
        ];
        Assert.Equal(published.Concat(ofItsOwn is null ? [] : [ofItsOwn]).Order(), Medals.FindTier(tier)!.Requires.Tests.Select(test => test.Id).Order()); // it has both tiers
    }

    [Theory]
    [InlineData("gold", "dispute-rate", Comparison.AtMost, "excellent")]
    [InlineData("gold", "transaction-scale", Comparison.AtLeast, "excellent")]
    [InlineData("silver", "dispute-rate", Comparison.Below, "average")]
    [InlineData("silver", "transaction-scale", Comparison.Above, "average")]
    public void GoldIsExcellentAndSilverBetterThanAverage(string tier, string id, Comparison comparison, string standard)
    {
        var test = Medals.FindTier(tier)!.Requires.Tests.Single(test => test.Id == id); // it has both tiers
        Assert.Equal((comparison, standard), (test.Comparison, test.Limit.Standard));
    }

    [Fact]
    public void EveryTitleIsInEnglishAndChinese() => Assert.All(
        [.. Medals.Entitlements.Select(entitlement => entitlement.Title), .. Medals.Entitlements.Select(entitlement => entitlement.Terms).OfType<Wording>(),
            .. Medals.Ladder.Select(tier => tier.Title), .. Medals.Bars.Select(bar => bar.Title), .. Medals.Metrics.Select(metric => metric.Title)],
        title => Assert.Equal(["en", "zh"], title.ByLanguage.Keys.Order()));

    [Fact]
    public void AMerchantIsToldOfEveryPromotionAndDemotionByEmailAndSms() => Assert.Equal(
        ["Promoted email", "Promoted sms", "Demoted email", "Demoted sms"], Medals.Notices.Select(notice => $"{notice.On} {notice.Channel}"));
}
