using System.Diagnostics;
using System.Text.Json;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Remedies;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes what stands between a store and the next tier, and the shortest way there.</summary>
internal static class GapJson
{
    public static void Write(Utf8JsonWriter json, Gap? gap, PercentileMethod method)
    {
        if (gap is null)
        {
            json.WriteNull("gap");
            return;
        }
        json.WriteStartObject("gap");
        json.WriteString("next", gap.Next.Name);
        EvidenceJson.WriteNames(json, "bars", gap.Bars.Select(bar => bar.Id));
        json.WriteStartArray("missed");
        foreach (var missed in gap.Missed)
        {
            json.WriteStartObject();
            EvidenceJson.WriteFinding(json, missed.Finding, method);
            EvidenceJson.WriteNumber(json, "difference", missed.Difference is { } units ? missed.Finding.Metric.Codec.ToNumber(units) : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("lifted");
        foreach (var lifted in gap.Lifted)
        {
            json.WriteStartObject();
            EvidenceJson.WriteFinding(json, lifted, method);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("remedies");
        foreach (var remedy in gap.Way.Remedies) Write(json, remedy);
        json.WriteEndArray();
        json.WriteBoolean("remediesSuffice", gap.Way.Suffices);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Remedy remedy)
    {
        json.WriteStartObject();
        json.WriteString("id", remedy.Finding.Test.Id);
        json.WriteString("wanted", EvidenceJson.WordOf(remedy.Wanted));
        json.WriteString("obstacle", remedy.Obstacle is { } obstacle ? WordOf(obstacle) : null);
        json.WriteStartArray("changes");
        foreach (var change in remedy.Changes)
        {
            json.WriteStartObject();
            json.WriteString("metric", change.Metric.Name);
            EvidenceJson.WriteReading(json, "from", change.Metric, change.From);
            EvidenceJson.WriteReading(json, "to", change.Metric, change.To);
            if (change.Metric.IsNumber) EvidenceJson.WriteNumber(json, "by", change.Metric.Codec.ToNumber(change.To) - change.Metric.Codec.ToNumber(change.From));
            EvidenceJson.WriteNames(json, "heldFixed", change.HeldFixed.Select(metric => metric.Name));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string WordOf(Obstacle obstacle) => obstacle switch
    {
        Obstacle.NoReading => "no-reading",
        Obstacle.NoLimit => "no-limit",
        Obstacle.CannotBeComputed => "cannot-be-computed",
        Obstacle.OutOfReach => "out-of-reach",
        Obstacle.SetByExemption => "set-by-exemption",
        _ => throw new UnreachableException(),
    };
}
