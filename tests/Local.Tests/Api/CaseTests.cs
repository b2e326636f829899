using System.Net;
using System.Text;
using TierFunctions.App.Access;
using TierFunctions.Local.Host;
using TierFunctions.Local.Tests.Site;

namespace TierFunctions.Local.Tests.Api;

public sealed class CaseTests
{
    private const string A = "/api/cases/shop%7CA%7C2025-Q3";

    [Fact]
    public async Task AScreenedStoreIsListedAndWorkedOn()
    {
        await using var served = await Assessed.ShopAsync(cases: true);
        Assert.Equal(["shop|A|2025-Q3", "shop|C|2025-Q3"], (await served.GetAsync("/api/cases")).GetProperty("cases").EnumerateArray().Select(one => one.Text("case")));
        Assert.Equal(("assigned", "Bo"), await served.PostAsync($"{A}/assign", new { person = "Bo", by = "Ana" }) is var assigned ? (assigned.Text("state"), assigned.Text("person")) : default);
        await served.PostAsync($"{A}/move", new { to = "contacted", how = "phone", by = "Bo", note = "asked for the licence" });
        await served.PostAsync($"{A}/score", new { strength = "company", score = 72.5, by = "Bo" });
        await served.PostAsync($"{A}/receive", new { paper = "licence", by = "Bo" });
        Assert.Equal("admitted", (await served.PostAsync($"{A}/move", new { to = "admitted", by = "Ana", @as = "operator" })).Text("state"));

        var one = await served.GetAsync(A);
        Assert.Equal(["opened", "assigned", "moved", "scored", "received", "moved"], one.GetProperty("log").EnumerateArray().Select(entry => entry.Text("event")));
        Assert.Equal(("phone", "asked for the licence", "Bo"), one.GetProperty("log")[2] is var call ? (call.Text("what"), call.Text("note"), call.Text("by")) : default);
        Assert.Equal("shop|A|2025-Q3", Assert.Single((await served.GetAsync("/api/cases?person=Bo&state=admitted")).GetProperty("cases").EnumerateArray()).Text("case"));
        Assert.Equal(0, (await served.GetAsync("/api/cases?overdue=true")).GetProperty("cases").GetArrayLength());
        served.Time.Now += TimeSpan.FromDays(7);
        Assert.Equal("shop|C|2025-Q3", Assert.Single((await served.GetAsync("/api/cases?overdue=true")).GetProperty("cases").EnumerateArray()).Text("case"));
    }

    [Fact]
    public async Task WhatCannotBeDoneIsRefusedWithTheReason()
    {
        await using var served = await Assessed.ShopAsync(cases: true);
        foreach (var (path, body, status, why) in new (string, object, HttpStatusCode, string)[]
        {
            ("/api/cases/shop%7CZ%7C2025-Q3/assign", new { person = "Bo", by = "Ana" }, HttpStatusCode.NotFound, "There is no such case."),
            ("/api/cases/nonsense/assign", new { person = "Bo", by = "Ana" }, HttpStatusCode.BadRequest, "That is not a case: expected programme|store|period."),
            ("/api/cases/other%7CA%7C2025-Q3/assign", new { person = "Bo", by = "Ana" }, HttpStatusCode.NotFound, "There is no programme 'other' with cases; found shop."),
            ($"{A}/assign", new { person = "Bo" }, HttpStatusCode.UnprocessableEntity, "A case is worked on by a person: expected by, whose name it is."),
            ($"{A}/move", new { to = "admitted", by = "Ana" }, HttpStatusCode.Conflict, "Nothing was done: from screened it goes to assigned or rejected, not to admitted."),
            ($"{A}/move", new { to = "won", by = "Ana" }, HttpStatusCode.UnprocessableEntity, "Nothing was done: there is no state 'won': expected assigned or rejected."),
            ($"{A}/move", new { to = "rejected", by = "Ana" }, HttpStatusCode.Forbidden, "Nothing was done: from screened to rejected is for operator, not for nobody in particular."),
            ($"{A}/move", new { to = "rejected", by = "Ana", @as = "boss" }, HttpStatusCode.BadRequest, "That is not a role: expected account-manager or operator."),
            ($"{A}/score", new { strength = "company", score = 101, by = "Ana" }, HttpStatusCode.UnprocessableEntity, "Nothing was done: company 101: expected 0 to 100."),
            ($"{A}/receive", new { paper = "visa", by = "Ana" }, HttpStatusCode.UnprocessableEntity, "Nothing was done: there is no paper 'visa': expected licence."),
            ("/api/cases", new { programme = "shop", store = "A", by = "Ana" }, HttpStatusCode.Conflict, "Nothing was done: A has a case already: shop|A|2025-Q3, in the state screened."),
        })
        {
            Assert.Equal((path, why), (path, (await served.PostAsync(path, body, status)).Text("detail")));
        }
        Assert.Equal(2, (await served.GetAsync("/api/cases?limit=1")).EnumerateObject().Count());
        Assert.Equal("shop|A|2025-Q3", (await served.GetAsync("/api/cases?limit=1")).Text("next"));
        Assert.Equal("shop|C|2025-Q3", (await served.GetAsync("/api/cases?after=shop%7CA%7C2025-Q3")).GetProperty("cases")[0].Text("case"));
    }

    [Fact]
    public async Task ABrandIsEnteredByHandOnceHoweverOftenTheSameRequestComes()
    {
        await using var served = await Assessed.ShopAsync(cases: true);
        var opened = await served.PostAsync("/api/cases", new { programme = "shop", store = "brand-7", by = "Ana", note = "by letter" }, HttpStatusCode.Created);
        Assert.Equal("shop|brand-7|2026-01-01", opened.Text("case"));
        Assert.Equal("B", (await served.PostAsync("/api/cases/shop%7Cbrand-7%7C2026-01-01/link", new { store = "B", by = "Ana" })).Text("store"));
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{A}/score") { Content = new StringContent("""{"strength":"company","score":60,"by":"Ana"}""", Encoding.UTF8, "application/json") };
            request.Headers.Add(FunctionKeys.Header, Served.FunctionKey);
            request.Headers.Add("Idempotency-Key", "one");
            using var answer = await served.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal(2, (await served.GetAsync(A)).GetProperty("log").GetArrayLength());
    }

    [Theory]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    [InlineData("account-manager", HttpStatusCode.OK)]
    [InlineData("operator", HttpStatusCode.OK)]
    public async Task APersonWorksInTheirOwnNameAndRoles(string role, HttpStatusCode expected)
    {
        await using var served = await Assessed.ShopAsync(People.Trusting, cases: true);
        Assert.Equal(expected, await AsAsync(served, role, $"{A}/assign", """{"person":"Bo"}"""));
        if (expected is HttpStatusCode.Forbidden) return;
        Assert.Equal("Ada", (await served.GetAsync(A)).GetProperty("log")[1].Text("by"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AsAsync(served, role, $"{A}/assign", """{"person":"Bo","by":"somebody else"}"""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AsAsync(served, role, $"{A}/assign", """{"person":"Bo","as":"operator"}"""));
        // Only operators reject.
        Assert.Equal(role == "operator" ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await AsAsync(served, role, "/api/cases/shop%7CC%7C2025-Q3/move", """{"to":"rejected"}"""));
    }

    private static async Task<HttpStatusCode> AsAsync(Served served, string role, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(FunctionKeys.Header, Served.FunctionKey);
        request.Headers.Add(Identity.Header, People.Principal(role));
        using var answer = await served.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
