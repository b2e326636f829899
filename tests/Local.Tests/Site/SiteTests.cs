using System.Net;
using TierFunctions.App.Access;
using TierFunctions.Local.Host;
using TierFunctions.Local.Tests.Api;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Site;

/// <summary>Who sees which page, who may send which form, and what a browser is told with each.</summary>
public sealed class SiteTests
{
    private const string RunPath = "/operator/runs/shop%7C2025-Q3%7C1";

    private static readonly string[] Pages = ["/operator", RunPath, RunPath + "/movements", RunPath + "/report", "/operator/stores", "/operator/cases", "/operator/policies", "/operator/policies/shop", "/operator/simulation", "/operator/rulings"];

    private static readonly string[] Referrers = ["no-referrer", "same-origin"];

    [Fact]
    public async Task AMerchantReadsTheirOwnCardByALinkAndNoOther()
    {
        await using var served = await Assessed.ShopAsync();
        var link = await served.PostAsync("/api/stores/C/links", new { days = 30 });
        using var card = await served.Client.GetAsync(link.Text("page"));
        var html = await card.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, "text/html"), (card.StatusCode, card.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Gamma", html, StringComparison.Ordinal);
        Assert.Contains("silver", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Alpha", html, StringComparison.Ordinal);

        var token = link.Text("token")!;   // asserted by what it opened
        await RefusedAsync(served, $"/stores/A?t={token}", HttpStatusCode.Forbidden);
        await RefusedAsync(served, $"/stores/C?t={token[..^1]}{(token[^1] == 'A' ? 'B' : 'A')}", HttpStatusCode.Forbidden);
        await RefusedAsync(served, $"/stores/nobody?t={token}", HttpStatusCode.Forbidden);
        await RefusedAsync(served, "/stores/C", HttpStatusCode.Unauthorized);
        await RefusedAsync(served, $"/operator/stores?t={token}", HttpStatusCode.Redirect);
        served.Time.Now += TimeSpan.FromDays(30);
        await RefusedAsync(served, $"/stores/C?t={token}", HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("en", "lang=\"en\"")]
    [InlineData("fr;q=0.9, zh-Hans-CN;q=0.8, en;q=0.7", "lang=\"zh\"")]
    [InlineData("fr", "lang=\"en\"")]
    public async Task ACardIsInTheFirstLanguageThatTheBrowserAsksForAndThatThereIs(string accepted, string expected)
    {
        await using var served = await Assessed.ShopAsync();
        var link = await served.PostAsync("/api/stores/C/links", new { days = 30 });
        using var request = new HttpRequestMessage(HttpMethod.Get, link.Text("page"));
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        using var card = await served.Client.SendAsync(request);
        Assert.Contains($"<html {expected}", await card.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOperatorsPageIsInTheLanguageThatWasChosenAndStaysSo()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using var client = served.As("auditor");
        foreach (var page in Pages.Where(page => !page.EndsWith("/report", StringComparison.Ordinal) && page != "/operator/cases"))
        {
            Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"zh\"", await client.GetStringAsync(page + "?lang=zh"), StringComparison.Ordinal);
            // The next page without a word about it, whatever the browser would rather have.
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            request.Headers.TryAddWithoutValidation("Accept-Language", "en");
            using var answer = await client.SendAsync(request);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Contains("<html lang=\"zh\"", html, StringComparison.Ordinal);
            Assert.Contains("?lang=en\"", html, StringComparison.Ordinal);
        }
        Assert.Contains("<html lang=\"en\"", await client.GetStringAsync("/operator?lang=en"), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", await client.GetStringAsync("/operator"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoIsNotSignedInSeesNoPageOfAnOperator()
    {
        await using var served = await Assessed.ShopAsync();
        using var client = Straight(served);
        foreach (var page in Pages)
        {
            using var answer = await client.GetAsync(page);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal($"{SignIn.Path}?post_login_redirect_uri={Uri.EscapeDataString(Uri.UnescapeDataString(page).Replace("|", "%7C", StringComparison.Ordinal))}", answer.Headers.Location?.OriginalString);
        }
        // Nor with a header that anybody can send.
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/operator");
        forged.Headers.Add(Identity.Header, People.Principal("operator"));
        using var refused = await client.SendAsync(forged);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    [Fact]
    public async Task WhoHasTheAdminKeySignsInAndSeesEveryPage()
    {
        await using var served = await Assessed.ShopAsync();
        using var client = Straight(served);
        using var wrong = await SendKeyAsync(client, "not the key", "/operator/stores");
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        using var elsewhere = await SendKeyAsync(client, Served.AdminKey, "//evil.example/");
        Assert.Equal("/operator", elsewhere.Headers.Location?.OriginalString);
        using var right = await SendKeyAsync(client, Served.AdminKey, "/operator/stores");
        Assert.Equal((HttpStatusCode.SeeOther, "/operator/stores"), (right.StatusCode, right.Headers.Location?.OriginalString));
        Assert.Contains(right.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase) && cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
        foreach (var page in Pages)
        {
            using var answer = await client.GetAsync(page);
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{page}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        using var none = await client.GetAsync("/operator/runs/shop%7C2025-Q4%7C1");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("auditor", "same-origin", null, 403)]
    [InlineData("account-manager", "same-origin", null, 403)]
    [InlineData("operator", "cross-site", null, 403)]
    [InlineData("operator", "same-site", null, 403)]
    [InlineData("operator", "none", null, 403)]
    [InlineData("operator", null, "http://evil.example", 403)]
    [InlineData("operator", null, null, 403)]
    [InlineData(null, "same-origin", null, 401)]
    [InlineData("operator", "same-origin", null, 303)]
    [InlineData("operator", null, "own", 303)]
    public async Task AFormIsTakenFromAnOperatorOnAPageOfThisSiteOnly(string? role, string? site, string? origin, int expected)
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using var client = Straight(served);
        using var request = new HttpRequestMessage(HttpMethod.Post, RunPath + "/redrive") { Content = new FormUrlEncodedContent([]) };
        if (role is not null) request.Headers.Add(Identity.Header, People.Principal(role));
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null) request.Headers.Add("Origin", origin == "own" ? served.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) : origin);   // served, so it has an address
        using var answer = await client.SendAsync(request);
        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task AReasonIsNeededToOverrideTheGateAndARunThatDidNotStopIsLeftAlone()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        Assert.Equal(HttpStatusCode.BadRequest, await OverrideAsync(served, "  "));
        Assert.Equal(HttpStatusCode.BadRequest, await OverrideAsync(served, new string('x', 1001)));
        Assert.Equal(HttpStatusCode.Conflict, await OverrideAsync(served, "because"));
        Assert.Equal(RunState.Completed, (await served.Runs.FindAsync(RunKey.Parse(Assessed.Run), CancellationToken.None))?.State);
    }

    [Fact]
    public async Task EveryPageTellsTheBrowserToRunNothingAndToTellNobody()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using var client = Straight(served);
        client.DefaultRequestHeaders.Add(Identity.Header, People.Principal("auditor"));
        foreach (var page in Pages.Append("/stores/C").Append("/operator/policies/none"))
        {
            using var answer = await client.GetAsync(page);
            var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", string.Join(' ', answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains(string.Join(' ', answer.Headers.GetValues("Referrer-Policy")), Referrers);
            Assert.True(answer.Headers.CacheControl is { NoStore: true, Private: true });
        }
    }

    private static async Task<HttpStatusCode> OverrideAsync(Served served, string reason)
    {
        using var client = Straight(served);
        using var request = new HttpRequestMessage(HttpMethod.Post, RunPath + "/override-gate") { Content = new FormUrlEncodedContent([KeyValuePair.Create("reason", reason)]) };
        request.Headers.Add(Identity.Header, People.Principal("operator"));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendKeyAsync(HttpClient client, string key, string back)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{SignIn.Path}?post_login_redirect_uri={Uri.EscapeDataString(back)}") { Content = new FormUrlEncodedContent([KeyValuePair.Create("key", key)]) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await client.SendAsync(request);
    }

    private static async Task RefusedAsync(Served served, string path, HttpStatusCode expected)
    {
        using var client = Straight(served);
        using var answer = await client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(expected, answer.StatusCode);
        foreach (var secret in new[] { "silver", "gold", "Alpha", "Gamma" }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    /// <summary>Keeps cookies and follows nothing.</summary>
    internal static HttpClient Straight(Served served) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = served.Client.BaseAddress };
}
