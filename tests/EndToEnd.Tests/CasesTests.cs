namespace TierFunctions.EndToEnd.Tests;

public sealed class CasesTests : IDisposable
{
    private const string Key = "shop|A|2025-Q3";

    private static readonly string Policy = Shop.Policy.Replace("peers:", """
          admission: { kind: category, of: [admitted], case: state }
        peers:
        """, StringComparison.Ordinal).Replace("gate:", """
        cases:
          opens: { metric: sales, atLeast: 400 }
          states:
            screened: { to: [assigned, rejected], within: { days: 5 } }
            assigned: { needs: [person], to: [contacted, rejected] }
            contacted: { how: { phone: By telephone, sms: By SMS }, to: { admitted: [operator], rejected: [account-manager, operator] } }
            admitted: { needs: [strengths, materials] }
            rejected: {}
          strengths: { company: { range: [0, 100], least: 60 } }
          materials: { licence: Business licence }
          reopens: [rejected]
        gate:
        """, StringComparison.Ordinal).Replace("requires: [ { id: sales, metric: sales, atLeast: 100 } ]", "requires: [ { id: sales, metric: sales, atLeast: 100 }, { metric: admission, is: admitted } ]", StringComparison.Ordinal);

    private readonly Shop shop = new();

    [Fact]
    public async Task AScreenedStoreIsWorkedOnUntilItIsAdmitted()
    {
        await ScreenAsync();
        var listed = await Tier.JsonAsync([.. At("list"), "--json"]);
        var one = Assert.Single(listed.GetProperty("cases").EnumerateArray());
        Assert.Equal((Key, "screened", "A"), (one.GetProperty("case").GetString(), one.GetProperty("state").GetString(), one.GetProperty("store").GetString()));

        // Giving it to a person takes the step for which that person is needed.
        Assert.StartsWith($"{Key}: assigned, with Bo", (await DoneAsync("assign", Key, "Bo", "--by", "Ana")).Output, StringComparison.Ordinal);
        await RefusedAsync($"{Key}: say how: phone or sms.", "move", Key, "contacted");
        await DoneAsync("move", Key, "contacted", "--how", "phone", "--note", "asked for the licence");
        await RefusedAsync($"{Key}: from contacted to admitted is for operator, not for nobody in particular.", "move", Key, "admitted");
        await RefusedAsync($"{Key}: it cannot come to admitted yet: company has not been scored; licence has not come in.", "move", Key, "admitted", "--as", "operator");
        await DoneAsync("score", Key, "company", "72.5");
        await DoneAsync("receive", Key, "licence");
        await DoneAsync("move", Key, "admitted", "--as", "operator", "--by", "Ana");

        var shown = await Tier.JsonAsync([.. At("show", Key), "--json"]);
        Assert.Equal(("admitted", "Bo", 72.5m), (shown.GetProperty("state").GetString(), shown.GetProperty("person").GetString(), shown.GetProperty("scores").GetProperty("company").GetDecimal()));
        Assert.Equal(["opened", "assigned", "moved", "scored", "received", "moved"], shown.GetProperty("log").EnumerateArray().Select(entry => entry.GetProperty("event").GetString()));
        var text = await DoneAsync("show", Key);
        Assert.Contains("moved to contacted by phone – asked for the licence", text.Output, StringComparison.Ordinal);
        Assert.Contains("Ana: moved to admitted", text.Output, StringComparison.Ordinal);
        await RefusedAsync($"{Key}: it has ended (admitted).", "assign", Key, "Cy");
    }

    [Fact]
    public async Task WhatCannotBeMeantIsSaid()
    {
        await ScreenAsync();
        await RefusedAsync("shop|Z|2025-Q3: there is no such case.", "assign", "shop|Z|2025-Q3", "Bo");
        await RefusedAsync("There is no case shop|Z|2025-Q3; 'tier cases list' names those there are.", "show", "shop|Z|2025-Q3");
        await RefusedAsync("'A' is not a case: expected programme|store|period, as 'tier cases list' names it.", "show", "A");
        await RefusedAsync("There is no programme 'other' with cases; found shop.", "show", "other|A|2025-Q3");
        await RefusedAsync($"{Key}: there is no state 'won': expected assigned or rejected.", "move", Key, "won");
        await RefusedAsync("'many' is not a score: expected a number such as 85.", "score", Key, "company", "many");
        await RefusedAsync("A has a case already: shop|A|2025-Q3, in the state screened.", "open", "A", "--programme", "shop");
        await RefusedAsync("boss", "move", Key, "rejected", "--as", "boss");
    }

    [Fact]
    public async Task ABrandWithoutAStoreIsEnteredByHand()
    {
        await ScreenAsync();
        var opened = await Tier.JsonAsync([.. At("open", "brand-7", "--programme", "shop", "--note", "by letter"), "--json"]);
        var key = opened.GetProperty("case").GetString()!; // it has one
        Assert.StartsWith("shop|brand-7|", key, StringComparison.Ordinal);
        Assert.Contains("of the store B", (await DoneAsync("link", key, "B")).Output, StringComparison.Ordinal);
        Assert.Single((await Tier.JsonAsync([.. At("list", "--state", "screened", "--person", "nobody"), "--json"])).EnumerateObject());
    }

    public void Dispose() => shop.Dispose();

    private async Task ScreenAsync()
    {
        shop.Write("policies/shop.yaml", Policy);
        shop.Write("in/stores.csv", Shop.Stores);
        var ended = await shop.RunAsync();
        Assert.True(ended.Code == 0, ended.ToString());
    }

    private string[] At(params string[] command) => ["cases", .. command, "--policies", shop["policies"], "--data", shop.Data];

    private async Task<Ended> DoneAsync(params string[] command)
    {
        var ended = await Tier.RunAsync(At(command));
        Assert.True(ended.Code == 0, ended.ToString());
        return ended;
    }

    private async Task RefusedAsync(string why, params string[] command)
    {
        var ended = await Tier.RunAsync(At(command));
        Assert.Equal(2, ended.Code);
        Assert.Contains(why, ended.Errors, StringComparison.Ordinal);
    }
}
