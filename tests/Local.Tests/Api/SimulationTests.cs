using System.Net;
using TierFunctions.Local.Tests.Site;

namespace TierFunctions.Local.Tests.Api;

public sealed class SimulationTests
{
    private static readonly string Draft = Served.Policy
        .Replace("version: 1", "version: 2", StringComparison.Ordinal)
        .Replace("atLeast: 400", "atLeast: 600", StringComparison.Ordinal);

    [Fact]
    public async Task ADraftIsHeldAgainstTheLatestPeriod()
    {
        await using var served = await Assessed.ShopAsync();
        var result = await served.PostAsync("/api/simulations", new { policy = Draft });
        Assert.Equal((Assessed.Run, "2", "1", "1"), (result.Text("run"), result.Text("draftVersion"), result.Text("moved"), result.Text("down")));
        Assert.Equal("A", result.GetProperty("movers")[0].Text("store"));
        // Nothing was stored.
        Assert.Equal("gold", (await served.GetAsync("/api/stores/A/tiers")).GetProperty("tiers")[0].Text("tier"));
    }

    [Fact]
    public async Task AKnownVersionNeedsNoText()
    {
        await using var served = await Assessed.ShopAsync();
        var result = await served.PostAsync("/api/simulations", new { programme = "shop", version = "1", period = "2025-Q3" });
        Assert.Equal(("0", "3"), (result.Text("moved"), result.Text("stores")));
        await served.PostAsync("/api/simulations", new { programme = "shop", version = "9" }, HttpStatusCode.NotFound);
        await served.PostAsync("/api/simulations", new { programme = "shop", version = "1", period = "2025-Q2" }, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task WhatIsNoPolicySaysWhy()
    {
        await using var served = await Assessed.ShopAsync();
        var refused = await served.PostAsync("/api/simulations", new { policy = Draft.Replace("atLeast: 600", "atLeast: many", StringComparison.Ordinal) }, HttpStatusCode.BadRequest);
        Assert.Equal("tiers[0].requires[0].atLeast", refused.GetProperty("mistakes")[0].Text("path"));
        await served.PostAsync("/api/simulations", new { }, HttpStatusCode.BadRequest);
        await served.PostAsync("/api/simulations", new { policy = Draft, programme = "shop", version = "1" }, HttpStatusCode.BadRequest);
        await served.PostAsync("/api/simulations", new { policy = Draft.Replace("programme: shop", "programme: other", StringComparison.Ordinal) }, HttpStatusCode.NotFound);
        // The server answers before the body is sent, and need not read one that is too large.
        using var large = new HttpRequestMessage(HttpMethod.Post, "/api/simulations") { Content = System.Net.Http.Json.JsonContent.Create(new { policy = new string('#', 1 << 20) }) };
        large.Headers.ExpectContinue = true;
        large.Headers.Add(Local.Host.FunctionKeys.Header, Served.FunctionKey);
        using var answer = await served.Client.SendAsync(large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("auditor", 403)]
    [InlineData("account-manager", 403)]
    [InlineData("operator", 200)]
    public async Task OnlyAnOperatorMayAsk(string role, int expected)
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/simulations") { Content = System.Net.Http.Json.JsonContent.Create(new { policy = Draft }) };
        request.Headers.Add(Local.Host.FunctionKeys.Header, Served.FunctionKey);
        request.Headers.Add(App.Access.Identity.Header, People.Principal(role));
        using var answer = await served.Client.SendAsync(request);
        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task AnOperatorTriesADraftOnThePageAndSeesWhatIsWrongWithAnother()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using var client = served.As("operator");
        var (status, html) = await client.SendFormAsync("/operator/simulation", new() { ["text"] = Draft });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Who would move", html, StringComparison.Ordinal);
        Assert.Contains("<bdi>shop|2025-Q3|1</bdi>", html, StringComparison.Ordinal);

        (status, html) = await client.SendFormAsync("/operator/simulation", new() { ["text"] = Draft + "<script>: 1\n" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);

        (status, _) = await client.SendFormAsync("/operator/simulation", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        (status, html) = await client.SendFormAsync("/operator/simulation?lang=zh", new() { ["known"] = "shop|1", ["period"] = "2025-Q3" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("变动去向", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }
}
