using System.Text.Json;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes what was read of other programmes and of earlier periods: by period the run, and the tier or the reading, or why there is none.</summary>
internal static class ResultJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ReadResult> results)
    {
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("metric", result.Metric.Metric.Name);
            json.WriteString("programme", result.Metric.Source.Programme);
            if (result.Metric.Source.Reading is { } reading) json.WriteString("of", reading);
            json.WriteString("take", result.Metric.CountsProducts ? "products" : result.Metric.Source.Counted.Count > 0 ? "count" : Words.Write(result.Metric.Source.Take));
            json.WriteBoolean("supplied", result.StandsIn);
            json.WriteStartArray("periods");
            for (var i = 0; i < result.Sources.Count; i++) WritePart(json, result.Metric.Metric, result.Sources[i], result.Parts?[i] ?? ResultPart.Without(ResultGap.NoRun));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, Metric metric, SourceRun source, ResultPart part)
    {
        json.WriteStartObject();
        json.WriteString("period", source.Period.ToString());
        json.WriteString("run", source.Run?.ToString());
        json.WriteString("tier", part.Tier);
        if (part.Products is { } products) json.WriteNumber("products", products);
        if (part.Reading is { } reading && metric.Codec.TryRead(reading, out var units) is ReadingFault.None) ReadingJson.Write(json, "reading", metric, units);
        json.WriteString("missing", part.Gap is ResultGap.None ? null : Words.Write(part.Gap));
        json.WriteEndObject();
    }
}
