using System.Net;
using System.Text.Json;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Api;

/// <summary>A served shop whose third quarter of 2025 has been assessed: A gold, C silver, B none.</summary>
internal static class Assessed
{
    public const string Run = "shop|2025-Q3|1";

    public static async Task<Served> ShopAsync(IReadOnlyDictionary<string, string?>? settings = null, bool cases = false)
    {
        var served = new Served();
        if (cases) served.Write("policies/shop.yaml", Served.PolicyWithCases);
        served.Drop("2025-Q3");
        await served.StartAsync(settings);
        using var answer = await served.SendAsync(HttpMethod.Post, "/api/runs", new { programme = "shop", period = "2025-Q3" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await served.EndOfAsync(RunKey.Parse(Run));
        // Completed runs are seen a moment later.
        while (await served.StatusOfAsync("/api/stores/A/tiers") != HttpStatusCode.OK) await Task.Delay(50);
        return served;
    }

    public static async Task<HttpStatusCode> StatusOfAsync(this Served served, string path, string? key = Served.FunctionKey)
    {
        using var answer = await served.SendAsync(HttpMethod.Get, path, key: key);
        return answer.StatusCode;
    }

    public static async Task<JsonElement> GetAsync(this Served served, string path)
    {
        using var answer = await served.SendAsync(HttpMethod.Get, path);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    public static async Task<JsonElement> PostAsync(this Served served, string path, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await served.SendAsync(HttpMethod.Post, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode}: {text}");
        if ((int)expected >= 400) Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(text);
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) element = element.GetProperty(name);
        return element.ValueKind is JsonValueKind.String ? element.GetString() : element.GetRawText();
    }
}
