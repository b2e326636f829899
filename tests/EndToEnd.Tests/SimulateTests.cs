using System.Text.Json;

namespace TierFunctions.EndToEnd.Tests;

public sealed class SimulateTests
{
    // A is gold, C silver; under the draft C is gold as well.
    private static readonly string Draft = Shop.Policy
        .Replace("version: 1", "version: 2", StringComparison.Ordinal)
        .Replace("from: 2020-Q1", "from: 2025-Q4", StringComparison.Ordinal)
        .Replace("atLeast: 400", "atLeast: 150", StringComparison.Ordinal)
        .Replace("above: 0", "atLeast: 0", StringComparison.Ordinal);

    [Fact]
    public async Task ADraftIsSimulatedAndPutInForceByWhoeverAnswersForIt()
    {
        using var shop = new Shop();
        shop.Write("in/stores.csv", Shop.Stores);
        Assert.Equal(0, (await shop.RunAsync()).Code);
        var draft = shop.Write("draft.yaml", Draft);

        var simulated = await Tier.JsonAsync("simulate", "--policy", draft, "--period", "2025-Q3", "--data", shop.Data, "--html", shop["simulation.html"], "--json");
        Assert.Equal((3, 1, "C"), (simulated.GetProperty("stores").GetInt32(), simulated.GetProperty("moved").GetInt32(), simulated.GetProperty("movers")[0].GetProperty("store").GetString()));
        Assert.Contains("Nearest to a limit", await File.ReadAllTextAsync(shop["simulation.html"]), StringComparison.Ordinal);

        string[] activate = ["policy", "activate", draft, "--policies", shop["policies"], "--data", shop.Data, "--by", "Ana"];
        var refused = await Tier.RunAsync(activate);
        Assert.Equal(2, refused.Code);
        Assert.Contains("would move 1 of 3 stores of shop|2025-Q3|1 (33.3", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(shop["policies/shop-2.yaml"]));

        var accepted = await Tier.RunAsync([.. activate, "--accept-impact", "agreed with the merchants"]);
        Assert.True(accepted.Code == 0, accepted.ToString());
        Assert.Equal(Draft, await File.ReadAllTextAsync(shop["policies/shop-2.yaml"]));
        using var log = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(shop["policies/activations.ndjson"])));
        Assert.Equal(("2", "Ana", "agreed with the merchants", 1), (log.RootElement.GetProperty("version").GetString(), log.RootElement.GetProperty("by").GetString(), log.RootElement.GetProperty("acceptedBecause").GetString(), log.RootElement.GetProperty("moved").GetInt32()));

        var again = await Tier.RunAsync([.. activate, "--accept-impact", "again"]);
        Assert.Equal(2, again.Code);
        Assert.Contains("a period of its own", again.Errors, StringComparison.Ordinal);
        // The log beside the policies is not one of them.
        Assert.Equal(0, (await shop.RunAsync()).Code);
    }

    [Theory]
    [InlineData("--most-moved", "34%", 0)]
    [InlineData("--most-moved", "0.33", 2)]
    public async Task TheShareThatMayMoveCanBeStated(string option, string share, int code)
    {
        using var shop = new Shop();
        shop.Write("in/stores.csv", Shop.Stores);
        Assert.Equal(0, (await shop.RunAsync()).Code);
        var ended = await Tier.RunAsync("policy", "activate", shop.Write("draft.yaml", Draft), "--policies", shop["policies"], "--data", shop.Data, option, share);
        Assert.True(ended.Code == code, ended.ToString());
    }

    [Fact]
    public async Task ADraftWithTestRowsThatFailIsNotPutInForceForAnyReason()
    {
        using var shop = new Shop();
        var draft = shop.Write("draft.yaml", Draft + "\ntests: [ { name: wrong, readings: { industry: toys, sales: 1 }, expect: gold } ]\n");
        var ended = await Tier.RunAsync("policy", "activate", draft, "--policies", shop["policies"], "--data", shop.Data, "--accept-impact", "because");
        Assert.Equal(2, ended.Code);
        Assert.Contains("wrong: expected gold", ended.Errors, StringComparison.Ordinal);
    }
}
