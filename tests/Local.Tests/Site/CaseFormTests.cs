using System.Net;
using TierFunctions.App.Access;
using TierFunctions.Local.Tests.Api;

namespace TierFunctions.Local.Tests.Site;

/// <summary>The board of cases, one case, and the forms by which people work on it.</summary>
public sealed class CaseFormTests
{
    private const string A = "/operator/cases/shop%7CA%7C2025-Q3";

    [Fact]
    public async Task TheBoardHasAColumnForEachStateAndMarksWhatIsOverdue()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting, cases: true);
        await SendAsync(served, "operator", A + "/assign", ("person", "Bo <b>"));
        served.Time.Now += TimeSpan.FromDays(7);
        var board = await PageAsync(served, "auditor", "/operator/cases");
        Assert.Equal(5, board.Split("id=\"state-").Length - 1);
        Assert.Contains("2 cases, 1 overdue", board, StringComparison.Ordinal);
        Assert.Contains("Bo &lt;b&gt;", board, StringComparison.Ordinal);
        // Who only looks is offered no form that does anything.
        Assert.DoesNotContain("method=\"post\"", board + await PageAsync(served, "auditor", A), StringComparison.Ordinal);
        var overdue = await PageAsync(served, "operator", "/operator/cases?programme=shop&overdue=true");
        Assert.Contains("1 case, 1 overdue", overdue, StringComparison.Ordinal);
        Assert.Contains("0 cases, 0 overdue", await PageAsync(served, "operator", "/operator/cases?programme=shop&person=Cy"), StringComparison.Ordinal);
        Assert.Contains("Open a case by hand", overdue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACaseIsWorkedOnByForms()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting, cases: true);
        foreach (var (form, fields) in new (string, (string, string)[])[]
        {
            ("/assign", [("person", "Bo"), ("note", "")]), ("/move", [("to", "contacted"), ("how", "sms"), ("note", "first\r\nsecond")]), ("/score", [("strength", "company"), ("score", "72.5")]), ("/receive", [("paper", "licence")]),
        })
        {
            Assert.Equal((HttpStatusCode.SeeOther, A), await SendAsync(served, "account-manager", A + form, fields));
        }
        var page = await PageAsync(served, "account-manager", A);
        foreach (var text in new[] { "contacted, By SMS", "company: 72.5", "Business licence came in", "Given to Bo: Assigned", "is for operator", "first\nsecond" }) Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(served, "account-manager", A + "/move", ("to", "admitted"))).Status);
        Assert.Equal((HttpStatusCode.SeeOther, A), await SendAsync(served, "operator", A + "/move", ("to", "admitted")));
        Assert.DoesNotContain("method=\"post\"", await PageAsync(served, "operator", A), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "/operator/cases/shop%7Cbrand-7%7C2026-01-01"), await SendAsync(served, "operator", "/operator/cases", ("programme", "shop"), ("store", "brand-7")));
    }

    [Theory]
    [InlineData("operator", "cross-site", "/move", HttpStatusCode.Forbidden)]
    [InlineData("auditor", "same-origin", "/move", HttpStatusCode.Forbidden)]
    [InlineData(null, "same-origin", "/move", HttpStatusCode.Unauthorized)]
    [InlineData("operator", "same-origin", "/dance", HttpStatusCode.NotFound)]
    [InlineData("operator", "same-origin", "/move", HttpStatusCode.UnprocessableEntity)]
    [InlineData("operator", "same-origin", "/score", HttpStatusCode.BadRequest)]
    public async Task OnlyWhatMayBeSentIsTaken(string? role, string site, string form, HttpStatusCode expected)
    {
        await using var served = await Assessed.ShopAsync(People.Trusting, cases: true);
        Assert.Equal(expected, (await SendAsync(served, role, A + form, site, ("to", "won"), ("score", "many"))).Status);
    }

    private static async Task<string> PageAsync(Served served, string role, string path)
    {
        using var client = SiteTests.Straight(served);
        client.DefaultRequestHeaders.Add(Identity.Header, People.Principal(role));
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode((await answer.Content.ReadAsStringAsync()).Replace("&lt;", "&amp;lt;", StringComparison.Ordinal).Replace("&gt;", "&amp;gt;", StringComparison.Ordinal));
    }

    private static Task<(HttpStatusCode Status, string? Location)> SendAsync(Served served, string role, string path, params (string Name, string Value)[] fields) => SendAsync(served, role, path, "same-origin", fields);

    private static async Task<(HttpStatusCode Status, string? Location)> SendAsync(Served served, string? role, string path, string site, params (string Name, string Value)[] fields)
    {
        using var client = SiteTests.Straight(served);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        if (role is not null) request.Headers.Add(Identity.Header, People.Principal(role));
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString);
    }
}
