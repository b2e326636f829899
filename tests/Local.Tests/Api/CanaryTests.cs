using System.Net;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App;
using TierFunctions.EndToEnd.Tests;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Api;

/// <summary>Delivery and API with names, addresses, numbers, keys and tokens that are nobody's, which must turn up nowhere but in letters.</summary>
public sealed class CanaryTests
{
    private const string Mark = "canary";
    private const string Number = "5550142429";
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly string[] Stores = ["A", "B", "C"];

    [Fact]
    public async Task NoNameAddressKeyOrTokenIsLoggedTracedOrToldToOthers()
    {
        using var gateway = new EchoingGateway();
        await using var served = new Served();
        served.Write("policies/shop.yaml", Served.Policy + "\nnotices: [ { on: placed, by: [email, sms, webhook], text: placed } ]\n");
        served.Drop("2025-Q3");
        await served.StartAsync(SettingsWith(gateway));
        using var captured = Captured.From(served.Server.Services);
        await served.Server.Services.GetRequiredService<IContacts>().SaveAsync([.. Stores.Select(ContactOf)], Ever);
        using (var answer = await served.SendAsync(HttpMethod.Post, "/api/runs", new { programme = "shop", period = "2025-Q3" })) Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await served.EndOfAsync(RunKey.Parse(Assessed.Run));

        var reasons = await DeliverAsync(served);
        var problems = await ProvokeAsync(served);

        // Each hook was tried and failed in its own way.
        foreach (var reason in new[] { "no-connection", "forbidden-address" }) Assert.Contains(reason, reasons);
        Assert.True(gateway.Answered > 0 && reasons.Contains("http-500"), string.Join(", ", reasons));
        Assert.NotEmpty(captured.Traces);
        foreach (var text in captured.Logs.Concat(captured.Traces).Concat(problems))
        {
            Assert.DoesNotContain(Mark, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Number, text, StringComparison.Ordinal);
        }
    }

    /// <summary>Sends what is due, and again what is due after the first wait, until every notice has been tried.</summary>
    private static async Task<IReadOnlySet<string>> DeliverAsync(Served served)
    {
        var services = served.Server.Services;
        var all = new HashSet<string>();
        for (var round = 0; round < 2; round++)
        {
            await ActivatorUtilities.CreateInstance<SendNotices>(services).RunAsync(new TimerInfo(), Ever);
            for (var waited = 0; waited < 600; waited++)
            {
                List<string> reasons = [.. (await Task.WhenAll(Stores.Select(store => services.GetRequiredService<INotices>().OfStoreAsync(RunKey.Parse(Assessed.Run), store, Ever))))
                    .SelectMany(notices => notices).Select(notice => notice.Delivery.Reason ?? "")];
                all.UnionWith(reasons);
                if (!reasons.Contains("") && !reasons.Contains("sending")) break;
                await Task.Delay(50);
            }
            served.Time.Now += TimeSpan.FromMinutes(10);
        }
        return all;
    }

    /// <summary>Requests that are refused, each with something in it that nobody else may see; the documents that answer them.</summary>
    private static async Task<IReadOnlyList<string>> ProvokeAsync(Served served)
    {
        var texts = new List<string>();
        await AskAsync(HttpMethod.Get, "/api/stores/A/tiers", key: $"{Mark}-key");
        await AskAsync(HttpMethod.Get, $"/api/stores/A/card?t={Mark}-token");
        await AskAsync(HttpMethod.Get, $"/stores/A?t={Mark}-token");
        await AskAsync(HttpMethod.Get, $"/unsubscribe?t={Mark}-token");
        await AskAsync(HttpMethod.Post, $"/unsubscribe?t={Mark}-token", form: "List-Unsubscribe=One-Click");
        await AskAsync(HttpMethod.Post, $"/unsubscribe?t={Mark}-token", form: $"x={Mark}");
        await AskAsync(HttpMethod.Post, SignIn.Path, form: $"key={Mark}-key");
        await AskAsync(HttpMethod.Get, $"/nowhere?t={Mark}-token");
        return texts;

        async Task AskAsync(HttpMethod method, string path, string? key = null, string? form = null)
        {
            using var request = new HttpRequestMessage(method, path);
            if (key is not null) request.Headers.Add(FunctionKeys.Header, key);
            if (form is not null) request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
            using var answer = await served.Client.SendAsync(request);
            texts.Add($"{answer.StatusCode} {answer.Headers} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private static Dictionary<string, string?> SettingsWith(EchoingGateway gateway) => new()
    {
        [FunctionKeys.FunctionSetting] = Served.FunctionKey,
        [FunctionKeys.AdminSetting] = Served.AdminKey,
        ["Hooks:From"] = "notices@example.com",
        ["Hooks:Smtp:Host"] = "127.0.0.1",
        ["Hooks:Smtp:Port"] = "1",
        ["Hooks:Smtp:User"] = Mark,
        ["Hooks:Smtp:Password"] = $"{Mark}-password",
        ["Hooks:Gateway:Address"] = $"{gateway.Address}?key={Mark}",
        ["Hooks:Gateway:Authorization"] = $"Basic {Mark}",
        ["Hooks:Webhook:Secrets:0"] = $"whsec_{Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Mark}-secret-of-24-bytes-or-more"))}",
        ["Hooks:Unsubscribe"] = "https://stores.example/unsubscribe?t={token}",
        ["Hooks:UnsubscribeKeys:0"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Mark}-key-of-24-bytes-or-more")),
        ["Hooks:Link"] = $"https://stores.example/{{store}}?t={Mark}",
    };

    private static Contact ContactOf(string store) => new()
    {
        Id = store, Name = $"Canary Shop {store}", EmailAddress = $"{Mark}.{store}@example.com", Phone = $"+1{Number}", WebhookAddress = $"https://localhost:1/{Mark}?key={Mark}", TimeZone = "Etc/UTC",
    };

    /// <summary>A gateway that fails and repeats in its answer what it was sent, as some do.</summary>
    private sealed class EchoingGateway : IDisposable
    {
        private readonly SmsSink sink = new(body => (HttpStatusCode.InternalServerError, $"{{\"message\":\"cannot send {body}\"}}"));

        public string Address => sink.Address;

        public int Answered => sink.Came.Values.Sum();

        public void Dispose() => sink.Dispose();
    }
}
