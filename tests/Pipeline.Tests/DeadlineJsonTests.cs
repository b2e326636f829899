using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests;

/// <summary>The days of an explanation: what a letter would remind of.</summary>
public sealed class DeadlineJsonTests
{
    [Theory]
    [InlineData("protection: { months: 3 }", "A: protection 2027-04-01", "B: protection 2027-04-01", "C:")]
    [InlineData("incubation: { tier: silver, months: 6, then: none }", "A:", "B: incubation 2027-07-01", "C:")]
    public async Task WhatEndsAfterThePeriodIsListedTheNearestFirst(string movement, params string[] expected)
    {
        var market = new Market(Medals.Policy.Replace("notices:", $"movement:\n  {movement}\nnotices:", StringComparison.Ordinal));
        Assert.Equal(expected, await DeadlinesAsync(market));
    }

    [Fact]
    public async Task AnEntitlementEndsOnlyWhereItIsGiven()
    {
        var market = new Market(Medals.Policy
            .Replace("requires: [ { id: sales, metric: sales, atLeast: 100 } ]", "requires: [ { id: sales, metric: sales, atLeast: 100 } ]\n    grants: [long, short, never]", StringComparison.Ordinal)
            .Replace("notices:", """
                entitlements:
                  long: { title: Long, for: { months: 12 } }
                  short: { title: Short, for: { months: 3 } }
                  never: { title: Never, for: { months: 3 }, while: { id: huge, metric: sales, atLeast: 1000000 } }
                notices:
                """, StringComparison.Ordinal));
        Assert.Equal("B: entitlement 2027-04-01 short, entitlement 2028-01-01 long", (await DeadlinesAsync(market))[1]);
    }

    private static async Task<List<string>> DeadlinesAsync(Market market)
    {
        market.Inputs.Put("in/a.csv", "store_id,industry,sales,late,orders\nA,toys,500,0,10\nB,toys,150,0,10\nC,toys,40,0,10\n");
        var run = await market.RunAsync("2026-Q4");
        var plans = new RunPlans(market.Runs, market.Policies, market.Files);
        var said = new List<string>();
        foreach (var store in new[] { "A", "B", "C" })
        {
            var days = (await Explained.StoreAsync(market, plans, run, store)).GetProperty("deadlines").EnumerateArray().Select(one => string.Join(' ', one.EnumerateObject().Select(part => part.Value.GetString())));
            said.Add($"{store}: {string.Join(", ", days)}".TrimEnd());
        }
        return said;
    }
}
