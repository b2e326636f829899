using System.Net;
using System.Text.Json;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Api;

public sealed class CheckTests
{
    [Theory]
    [InlineData(400, 7, "gold")]      // 1.75 %
    [InlineData(400, 8, "silver")]    // 2 % is not below 2 %
    [InlineData(399, 0, "silver")]
    [InlineData(99, 0, "none")]
    public async Task OtherReadingsGiveTheTierTheyWouldEarn(int orders, int late, string tier)
    {
        await using var served = await Assessed.ShopAsync();
        var judged = await served.PostAsync("/api/stores/B/check", new { programme = "shop", readings = new { orders, late, industry = "toys" } });
        Assert.Equal(("B", tier, "none", "2025-Q3"), (judged.Text("store"), judged.Text("tier"), judged.Text("before"), judged.Text("period")) switch
        {
            // B held nothing before the quarter.
            var (store, now, before, period) => (store, now, before == "null" ? "none" : before, period),
        });
        Assert.Equal(HttpStatusCode.OK, await served.StatusOfAsync("/api/stores/B/tiers"));
        Assert.Equal("none", (await served.GetAsync("/api/stores/B/tiers")).GetProperty("tiers")[0].Text("tier"));   // nothing is stored
    }

    [Fact]
    public async Task ReadingsAreExactHoweverTheyAreWritten()
    {
        await using var served = await Assessed.ShopAsync();
        using var content = new StringContent("""{"programme":"shop","readings":{"orders":400.0,"late":7,"industry":"toys"}}""", System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/stores/B/check") { Content = content };
        request.Headers.Add(Local.Host.FunctionKeys.Header, Served.FunctionKey);
        using var answer = await served.Client.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, answer.StatusCode.ToString());   // a count with a point is a fault or 400, never 399.99
        if (answer.IsSuccessStatusCode) Assert.Contains("\"tier\":\"gold\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadingsThatCannotBeReadAreEachNamed()
    {
        await using var served = await Assessed.ShopAsync();
        var problem = await served.PostAsync("/api/stores/B/check", new { programme = "shop", readings = new { orders = 2.5, late = -1, sales = 5 } }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["sales", "orders", "late"], problem.GetProperty("faults").EnumerateArray().Select(fault => fault.Text("metric")));
        Assert.All(problem.GetProperty("faults").EnumerateArray(), fault => Assert.NotEmpty(fault.Text("expected")!));   // asserted to be there
    }

    [Theory]
    [InlineData("other", null, null)]
    [InlineData("shop", "9", null)]
    [InlineData("shop", null, "2020-Q1")]
    public async Task WhatIsNotKnownIsNotGuessed(string programme, string? policyVersion, string? period)
    {
        await using var served = await Assessed.ShopAsync();
        await served.PostAsync("/api/stores/B/check", new { programme, policyVersion, period, readings = new { orders = 1 } }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AnotherVersionJudgesByTheSameBenchmarks()
    {
        await using var served = await Assessed.ShopAsync();
        served.Write("policies/shop-2.yaml", Served.Policy.Replace("version: 1", "version: 2", StringComparison.Ordinal)
            .Replace("from: 2020-Q1", "from: 2026-Q1", StringComparison.Ordinal).Replace("atLeast: 400", "atLeast: 300", StringComparison.Ordinal));
        var readings = new { orders = 350, late = 0, industry = "toys" };
        Assert.Equal("silver", (await served.PostAsync("/api/stores/B/check", new { programme = "shop", readings })).Text("tier"));
        var judged = await served.PostAsync("/api/stores/B/check", new { programme = "shop", policyVersion = "2", period = "2025-Q3", readings });
        Assert.Equal(("gold", "2"), (judged.Text("tier"), judged.Text("policyVersion")));
    }

    [Fact]
    public async Task ManyAreCheckedAtOnceAndOneThatFailsSpoilsNoOther()
    {
        await using var served = await Assessed.ShopAsync();
        var checks = new object[]
        {
            new { programme = "shop", store = "A", readings = new { orders = 500, late = 0 } },
            new { programme = "shop", readings = new { orders = "x" } },
            new { programme = "other", readings = new { } },
        };
        var results = (await served.PostAsync("/api/checks", new { checks })).GetProperty("results");
        Assert.Equal(3, results.GetArrayLength());
        Assert.Equal("gold", results[0].Text("tier"));
        Assert.Equal("orders", results[1].GetProperty("faults")[0].Text("metric"));
        Assert.Contains("other", results[2].Text("unknown"), StringComparison.Ordinal);
        await served.PostAsync("/api/checks", new { checks = Enumerable.Repeat(checks[0], 101) }, HttpStatusCode.BadRequest);
        await served.PostAsync("/api/checks", new { checks = Array.Empty<object>() }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task WhatIsAskedToBeKeptIsARecordOfItsOwnAndNoOutcome()
    {
        await using var served = await Assessed.ShopAsync();
        var before = await served.GetAsync("/api/stores/B/history");
        using var first = await served.SendAsync(HttpMethod.Post, "/api/stores/B/check", new { programme = "shop", readings = new { orders = 400, late = 7, industry = "toys" }, keep = true });
        var kept = JsonElement.Parse(await first.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(
            ("B", "shop", "1", Assessed.Run, "a program"),
            (kept.Text("store"), kept.Text("programme"), kept.Text("policyVersion"), kept.Text("benchmarksOf"), kept.Text("askedBy")));
        Assert.Equal(("gold", served.Time.Now), (kept.GetProperty("answer").Text("tier"), kept.GetProperty("askedAt").GetDateTimeOffset()));

        // The same, later and in another order, is the same record; another question is another one.
        served.Time.Now += TimeSpan.FromMinutes(1);
        using var again = await served.SendAsync(HttpMethod.Post, "/api/stores/B/check", new { keep = true, readings = new { industry = "toys", late = 7, orders = 400 }, programme = "shop", period = "2025-Q3", policyVersion = "1" });
        Assert.Equal((HttpStatusCode.OK, first.Headers.Location), (again.StatusCode, again.Headers.Location));
        Assert.Equal(kept.GetRawText(), await again.Content.ReadAsStringAsync());
        using var other = await served.SendAsync(HttpMethod.Post, "/api/stores/B/check", new { programme = "shop", readings = new { orders = 400, late = 8, industry = "toys" }, keep = true });
        Assert.Equal(HttpStatusCode.Created, other.StatusCode);
        Assert.NotEqual(first.Headers.Location, other.Headers.Location);

        Assert.Equal(kept.GetRawText(), (await served.GetAsync($"{first.Headers.Location}")).GetRawText());
        Assert.Equal("none", (await served.GetAsync("/api/stores/B/tiers")).GetProperty("tiers")[0].Text("tier"));
        Assert.Equal(before.GetRawText(), (await served.GetAsync("/api/stores/B/history")).GetRawText());
        Assert.Single(await served.Runs.ListAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task WhatIsNotAnsweredOrNotAskedToBeKeptIsNotKept()
    {
        await using var served = await Assessed.ShopAsync();
        using var judged = await served.SendAsync(HttpMethod.Post, "/api/stores/B/check", new { programme = "shop", readings = new { orders = 400 }, keep = false });
        Assert.Equal((HttpStatusCode.OK, null), (judged.StatusCode, judged.Headers.Location));
        await served.PostAsync("/api/stores/B/check", new { programme = "shop", readings = new { orders = "x" }, keep = true }, HttpStatusCode.UnprocessableEntity);
        await served.PostAsync("/api/checks", new { checks = new[] { new { programme = "shop", readings = new { orders = 1 }, keep = true } } }, HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.NotFound, await served.StatusOfAsync($"/api/checks/{new string('0', 32)}"));
        Assert.Equal(HttpStatusCode.BadRequest, await served.StatusOfAsync("/api/checks/..%2F..%2Fpolicies"));
    }

    [Fact]
    public async Task BodiesAreLimitedInTypeLengthAndDepth()
    {
        await using var served = await Assessed.ShopAsync();
        var deep = string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40));
        foreach (var (body, type, expected) in new[]
        {
            ("{", "application/json", HttpStatusCode.BadRequest),
            ("null", "application/json", HttpStatusCode.BadRequest),
            ("""{"programme":"shop","readings":[]}""", "application/json", HttpStatusCode.BadRequest),
            ("""{"programme":"shop","readings":{},"force":true}""", "application/json", HttpStatusCode.BadRequest),
            ("""{"programme":"shop","programme":"shop","readings":{}}""", "application/json", HttpStatusCode.BadRequest),
            ("{\"programme\":\"shop\",\"readings\":{\"orders\":" + deep + "}}", "application/json", HttpStatusCode.BadRequest),
            ("programme=shop", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType),
            ("{\"programme\":\"" + new string('x', 300_000) + "\",\"readings\":{}}", "application/json", HttpStatusCode.RequestEntityTooLarge),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/stores/B/check") { Content = new StringContent(body, System.Text.Encoding.UTF8, type) };
            request.Headers.Add(Local.Host.FunctionKeys.Header, Served.FunctionKey);
            using var answer = await served.Client.SendAsync(request);
            Assert.Equal((expected, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
        Assert.Single(await served.Runs.ListAsync(null, CancellationToken.None), run => run.State is RunState.Completed);
    }
}
