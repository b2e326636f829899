using System.Text.Json;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests;

/// <summary>Parts of an explanation that are written once and used again must still be each store's and each tier's own.</summary>
public sealed class EvidenceJsonTests
{
    [Fact]
    public async Task WhatTwoTiersAskAlikeStandsWithBoth()
    {
        const string Punctual = "{ id: punctual, metric: late_rate, atMost: 10 % }";
        const string Some = "{ id: some, metric: orders, atLeast: 5 }";
        var market = new Market(Medals.Policy
            .Replace($"- {Punctual}", $"- {Some}\n      - {Punctual}", StringComparison.Ordinal)
            .Replace("requires: [ { id: sales, metric: sales, atLeast: 100 } ]", $"requires: [ {{ id: sales, metric: sales, atLeast: 100 }}, {Some} ]", StringComparison.Ordinal));
        market.Inputs.Put("in/a.csv", "store_id,industry,sales,late,orders\nA,toys,500,0,10\nB,toys,50,0,1\n");
        var run = await market.RunAsync("2026-Q4");
        var plans = new RunPlans(market.Runs, market.Policies, market.Files);
        foreach (var (store, sales, orders) in new[] { ("A", "500", "10"), ("B", "50", "1"), ("A", "500", "10") })
        {
            var answer = await Explained.StoreAsync(market, plans, run, store);
            Assert.Equal((store, "medals", "2026-Q4"), (Text(answer, "store"), Text(answer, "programme"), Text(answer, "period")));
            foreach (var tier in answer.GetProperty("tiers").EnumerateArray())
            {
                foreach (var requirement in tier.GetProperty("requirements").EnumerateArray())
                {
                    if (Text(requirement, "metric") == "sales") Assert.Equal(sales, requirement.GetProperty("reading").GetRawText());
                    if (Text(requirement, "metric") == "orders") Assert.Equal(orders, requirement.GetProperty("reading").GetRawText());
                }
            }
            var some = answer.GetProperty("tiers").EnumerateArray().SelectMany(tier => tier.GetProperty("requirements").EnumerateArray()).Where(one => Text(one, "id") == "some").Select(one => one.GetRawText()).ToList();
            Assert.Equal(["sales benchmark", "some 5", "punctual 0.1"], Asked(answer, tier: 0));
            Assert.Equal(["sales 100", "some 5"], Asked(answer, tier: 1));
            Assert.Equal(2, some.Count);
            Assert.Equal(some[0], some[1]);
        }
    }

    private static IEnumerable<string> Asked(JsonElement answer, int tier) => answer.GetProperty("tiers")[tier].GetProperty("requirements").EnumerateArray()
        .Select(one => $"{Text(one, "id")} {(Text(one.GetProperty("limitFrom"), "source") == "benchmark" ? "benchmark" : one.GetProperty("limit").GetRawText())}");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
