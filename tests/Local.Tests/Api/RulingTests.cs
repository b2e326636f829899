using System.Net;
using System.Text;
using TierFunctions.App;
using TierFunctions.App.Access;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Api;

public sealed class RulingTests
{
    private static object Exemption(string id, string reason = "Strike") => new
    {
        id, reason, timeZone = "Europe/Madrid", from = "2025-07-01", until = "2025-08-01T18:00", programmes = new[] { "shop" }, where = new { industry = new[] { "toys" } }, lifts = new[] { "late" },
    };

    private static object Decision(string id, string by = "Ana") => new { id, programme = "shop", store = "B", tier = "silver", by, reason = "Flagship", from = "2025-10-01", until = "2026-01-01" };

    [Fact]
    public async Task WhatIsRecordedIsListedWithWhoAndWhen()
    {
        await using var served = await Assessed.ShopAsync();
        var recorded = await served.PostAsync("/api/exemptions", new { exemptions = new[] { Exemption("strike-2"), Exemption("strike-1") } }, HttpStatusCode.Created);
        Assert.Equal("""["strike-2","strike-1"]""", recorded.Text("recorded"));
        await served.PostAsync("/api/decisions", new { decisions = new[] { Decision("d-1") } }, HttpStatusCode.Created);

        var exemptions = (await served.GetAsync("/api/exemptions")).GetProperty("exemptions");
        Assert.Equal(["strike-1", "strike-2"], exemptions.EnumerateArray().Select(one => one.Text("id")));
        Assert.Equal(
            ("2025-07-01T00:00:00", "2025-08-01T18:00:00", """["toys"]""", """["late"]""", "a program"),
            (exemptions[0].Text("from"), exemptions[0].Text("until"), exemptions[0].Text("where", "industry"), exemptions[0].Text("lifts"), exemptions[0].Text("recordedBy")));
        var decision = Assert.Single((await served.GetAsync("/api/decisions?programme=shop")).GetProperty("decisions").EnumerateArray());
        Assert.Equal(("B", "silver", "Ana", "2025-10-01", "2026-01-01"), (decision.Text("store"), decision.Text("tier"), decision.Text("by"), decision.Text("from"), decision.Text("until")));
        Assert.StartsWith("2026-01-01T12:00:00", decision.Text("recordedAt"), StringComparison.Ordinal);
        Assert.Equal(0, (await served.GetAsync("/api/decisions?programme=other")).GetProperty("decisions").GetArrayLength());
    }

    [Fact]
    public async Task TheNextRevisionIsJudgedByThem()
    {
        await using var served = await Assessed.ShopAsync();
        await served.PostAsync("/api/exemptions", new { exemptions = new[] { Exemption("strike") } }, HttpStatusCode.Created);
        await served.PostAsync("/api/decisions", new { decisions = new[] { Decision("d-1") } }, HttpStatusCode.Created);
        Assert.Equal("none", await TierAsync("B"));
        await served.PostAsync("/api/runs", new { programme = "shop", period = "2025-Q3", revise = "A decision" }, HttpStatusCode.Accepted);
        await served.EndOfAsync(RunKey.Parse("shop|2025-Q3|2"));
        while (await TierAsync("B") == "none") await Task.Delay(50);
        Assert.Equal("silver", await TierAsync("B"));

        async Task<string?> TierAsync(string store) => (await served.GetAsync($"/api/stores/{store}/tiers")).GetProperty("tiers")[0].Text("tier");
    }

    [Fact]
    public async Task TheSameAgainIsKnownAndAnotherOfTheSameIdIsRefused()
    {
        await using var served = await Assessed.ShopAsync();
        await served.PostAsync("/api/exemptions", new { exemptions = new[] { Exemption("strike") } }, HttpStatusCode.Created);
        Assert.Equal("""["strike"]""", (await served.PostAsync("/api/exemptions", new { exemptions = new[] { Exemption("strike") } })).Text("known"));
        var other = await served.PostAsync("/api/exemptions", new { exemptions = new[] { Exemption("new"), Exemption("strike", "Another reason") } }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("says something else", Assert.Single(other.GetProperty("refused").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await served.GetAsync("/api/exemptions")).GetProperty("exemptions").GetArrayLength());
    }

    [Fact]
    public async Task MistakesAreNamedWithTheirLines()
    {
        await using var served = await Assessed.ShopAsync();
        var problem = await served.PostAsync("/api/exemptions", new { exemptions = new[] { new { id = "x" } } }, HttpStatusCode.BadRequest);
        Assert.Contains(problem.GetProperty("mistakes").EnumerateArray(), mistake => mistake.Text("path")!.Contains("exemptions", StringComparison.Ordinal) && mistake.Text("line") == "1");
        await served.PostAsync("/api/exemptions", new { decisions = new[] { Decision("d") } }, HttpStatusCode.BadRequest);
        await served.PostAsync("/api/decisions", new { exemptions = new[] { Exemption("e") } }, HttpStatusCode.BadRequest);
        await served.PostAsync("/api/decisions", new { decisions = Array.Empty<object>() }, HttpStatusCode.BadRequest);
        Assert.Contains("expected one that shop judged", (await served.PostAsync(
            "/api/decisions", new { decisions = new[] { new { id = "d", programme = "shop", store = "Z", tier = "silver", by = "Ana", reason = "r", from = "2025-10-01", until = "2026-01-01" } } },
            HttpStatusCode.UnprocessableEntity)).Text("refused"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheListIsPaged()
    {
        await using var served = await Assessed.ShopAsync();
        await served.PostAsync("/api/exemptions", new { exemptions = new[] { Exemption("a"), Exemption("b"), Exemption("c") } }, HttpStatusCode.Created);
        var first = await served.GetAsync("/api/exemptions?limit=2");
        Assert.Equal((2, "b"), (first.GetProperty("exemptions").GetArrayLength(), first.Text("next")));
        var second = await served.GetAsync("/api/exemptions?limit=2&after=b");
        Assert.Equal(("c", "null"), (Assert.Single(second.GetProperty("exemptions").EnumerateArray()).Text("id"), second.Text("next")));
    }

    [Theory]
    [InlineData("operator", "Ada", 201)]
    [InlineData("operator", "Ana", 422)]
    [InlineData("account-manager", "Ada", 403)]
    [InlineData("auditor", "Ada", 403)]
    public async Task AnOperatorDecidesInTheirOwnName(string role, string by, int expected)
    {
        await using var served = await Assessed.ShopAsync(new Dictionary<string, string?>
        {
            [FunctionKeys.FunctionSetting] = Served.FunctionKey, [FunctionKeys.AdminSetting] = Served.AdminKey, [Settings.TrustIdentity] = "true",
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/decisions")
        {
            Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { decisions = new[] { Decision("d", by) } }), Encoding.UTF8, "application/json"),
        };
        var principal = $$"""{"claims":[{"typ":"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name","val":"Ada"},{"typ":"roles","val":"{{role}}"}]}""";
        request.Headers.Add(FunctionKeys.Header, Served.FunctionKey);
        request.Headers.Add(Identity.Header, Convert.ToBase64String(Encoding.UTF8.GetBytes(principal)));
        using var answer = await served.Client.SendAsync(request);
        Assert.Equal(expected, (int)answer.StatusCode);
    }
}
