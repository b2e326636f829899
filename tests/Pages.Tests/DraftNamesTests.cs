using TierFunctions.Pages.Simulations;
using TierFunctions.Pages.Words.Site;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.Pages.Tests;

public sealed class DraftNamesTests
{
    private static readonly Domain.Programmes.Policy Draft = new MadeUpRun().Policy;

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void WhatTheDraftKnowsIsCalledAsItCallsIt(string language)
    {
        var names = new DraftNames(Draft, new PageWords(language));
        Assert.All(Draft.Tiers, tier => Assert.Equal(tier.Title.In(language), names.Tier(tier.Name)));
        var metric = Draft.Tiers[0].Requires.Tests.First().Metric;
        Assert.Equal(Draft.Metrics[Draft.SlotOf(metric)].Title.In(language), names.Requirement(metric));
        Assert.Equal(language == "zh" ? "升级, sms: promoted" : "promoted, sms: promoted", names.Notice(new SimulatedNotice("promoted", "sms", "promoted", 1, 2)));
        Assert.Equal(language == "zh" ? "不在考核范围" : "not eligible", names.Status("not-eligible"));
    }

    [Fact]
    public void WhatOnlyTheStoredPolicyKnowsKeepsItsOwnName()
    {
        var names = new DraftNames(Draft, PageWords.English);
        Assert.Equal(("platinum", "-"), (names.Tier("platinum"), names.Tier(null)));
        Assert.Equal("An old right", names.Entitlement(new SimulatedEntitlement("old", "An old right", 1, 0, 0, 1)));
    }
}
