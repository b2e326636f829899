using System.Net;

namespace TierFunctions.Local.Tests.Api;

public sealed class ProjectionTests
{
    // The clock stands at the first day of 2026, so the period that is under way is its first quarter.
    private const string Today = "metrics/shop/2026-Q1/stores.csv";

    [Fact]
    public async Task AStoreIsJudgedByTodaysReadingsBesideWhatItHolds()
    {
        await using var served = await Assessed.ShopAsync();
        served.Write(Today, $"{Served.Header}A,Alpha,toys,120,1\nC,Gamma,toys,500,1\n");
        var shop = Assert.Single((await served.GetAsync("/api/stores/C/tiers?cycle=projected")).GetProperty("tiers").EnumerateArray());
        Assert.Equal(("silver", "2025-Q3"), (shop.Text("tier"), shop.Text("period")));
        Assert.Equal(
            ("gold", "silver", "promoted", "2026-Q1", Assessed.Run),
            (shop.Text("projection", "tier"), shop.Text("projection", "before"), shop.Text("projection", "movement"), shop.Text("projection", "period"), shop.Text("projection", "benchmarksOf")));
        Assert.Equal("demoted", (await served.GetAsync("/api/stores/A/tiers/shop?cycle=projected")).GetProperty("tiers")[0].Text("projection", "movement"));
    }

    [Fact]
    public async Task WithoutAReadingOfTodayItSaysWhy()
    {
        await using var served = await Assessed.ShopAsync();
        Assert.StartsWith("no readings of 2026-Q1 have arrived", await ReasonAsync(), StringComparison.Ordinal);
        served.Write(Today, $"{Served.Header}A,Alpha,toys,120,1\n");
        Assert.StartsWith("it has no row in", await ReasonAsync(), StringComparison.Ordinal);
        served.Write(Today, $"{Served.Header}C,Gamma,toys,many,1\n");
        Assert.Contains("found 'many'", await ReasonAsync(), StringComparison.Ordinal);

        async Task<string?> ReasonAsync() => (await served.GetAsync("/api/stores/C/tiers?cycle=projected")).GetProperty("tiers")[0].Text("projection", "reason");
    }

    [Fact]
    public async Task AStoreThatNoRunHasJudgedYetHasAProjectionAlone()
    {
        await using var served = await Assessed.ShopAsync();
        Assert.Equal(HttpStatusCode.NotFound, await served.StatusOfAsync("/api/stores/N/tiers?cycle=projected"));
        served.Write(Today, $"{Served.Header}N,New,toys,700,1\n");
        var shop = (await served.GetAsync("/api/stores/N/tiers?cycle=projected")).GetProperty("tiers")[0];
        Assert.Equal(("gold", "placed"), (shop.Text("projection", "tier"), shop.Text("projection", "movement")));
        Assert.False(shop.TryGetProperty("tier", out _));
        Assert.Equal(HttpStatusCode.NotFound, await served.StatusOfAsync("/api/stores/N/tiers"));
    }

    [Theory]
    [InlineData("cycle=tomorrow")]
    [InlineData("cycle=projected&period=2025-Q3")]
    public async Task OnlyThePeriodThatIsUnderWayIsProjected(string query)
    {
        await using var served = await Assessed.ShopAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await served.StatusOfAsync($"/api/stores/C/tiers?{query}"));
    }

    [Fact]
    public async Task NothingOfAProjectionIsStored()
    {
        await using var served = await Assessed.ShopAsync();
        served.Write(Today, $"{Served.Header}C,Gamma,toys,500,1\n");
        await served.GetAsync("/api/stores/C/tiers?cycle=projected");
        Assert.Equal("silver", (await served.GetAsync("/api/stores/C/tiers")).GetProperty("tiers")[0].Text("tier"));
        Assert.Equal(1, (await served.GetAsync("/api/stores/C/history")).GetProperty("outcomes").GetArrayLength());
    }
}
