namespace TierFunctions.EndToEnd.Tests;

public sealed class CompareTests
{
    private static readonly string Policy = Shop.Policy
        .Replace("- tier: gold", "- tier: gold\n    grants: [manager]", StringComparison.Ordinal)
        .Replace("otherwise: none", "otherwise: none\nentitlements: { manager: { title: Account manager, for: { months: 6 } } }\nnotices: [ { on: promoted, by: [email], text: promoted } ]", StringComparison.Ordinal);

    [Fact]
    public async Task ARevisionIsComparedWithWhatItSupersedes()
    {
        using var shop = new Shop();
        shop.Write("policies/shop.yaml", Policy);
        shop.Write("in/stores.csv", Shop.Stores);
        Assert.Equal(0, (await shop.RunAsync()).Code);
        // A sold less than was said, C more.
        shop.Write("in/stores.csv", Shop.Header + "A,Alpha,toys,150,0.1\nB,Beta,toys,50,-0.5\nC,Gamma,toys,450,0.1\n");
        var revised = await shop.RunAsync("--revise", "sales were swapped");
        Assert.True(revised.Code == 0, revised.ToString());
        Assert.Contains("stores that differ from shop|2025-Q3|1: 2 (1 up, 1 down); corrected notices: 2", revised.Output, StringComparison.Ordinal);
        Assert.Matches(@"Account manager\s+│\s+1 │\s+1 │\s+0", revised.Output);
        Assert.Contains("What this revision changes", await File.ReadAllTextAsync(Path.Join(shop.Data, "runs", "shop_2025-Q3_2", "report.html")), StringComparison.Ordinal);

        var again = await Tier.JsonAsync(shop.Command("--json"));
        Assert.Equal((2, 1, 1, 2), (Revised("stores"), Revised("up"), Revised("down"), Revised("noticesCorrected")));

        string[] compare = ["runs", "compare", "shop|2025-Q3|1", "shop|2025-Q3|2", "--data", shop.Data];
        Assert.Equal(
            """
            shop|2025-Q3|2 beside shop|2025-Q3|1
            A: gold → silver
              taken back  Account manager (from 2025-10-01 until 2026-04-01)
              notice      email: corrected (pending)
            C: silver → gold
              given       Account manager (from 2025-10-01 until 2026-04-01)
              notice      email: corrected (pending)
            Stores that differ: 2

            """.ReplaceLineEndings("\n"),
            (await Tier.RunAsync(compare)).Output.ReplaceLineEndings("\n"));
        var stores = (await Tier.JsonAsync([.. compare, "--json"])).GetProperty("stores");
        Assert.Equal(["A", "C"], stores.EnumerateArray().Select(store => store.GetProperty("store").GetString()));
        Assert.Equal("silver", stores[0].GetProperty("new").GetProperty("tier").GetString());

        int Revised(string count) => again.GetProperty("revised").GetProperty(count).GetInt32();
    }

    [Theory]
    [InlineData("shop|2025-Q3|1", "shop|2025-Q3|9", "There is no completed run shop|2025-Q3|9.")]
    [InlineData("shop|2025-Q2|1", "shop|2025-Q3|1", "shop|2025-Q2|1 and shop|2025-Q3|1 cannot be compared: expected two runs of one programme and period.")]
    [InlineData("shop", "shop|2025-Q3|1", "'shop' is not a run: expected programme|period|revision, as 'tier runs' lists them.")]
    public async Task WhatCannotBeComparedIsSaid(string old, string now, string reason)
    {
        using var shop = new Shop();
        shop.Write("in/stores.csv", Shop.Stores);
        Assert.Equal(0, (await shop.RunAsync()).Code);
        var ended = await Tier.RunAsync("runs", "compare", old, now, "--data", shop.Data);
        Assert.Equal((2, $"tier: {reason}"), (ended.Code, ended.Errors.Trim()));
    }
}
