using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Tests;

public sealed class YardstickTests
{
    private const string Header =
        "industry,store_type,business_model,capability_level,gmv_90d,orders_90d,gmv_cancelled,gmv_rejected,gmv_returned,dsr_description," +
        "dsr_logistics,dsr_service,dispute_rate,positive_feedback_rate,service_score,on_shelf_access_rate,im_response_24h_rate," +
        "ip_serious_infringements,ip_points,restricted_points,transaction_points,dishonest_operations,promotions_joined,invested,previous_tier,silver_since";

    private static readonly Policy Yardstick = Shipped.Policy("yardstick.yaml");

    [Fact]
    public void DeclaresEveryColumnInOrder() => Assert.Equal(Header, string.Join(',', Yardstick.Metrics.Select(metric => metric.Name)));

    [Fact]
    public void AsksSixteenThingsOfEachTierNineOfThemOfBoth()
    {
        Assert.Equal([16, 16], Yardstick.Tiers.Select(tier => tier.Requires.Tests.Count()));
        Assert.Equal(9 + 7 + 7, new Plan(Yardstick).Tests.Count);
    }

    [Fact]
    public void NoLimitIsStrictButThoseOnViolations() => Assert.Equal(
        ["ip_serious_infringements", "ip_points", "restricted_points", "transaction_points"],
        Yardstick.Tiers[0].Requires.Tests.Where(test => test.Comparison is Comparison.Above or Comparison.Below).Select(test => test.Metric));

    [Theory]
    [InlineData("gmv_90d", "twelve", ReadingFault.NotANumber)]
    [InlineData("industry", "unicorns", ReadingFault.UnknownValue)]
    [InlineData("dsr_description", "7.40", ReadingFault.OutOfRange)]
    [InlineData("dispute_rate", "NaN", ReadingFault.NotFinite)]
    [InlineData("orders_90d", "99999999999999999999999", ReadingFault.Overflow)]
    [InlineData("gmv_90d", "-30000.00", ReadingFault.OutOfRange)]
    [InlineData("capability_level", "ADVANCED?", ReadingFault.UnknownValue)]
    public void RefusesEveryMalformedReading(string metric, string text, ReadingFault fault) =>
        Assert.Equal(fault, Yardstick.Metrics[Yardstick.SlotOf(metric)].Codec.TryRead(text, out _));

    [Fact]
    public void OnlyTheDayOfASilverMedalMayBeBlank() =>
        Assert.Equal(["silver_since"], Yardstick.Metrics.Where(metric => !metric.Required).Select(metric => metric.Name));
}
