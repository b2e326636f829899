using System.Net;
using TierFunctions.Local.Tests.Api;

namespace TierFunctions.Local.Tests.Site;

/// <summary>Exemptions and decisions on the operator's page, and who may record them.</summary>
public sealed class RulingPagesTests
{
    private static readonly string[] Lifted = ["late"];

    private static Dictionary<string, string> Exemption => new()
    {
        ["id"] = "port-strike", ["reason"] = "Strike <b>in</b> the \"ports\"", ["timeZone"] = "Europe/Madrid", ["from"] = "2025-07-01", ["until"] = "2025-08-01",
        ["programmes"] = "shop", ["attribute"] = "industry", ["values"] = "toys, games", ["lifts"] = "late", ["recomputes"] = "orders", ["value"] = "7",
    };

    private static Dictionary<string, string> Decision => new()
    {
        ["id"] = "d-1", ["programme"] = "shop", ["store"] = "C", ["kind"] = "shuts", ["tiers"] = "gold, silver", ["reason"] = "Misled buyers", ["from"] = "2025-10-01", ["until"] = "2026-01-01",
    };

    [Fact]
    public async Task AnExemptionIsGrantedInTheNameOfWhoeverIsSignedIn()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using var client = served.As("operator");
        using var answer = await client.PostAsync("/operator/rulings/exemptions", new FormUrlEncodedContent(Exemption));
        Assert.Equal((HttpStatusCode.SeeOther, "/operator/rulings?recorded=port-strike"), (answer.StatusCode, answer.Headers.Location?.OriginalString));

        var recorded = (await served.GetAsync("/api/exemptions")).GetProperty("exemptions")[0];
        Assert.Equal(("Ada", "Strike <b>in</b> the \"ports\"", "[\"late\"]"), (recorded.Text("recordedBy"), recorded.Text("reason"), recorded.Text("lifts")));
        Assert.Equal(("[\"toys\",\"games\"]", "7"), (recorded.Text("where", "industry"), recorded.Text("recomputes", "orders", "value")));

        var html = await client.GetStringAsync("/operator/rulings?recorded=port-strike");
        Assert.Contains("port-strike is recorded.", html, StringComparison.Ordinal);
        Assert.Contains("Strike &lt;b&gt;in&lt;/b&gt; the &quot;ports&quot;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADecisionIsByWhoeverIsSignedIn()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using var client = served.As("operator");
        var (status, _) = await client.SendFormAsync("/operator/rulings/decisions", new(Decision) { ["by"] = "somebody else" });
        Assert.Equal(HttpStatusCode.SeeOther, status);
        var recorded = (await served.GetAsync("/api/decisions")).GetProperty("decisions")[0];
        Assert.Equal(("Ada", "C", "[\"gold\",\"silver\"]"), (recorded.Text("by"), recorded.Text("store"), recorded.Text("shuts")));
        Assert.Contains("shut out of gold, silver", await client.GetStringAsync("/operator/rulings?lang=en"), StringComparison.Ordinal);
        Assert.Contains("不得持有 gold、silver", WebUtility.HtmlDecode(await client.GetStringAsync("/operator/rulings?lang=zh")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeMeantIsSaidAndTheFormKeepsWhatWasTyped()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using var client = served.As("operator");
        var (status, html) = await client.SendFormAsync("/operator/rulings/exemptions", new(Exemption) { ["until"] = "2025-06-01" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("exemptions[0].until", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Strike &lt;b&gt;in&lt;/b&gt; the &quot;ports&quot;\"", html, StringComparison.Ordinal);

        (status, html) = await client.SendFormAsync("/operator/rulings/decisions", new(Decision) { ["store"] = "Nobody" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("expected one that shop judged in 2025-Q3", html, StringComparison.Ordinal);
        Assert.Empty((await served.GetAsync("/api/decisions")).GetProperty("decisions").EnumerateArray());
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("account-manager")]
    public async Task OthersReadTheLogAndHaveNoForm(string role)
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using var client = served.As(role);
        Assert.DoesNotContain("<form", await client.GetStringAsync("/operator/rulings"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendFormAsync("/operator/rulings/exemptions", Exemption)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendFormAsync("/operator/rulings/decisions", Decision)).Status);
        Assert.Empty((await served.GetAsync("/api/exemptions")).GetProperty("exemptions").EnumerateArray());
    }

    [Fact]
    public async Task TheLogIsPagedAndTheLastRecordedComesFirst()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using var client = served.As("operator");
        for (var i = 0; i < 51; i++)
        {
            served.Time.Now += TimeSpan.FromMinutes(1);
            await served.PostAsync("/api/exemptions", new { exemptions = new[] { new { id = $"e-{i:D2}", reason = "why", timeZone = "UTC", from = "2025-07-01", until = "2025-08-01", lifts = Lifted } } }, HttpStatusCode.Created);
        }
        var first = await client.GetStringAsync("/operator/rulings");
        Assert.True(first.IndexOf("e-50<", StringComparison.Ordinal) < first.IndexOf("e-49<", StringComparison.Ordinal));
        Assert.DoesNotContain("e-00<", first, StringComparison.Ordinal);
        Assert.Contains("href=\"/operator/rulings?exemptions=50#exemptions\"", first, StringComparison.Ordinal);
        Assert.Contains("e-00<", await client.GetStringAsync("/operator/rulings?exemptions=50"), StringComparison.Ordinal);
    }
}
