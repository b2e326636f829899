using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App;
using TierFunctions.App.Access;
using TierFunctions.Local.Host;

namespace TierFunctions.Local.Tests.Api;

public sealed class AccessTests
{
    private static readonly Dictionary<string, string?> Trusting = new()
    {
        [FunctionKeys.FunctionSetting] = Served.FunctionKey, [FunctionKeys.AdminSetting] = Served.AdminKey, [Settings.TrustIdentity] = "true",
    };

    /// <summary>Open to all at the door; each asks for a link or a person inside, or says nothing worth asking for.</summary>
    private static readonly string[] Open =
    [
        "AskToUnsubscribe", "GetStoreCard", "Live", "Ready", "SendCase", "SendCaseWork", "SendDecision", "SendExemption", "SendGateOverride", "SendRedrive",
        "SendRedriveDead", "SendSimulation", "ShowCase", "ShowCases", "ShowMovements", "ShowPolicies", "ShowPolicy", "ShowReport", "ShowRulings",
        "ShowRun", "ShowRuns", "ShowSimulation", "ShowStoreCard", "ShowStores", "Unsubscribe",
    ];

    [Fact]
    public void EveryFunctionButAFewAsksForAKey()
    {
        var found = FoundFunction.In(typeof(Settings).Assembly, Settings.Defaults.GetValueOrDefault).Where(function => function.Trigger is Trigger.Http).ToList();
        Assert.Equal(Open, found.Where(function => ((Trigger.Http)function.Trigger).Level is AuthorizationLevel.Anonymous).Select(function => function.Name));
        Assert.All(found.Where(function => !Open.Contains(function.Name)), function => Assert.StartsWith("api/", ((Trigger.Http)function.Trigger).Route, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutAKeyNothingIsAnswered()
    {
        await using var served = await Assessed.ShopAsync();
        foreach (var function in served.Server.Functions.Where(function => !Open.Contains(function.Name)))
        {
            if (function.Trigger is not Trigger.Http http) continue;
            var path = "/" + http.Route.Replace("{store}", "A", StringComparison.Ordinal).Replace("{programme?}", "shop", StringComparison.Ordinal).Replace("{run}", "shop%7C2025-Q3%7C1", StringComparison.Ordinal);
            using var answer = await served.SendAsync(new HttpMethod(http.Methods[0].ToUpperInvariant()), path, key: null);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized, $"{function.Name}: {answer.StatusCode}");
            Assert.DoesNotContain("Alpha", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AMerchantSeesTheirOwnStoreByALinkAndNoOther()
    {
        await using var served = await Assessed.ShopAsync();
        var link = await served.PostAsync("/api/stores/C/links", new { days = 30 });
        using var card = await served.Client.GetAsync(link.Text("api"));
        Assert.Equal(HttpStatusCode.OK, card.StatusCode);
        Assert.Equal("silver", JsonElement.Parse(await card.Content.ReadAsStringAsync()).GetProperty("tiers")[0].Text("tier"));

        var token = link.Text("token")!;   // asserted by what it opened
        await RefusedAsync(served, $"/api/stores/A/card?t={token}", HttpStatusCode.Forbidden);
        await RefusedAsync(served, $"/api/stores/C/card?t={token[..^1]}{(token[^1] == 'A' ? 'B' : 'A')}", HttpStatusCode.Forbidden);
        await RefusedAsync(served, "/api/stores/C/card", HttpStatusCode.Unauthorized);
        await RefusedAsync(served, "/api/stores/C/card?t=", HttpStatusCode.Unauthorized);
        await RefusedAsync(served, $"/api/stores/C/tiers?t={token}", HttpStatusCode.Unauthorized);
        served.Time.Now += TimeSpan.FromDays(30);
        await RefusedAsync(served, $"/api/stores/C/card?t={token}", HttpStatusCode.Gone);
        await RefusedAsync(served, $"/api/stores/A/card?t={token}", HttpStatusCode.Forbidden);
        await served.PostAsync("/api/stores/C/links", new { days = 401 }, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("auditor", 200, 403, 403)]
    [InlineData("account-manager", 200, 200, 403)]
    [InlineData("operator", 200, 200, 202)]
    [InlineData("gardener", 403, 403, 403)]
    public async Task APersonMayDoWhatTheirRoleMay(string role, int read, int check, int redrive)
    {
        await using var served = await Assessed.ShopAsync(Trusting);
        Assert.Equal(read, await AsAsync(served, role, HttpMethod.Get, "/api/stores/A/tiers", null));
        Assert.Equal(read, await AsAsync(served, role, HttpMethod.Get, "/api/stores/A/card", null));
        Assert.Equal(check, await AsAsync(served, role, HttpMethod.Post, "/api/stores/A/check", """{"programme":"shop","readings":{"orders":1}}"""));
        Assert.Equal(redrive, await AsAsync(served, role, HttpMethod.Post, "/api/runs/shop%7C2025-Q3%7C1/redrive", null));
    }

    [Fact]
    public async Task WhatAPersonKeptIsInTheirNameAndWhoeverReadsMayReadIt()
    {
        await using var served = await Assessed.ShopAsync(Trusting);
        const string Question = """{"programme":"shop","readings":{"orders":1},"keep":true}""";
        Assert.Equal(403, await AsAsync(served, "auditor", HttpMethod.Post, "/api/stores/A/check", Question));
        var kept = await served.PostAsync("/api/stores/A/check", new { programme = "shop", readings = new { orders = 1 }, keep = true }, HttpStatusCode.Created);
        Assert.Equal(201, await AsAsync(served, "account-manager", HttpMethod.Post, "/api/stores/A/check", Question));   // another asks: another record
        Assert.Equal(200, await AsAsync(served, "operator", HttpMethod.Post, "/api/stores/A/check", Question));          // Ada as well
        foreach (var (role, status) in new[] { ("auditor", 200), ("account-manager", 200), ("operator", 200), ("gardener", 403) })
            Assert.Equal(status, await AsAsync(served, role, HttpMethod.Get, $"/api/checks/{kept.Text("id")}", null));
    }

    [Fact]
    public async Task AHeaderThatAnybodyCanSendMakesNobodyAnOperator()
    {
        await using var served = await Assessed.ShopAsync();
        Assert.Equal(401, await AsAsync(served, "operator", HttpMethod.Get, "/api/stores/A/card", null));
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    [InlineData("eyJjbGFpbXMiOlt7InR5cCI6MX1dfQ==")]
    public async Task APrincipalThatCannotBeReadMayDoNothing(string header)
    {
        await using var served = await Assessed.ShopAsync(Trusting);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stores/A/tiers");
        request.Headers.Add(FunctionKeys.Header, Served.FunctionKey);
        request.Headers.TryAddWithoutValidation(Identity.Header, header);
        using var answer = await served.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task WhoAsksTooOftenIsToldWhenToComeBack()
    {
        var settings = new Dictionary<string, string?>(Trusting) { [Settings.RequestsPerSecond] = "20" };
        await using var served = await new Served().StartAsync(settings);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => served.Client.GetAsync("/api/health/live")));
        var refused = answers.Where(answer => answer.StatusCode is HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.Contains(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.All(refused, answer => Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1)));
        Assert.All(refused, answer => Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType));
    }

    private static async Task RefusedAsync(Served served, string path, HttpStatusCode expected)
    {
        using var answer = await served.Client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((expected, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain("silver", text, StringComparison.Ordinal);
        Assert.DoesNotContain("gold", text, StringComparison.Ordinal);
    }

    private static async Task<int> AsAsync(Served served, string role, HttpMethod method, string path, string? body)
    {
        var principal = $$"""{"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"name","val":"Ada"},{"typ":"roles","val":"{{role}}"}]}""";
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        if (!path.EndsWith("card", StringComparison.Ordinal)) request.Headers.Add(FunctionKeys.Header, Served.FunctionKey);
        request.Headers.Add(Identity.Header, Convert.ToBase64String(Encoding.UTF8.GetBytes(principal)));
        using var answer = await served.Client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
