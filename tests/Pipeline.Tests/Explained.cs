using System.Text;
using System.Text.Json;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests;

/// <summary>What a caller of the API is told of a store.</summary>
internal static class Explained
{
    public static async Task<JsonElement> StoreAsync(Market market, RunPlans plans, Run run, string store)
    {
        var outcome = await market.Outcomes.FindAsync(run.Key, store, CancellationToken.None) ?? throw new InvalidOperationException($"{store} has no outcome.");
        return JsonElement.Parse(Json(ExplainStoreHandler.Explain(run, await plans.OfAsync(run.Key, CancellationToken.None), outcome, null)));
    }

    public static string Json(Explanation explanation, Projection? projection = null)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) EvidenceJson.Write(json, explanation, projection);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
