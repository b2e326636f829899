using System.Text.Json;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes the products of a store as JSON: of each its tier and what it misses; the rest is for whoever asks for the product.</summary>
public static class StoreProductsJson
{
    public static void Write(Utf8JsonWriter json, StoreProducts products)
    {
        json.WriteStartObject();
        json.WriteString("store", products.Store);
        json.WriteString("programme", products.Run.Key.Programme);
        json.WriteString("period", products.Run.Key.Period.ToString());
        json.WriteString("run", products.Run.Key.ToString());
        json.WriteNumber("total", products.Total);
        json.WriteStartObject("tiers");
        foreach (var (name, count) in products.Tiers) json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteStartArray("products");
        foreach (var product in products.Products) Write(json, product);
        json.WriteEndArray();
        json.WriteString("next", products.Next);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Explanation explanation)
    {
        var outcome = explanation.Outcome!; // explained from it
        json.WriteStartObject();
        json.WriteString("product", SubjectKey.Parse(explanation.Store).Product);
        json.WriteString("name", explanation.Name);
        json.WriteString("industry", explanation.Industry);
        json.WriteString("status", Words.Write(outcome.Status));
        json.WriteString("tier", outcome.Tier);
        json.WriteString("before", outcome.Before);
        json.WriteString("since", outcome.Since?.ToString("O", null));
        FindingJson.Write(json, "missed", [.. explanation.Evidence?.Gap?.Missed.Select(shortfall => shortfall.Finding) ?? []], WrittenParts.Of(explanation.Plan));
        json.WriteEndObject();
    }
}
