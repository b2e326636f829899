using System.Globalization;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using static TierFunctions.Domain.Tests.Sample;

namespace TierFunctions.Domain.Tests.Entitlements;

public sealed class GrantTests
{
    private static readonly DateOnly FirstDay = new(2026, 10, 1);

    [Fact]
    public void AnEntitlementIsGivenForAsLongAsItsTier() => Assert.Equal((FirstDay, null, null), Terms(Grant(new Entitlement("reward", Wording.Plain("Reward")))));

    /// <summary>The store is assessed for 2026-Q3, so what it holds counts from 1 October 2026.</summary>
    [Theory]
    [InlineData("2026-08-31", 6, "2027-02-28")]
    [InlineData("2026-10-01", 6, "2027-04-01")]
    [InlineData("2026-04-02", 6, "2026-10-02")]
    [InlineData("2026-04-01", 6, null)]
    [InlineData("2026-03-31", 6, null)]
    [InlineData("2024-02-29", 36, "2027-02-28")]
    public void MonthsAreCalendarMonthsFromTheDayTheTierWasFirstHeld(string since, int months, string? until)
    {
        var grant = Grant(new Entitlement("reward", Wording.Plain("Reward"), Months: months), since);

        Assert.Equal(until, grant.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(until is not null, grant.IsGiven);
    }

    [Theory]
    [InlineData("2026-07-03", "2026-10-02")]
    [InlineData("2026-07-02", null)]
    public void DaysAreCountedFromThatDayAsWell(string since, string? until) => Assert.Equal(
        until, Grant(new Entitlement("reward", Wording.Plain("Reward"), Days: 91), since).Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A third of 0.02 USD is less than a cent.</summary>
    [Theory]
    [InlineData(0.5, "9.99", 4.99)]
    [InlineData(0.333333, "0.02", 0)]
    [InlineData(1, "0.02", 0.02)]
    public void AShareIsCutToTheDecimalPlacesOfWhatItIsOf(decimal share, string sales, decimal comes)
    {
        var refund = new Entitlement("refund", Wording.Plain("Refund"), Worth: new Worth(share, Sample.Metrics.Single(metric => metric.Name == "sales")));
        Assert.Equal(comes, Assert.Single(Judge(Policy(Check("sales", Comparison.AtLeast, 0.01m), entitlements: [refund]), ("sales", sales)).Grants).Comes);
    }

    [Fact]
    public void MonthsFromAnUnknownDayAreNotGiven()
    {
        var grant = Grant(new Entitlement("reward", Wording.Plain("Reward"), Months: 6), since: null);
        Assert.Equal("it is not known since when the tier has been held", grant.Withheld);
    }

    [Theory]
    [InlineData("good", null)]
    [InlineData("passing", "its terms are not met")]
    [InlineData(null, "its terms cannot be evaluated: a reading is missing")]
    public void AnEntitlementIsGivenOnlyWhileItsTermsHold(string? level, string? withheld) => Assert.Equal(
        withheld, Grant(new Entitlement("reward", Wording.Plain("Reward"), While: Check("level", Comparison.AtLeast, "good")), level: level).Withheld);

    [Theory]
    [InlineData("none", true)]
    [InlineData("platinum", false)]
    public void WhatIsForNewHoldersIsNotForThoseWhoFell(string cameFrom, bool given) =>
        Assert.Equal(given, Grant(new Entitlement("reward", Wording.Plain("Reward"), NewHoldersOnly: true), "2026-10-01", cameFrom).IsGiven);

    private static (DateOnly? From, DateOnly? Until, string? Withheld) Terms(Grant grant) => (grant.From, grant.Until, grant.Withheld);

    /// <summary>The grant of a store that has held gold since a day and holds it on.</summary>
    private static Grant Grant(Entitlement entitlement, string? since = "2026-07-01", string cameFrom = "none", string? level = "good")
    {
        var policy = Policy(Check("sales", Comparison.AtLeast, 1), entitlements: [entitlement]);
        var before = new Standing(
            policy.Tiers[0],
            since is null ? null : DateOnly.ParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            cameFrom == "none" ? policy.Otherwise : policy.Tiers[0] with { Name = cameFrom, Rank = 2 });
        (string, string)[] readings = level is null ? [("sales", "1")] : [("sales", "1"), ("level", level)];
        return Judge(policy, BenchmarkSet.Empty, before, readings).Grants.Single();
    }
}
