using System.Net;
using System.Net.Http.Headers;

namespace TierFunctions.Local.Tests.Api;

public sealed class StoreTests
{
    [Fact]
    public async Task AStoreIsToldWhereItStandsAndWhy()
    {
        await using var served = await Assessed.ShopAsync();
        var tiers = (await served.GetAsync("/api/stores/C/tiers")).GetProperty("tiers");
        var shop = Assert.Single(tiers.EnumerateArray());
        Assert.Equal(
            ("silver", "assessed", "placed", "shop", "2025-Q3", "1", Assessed.Run, "2026-01-01", "2025-07-01", "2025-09-30"),
            (shop.Text("tier"), shop.Text("status"), shop.Text("movement"), shop.Text("programme"), shop.Text("period"), shop.Text("policyVersion"), shop.Text("run"),
                shop.Text("nextAssessment"), shop.Text("window", "from"), shop.Text("window", "to")));
        var late = shop.GetProperty("tiers")[0].GetProperty("requirements")[1];
        Assert.Equal(
            ("late", "0.6", "90", "150", "below", "false", "0.02", "policy", "missed", "null"),
            (late.Text("id"), late.Text("reading"), late.Text("numerator"), late.Text("denominator"), late.Text("comparison"), late.Text("inclusive"), late.Text("limit"),
                late.Text("limitFrom", "source"), late.Text("verdict"), late.Text("reaches")));
        var orders = shop.GetProperty("tiers")[0].GetProperty("requirements")[0];
        Assert.Equal(("400", "true", "missed", "silver"), (orders.Text("limit"), orders.Text("inclusive"), orders.Text("verdict"), orders.Text("reaches")));
        Assert.Equal("gold", shop.Text("gap", "next"));
        // The requirement itself stands with the tier.
        Assert.Equal("""{"id":"orders","difference":250}""", shop.GetProperty("gap").GetProperty("missed")[0].GetRawText());
    }

    [Fact]
    public async Task AnAnswerThatIsKeptGivesWayToTheNextRuns()
    {
        await using var served = await Assessed.ShopAsync();
        for (var again = 0; again < 3; again++) Assert.Equal("gold", (await served.GetAsync("/api/stores/A/tiers")).GetProperty("tiers")[0].Text("tier"));
        served.Drop("2025-Q4", orders: 50);
        await served.PostAsync("/api/runs", new { programme = "shop", period = "2025-Q4" }, HttpStatusCode.Accepted);
        await served.EndOfAsync(Pipeline.Runs.RunKey.Parse("shop|2025-Q4|1"));
        // Completed runs are seen a moment later.
        while ((await served.GetAsync("/api/stores/A/tiers")).GetProperty("tiers")[0].Text("period") == "2025-Q3") await Task.Delay(50);
        Assert.Equal("none", (await served.GetAsync("/api/stores/A/tiers")).GetProperty("tiers")[0].Text("tier"));
        Assert.Equal("gold", (await served.GetAsync("/api/stores/A/tiers?period=2025-Q3")).GetProperty("tiers")[0].Text("tier"));
    }

    [Fact]
    public async Task AnAnswerIsTheSameWhetherItIsMadeOrKeptAndWhoeverMakesIt()
    {
        var answers = new List<(string Body, string? Tag)>();
        for (var process = 0; process < 2; process++)
        {
            await using var served = await Assessed.ShopAsync();
            for (var again = 0; again < 4; again++)
            {
                using var answer = await served.SendAsync(HttpMethod.Get, "/api/stores/A/tiers");
                answers.Add((await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.Tag));
            }
            using var other = await served.SendAsync(HttpMethod.Get, "/api/stores/B/tiers");
            Assert.NotEqual(answers[0].Tag, other.Headers.ETag?.Tag);
        }
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.NotNull(answers[0].Tag);
    }

    [Fact]
    public async Task WhoHasAnAnswerIsNotSentItAgain()
    {
        await using var served = await Assessed.ShopAsync();
        using var first = await served.SendAsync(HttpMethod.Get, "/api/stores/A/tiers/shop");
        var tag = first.Headers.ETag ?? throw new InvalidOperationException("no ETag");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stores/A/tiers/shop") { Headers = { IfNoneMatch = { tag } } };
        request.Headers.Add(Local.Host.FunctionKeys.Header, Served.FunctionKey);
        using var again = await served.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.NotModified, tag, true), (again.StatusCode, again.Headers.ETag, again.Headers.CacheControl?.Private));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());

        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/stores/A/tiers/shop") { Headers = { IfNoneMatch = { new EntityTagHeaderValue("\"another\"") } } };
        other.Headers.Add(Local.Host.FunctionKeys.Header, Served.FunctionKey);
        using var whole = await served.Client.SendAsync(other);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
    }

    [Theory]
    [InlineData("/api/stores/Z/tiers", HttpStatusCode.NotFound)]
    [InlineData("/api/stores/A/tiers/other", HttpStatusCode.NotFound)]
    [InlineData("/api/stores/A/tiers?period=2019-Q1", HttpStatusCode.NotFound)]
    [InlineData("/api/stores/A/tiers?period=2019-Q5", HttpStatusCode.BadRequest)]
    [InlineData("/api/stores/A%20B/tiers", HttpStatusCode.BadRequest)]
    [InlineData("/api/stores/%3Cscript%3E/tiers", HttpStatusCode.BadRequest)]
    [InlineData("/api/stores/A/tiers/SHOP", HttpStatusCode.BadRequest)]
    [InlineData("/api/stores/A/history?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/stores/A/history?limit=101", HttpStatusCode.BadRequest)]
    [InlineData("/api/stores/A/history?before=yesterday", HttpStatusCode.BadRequest)]
    public async Task WhatCannotBeAnsweredIsAProblemThatRepeatsNothing(string path, HttpStatusCode expected)
    {
        await using var served = await Assessed.ShopAsync();
        using var answer = await served.SendAsync(HttpMethod.Get, path);
        Assert.Equal((expected, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain("script", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task TheHistoryIsPagedNewestFirst()
    {
        await using var served = await Assessed.ShopAsync();
        served.Drop("2025-Q4", orders: 200);
        await served.PostAsync("/api/runs", new { programme = "shop", period = "2025-Q4" }, HttpStatusCode.Accepted);
        await served.EndOfAsync(Pipeline.Runs.RunKey.Parse("shop|2025-Q4|1"));
        while ((await served.GetAsync("/api/stores/A/history")).GetProperty("outcomes").GetArrayLength() < 2) await Task.Delay(50);

        var first = await served.GetAsync("/api/stores/A/history?limit=1");
        Assert.Equal(("2025-Q4", "silver", "gold"), Assert.Single(first.GetProperty("outcomes").EnumerateArray()) switch { var one => (one.Text("period"), one.Text("tier"), one.Text("before")) });
        var second = await served.GetAsync($"/api/stores/A/history?limit=1&before={first.Text("next")}");
        Assert.Equal(("2025-Q3", "gold"), Assert.Single(second.GetProperty("outcomes").EnumerateArray()) switch { var one => (one.Text("period"), one.Text("tier")) });
        Assert.Empty((await served.GetAsync($"/api/stores/A/history?limit=1&before={second.Text("next")}")).GetProperty("outcomes").EnumerateArray());
        Assert.Empty((await served.GetAsync("/api/stores/A/notices")).GetProperty("notices").EnumerateArray());
    }
}
