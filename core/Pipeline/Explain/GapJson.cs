using System.Diagnostics;
using System.Globalization;
using System.Text;
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
        FindingJson.Write(json, "missed", gap.Missed, method);
        FindingJson.Write(json, "lifted", gap.Lifted, method);
        json.WritePropertyName("remedies");
        var text = JsonText.Begin().Add("["u8);
        for (var i = 0; i < gap.Way.Remedies.Count; i++) Add(text.Next(i), gap.Way.Remedies[i]);
        json.WriteRawValue(text.Add("]"u8).Written, skipInputValidation: true);
        json.WriteBoolean("remediesSuffice", gap.Way.Suffices);
        json.WriteEndObject();
    }

    private static void Add(JsonText text, Remedy remedy)
    {
        text.Add("{\"id\":"u8).AddValue(remedy.Finding.Test.Id)
            .Add(",\"wanted\":"u8).Add(FindingJson.WordOf(remedy.Wanted))
            .Add(",\"obstacle\":"u8).Add(WordOf(remedy.Obstacle)).Add(",\"changes\":["u8);
        for (var i = 0; i < remedy.Changes.Count; i++) Add(text.Next(i), remedy.Changes[i]);
        text.Add("]}"u8);
    }

    private static void Add(JsonText text, Change change)
    {
        text.Add("{\"metric\":"u8).AddValue(change.Metric.Name)
            .Add(",\"from\":"u8).AddReading(change.Metric, change.From)
            .Add(",\"to\":"u8).AddReading(change.Metric, change.To);
        if (change.Metric.IsNumber) AddDifference(text.Add(",\"by\":"u8), change);
        text.Add(",\"heldFixed\":["u8);
        for (var i = 0; i < change.HeldFixed.Count; i++) text.Next(i).AddValue(change.HeldFixed[i].Name);
        text.Add("]}"u8);
    }

    /// <summary>Two readings may lie further apart than a reading can be great.</summary>
    private static JsonText AddDifference(JsonText text, Change change)
    {
        if (change.Units <= long.MaxValue) return text.AddNumber(change.Metric, change.To - change.From);
        var difference = change.Metric.Codec.ToNumber(change.To) - change.Metric.Codec.ToNumber(change.From);
        return text.Add(Encoding.ASCII.GetBytes(difference.ToString("0.############", CultureInfo.InvariantCulture)));
    }

    private static ReadOnlySpan<byte> WordOf(Obstacle? obstacle) => obstacle switch
    {
        null => "null"u8,
        Obstacle.NoReading => "\"no-reading\""u8,
        Obstacle.NoLimit => "\"no-limit\""u8,
        Obstacle.CannotBeComputed => "\"cannot-be-computed\""u8,
        Obstacle.OutOfReach => "\"out-of-reach\""u8,
        Obstacle.SetByExemption => "\"set-by-exemption\""u8,
        _ => throw new UnreachableException(),
    };
}
