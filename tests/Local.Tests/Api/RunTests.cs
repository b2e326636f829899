using System.Net;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Api;

public sealed class RunTests
{
    [Fact]
    public async Task RunsAreListedInPagesAndShown()
    {
        await using var served = await Assessed.ShopAsync();
        served.Drop("2025-Q4");
        var started = await served.PostAsync("/api/runs", new { programme = "shop", period = "2025-Q4" }, HttpStatusCode.Accepted);
        Assert.Equal("true", started.Text("isNew"));
        await served.EndOfAsync(RunKey.Parse("shop|2025-Q4|1"));
        // The same once more finds the first one's run.
        var again = await served.PostAsync("/api/runs", new { programme = "shop", period = "2025-Q4" }, HttpStatusCode.Accepted);
        Assert.Equal(("false", "shop|2025-Q4|1"), (again.Text("isNew"), again.Text("run")));

        var first = await served.GetAsync("/api/runs?limit=1");
        Assert.Equal("shop|2025-Q4|1", Assert.Single(first.GetProperty("runs").EnumerateArray()).Text("run"));
        var second = await served.GetAsync("/api/runs?programme=shop&after=" + Uri.EscapeDataString(first.Text("next")!));   // there is a second
        Assert.Equal((Assessed.Run, "null"), (Assert.Single(second.GetProperty("runs").EnumerateArray()).Text("run"), second.Text("next")));
        Assert.Empty((await served.GetAsync("/api/runs?programme=other")).GetProperty("runs").EnumerateArray());

        var run = await served.GetAsync("/api/runs/shop%7C2025-Q3%7C1");
        Assert.Equal(("Completed", "3", "1", "64"), (run.Text("state"), run.Text("rows", "accepted"), run.Text("tiers", "gold"), FormattableString.Invariant($"{run.Text("outcomesSha256")?.Length}")));
        Assert.Equal(HttpStatusCode.NotFound, await served.StatusOfAsync("/api/runs/shop%7C2019-Q3%7C1"));
        Assert.Equal(HttpStatusCode.BadRequest, await served.StatusOfAsync("/api/runs/shop"));
    }

    [Fact]
    public async Task ARunThatTheGateStoppedGoesOnWithAReason()
    {
        await using var served = new Served();
        served.Write("policies/shop.yaml", Served.Policy.Replace("{ warn: 100 %, stop: 100 % }", "{ warn: 1 %, stop: 5 % }", StringComparison.Ordinal));
        served.Write("metrics/shop/2025-Q3/stores.csv", Served.Header + "A,Alpha,toys,500,1\nB,Beta,toys,x,0\n");
        await served.StartAsync();
        const string run = "/api/runs/shop%7C2025-Q3%7C1";
        await served.PostAsync(run + "/override-gate", new { reason = "no run yet" }, HttpStatusCode.NotFound);
        await served.PostAsync("/api/runs", new { programme = "shop", period = "2025-Q3" }, HttpStatusCode.Accepted);
        Assert.Equal(RunState.GateFailed, (await served.EndOfAsync(RunKey.Parse(Assessed.Run))).State);
        Assert.Equal("0", (await served.PostAsync(run + "/redrive", new { }, HttpStatusCode.Accepted)).Text("sent"));

        await served.PostAsync(run + "/override-gate", new { reason = " " }, HttpStatusCode.BadRequest);
        Assert.Equal("Created", (await served.PostAsync(run + "/override-gate", new { reason = "one row of two is known to be bad" }, HttpStatusCode.Accepted)).Text("state"));
        while ((await served.GetAsync(run)).Text("state") != "Completed") await Task.Delay(20);
        Assert.Equal("one row of two is known to be bad", (await served.GetAsync(run)).Text("gateOverride"));
        await served.PostAsync(run + "/override-gate", new { reason = "another" }, HttpStatusCode.Conflict);
        await served.PostAsync(run + "/override-gate", new { reason = "one row of two is known to be bad" }, HttpStatusCode.Accepted);   // sent twice
    }

    [Fact]
    public async Task PoliciesAreListedAndADraftIsLinted()
    {
        await using var served = await new Served().StartAsync();
        var policy = Assert.Single((await served.GetAsync("/api/policies")).GetProperty("policies").EnumerateArray());
        Assert.Equal(("shop", "1", "2020-Q1", "quarterly", """["gold","silver","none"]"""), (policy.Text("programme"), policy.Text("version"), policy.Text("effectiveFrom"), policy.Text("cadence"), policy.Text("tiers")));

        var linted = await LintAsync(served, Served.Policy.Replace("kind: count", "kind: counts", StringComparison.Ordinal));
        Assert.Equal("null", linted.Text("programme"));
        Assert.Equal(("11", "counts"), linted.GetProperty("mistakes")[0] switch { var mistake => (mistake.Text("line"), mistake.Text("found")?.Trim('\'')) });
        // A higher tier that is looser than the one below it can be read, and is odd.
        linted = await LintAsync(served, Served.Policy.Replace("atLeast: 400", "atLeast: 50", StringComparison.Ordinal));
        Assert.Empty(linted.GetProperty("mistakes").EnumerateArray());
        Assert.NotEmpty(linted.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task HealthIsToldToAnybody()
    {
        await using var served = await new Served().StartAsync();
        Assert.Equal(HttpStatusCode.OK, await served.StatusOfAsync("/api/health/live", key: null));
        Assert.Equal(HttpStatusCode.OK, await served.StatusOfAsync("/api/health/ready", key: null));
        served.Write("policies/broken.yaml", "programme: [");
        Assert.Equal(HttpStatusCode.OK, await served.StatusOfAsync("/api/health/live", key: null));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await served.StatusOfAsync("/api/health/ready", key: null));
    }

    private static async Task<System.Text.Json.JsonElement> LintAsync(Served served, string policy)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/policies/lint") { Content = new StringContent(policy) };
        request.Headers.Add(Local.Host.FunctionKeys.Header, Served.FunctionKey);
        using var answer = await served.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return System.Text.Json.JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
