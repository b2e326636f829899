using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Remedies;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes what stands between a store and the next tier, and the shortest way there.</summary>
internal static class GapJson
{
    public static void Write(Utf8JsonWriter json, Gap? gap, WrittenParts parts)
    {
        if (gap is null)
        {
            json.WriteNull("gap");
            return;
        }
        json.WriteStartObject("gap");
        json.WriteString("next", gap.Next.Name);
        EvidenceJson.WriteNames(json, "bars", gap.Bars.Select(bar => bar.Id));
        JsonText.WriteArray(json, "missed", gap.Missed, (text, missed) => Add(text, missed, parts));
        JsonText.WriteArray(json, "lifted", gap.Lifted, (text, lifted) => text.Add(parts.RequirementOf(lifted).Id));
        JsonText.WriteArray(json, "remedies", gap.Way.Remedies, (text, remedy) => Add(text, remedy, parts));
        json.WriteBoolean("remediesSuffice", gap.Way.Suffices);
        json.WriteEndObject();
    }

    /// <summary>What was read and asked stands with the tier already.</summary>
    private static void Add(JsonText text, Shortfall missed, WrittenParts parts)
    {
        text.Add("{\"id\":"u8).Add(parts.RequirementOf(missed.Finding).Id).Add(",\"difference\":"u8);
        (missed.Difference is { } units ? text.AddNumber(missed.Finding.Metric, units) : text.Add("null"u8)).Add("}"u8);
    }

    private static void Add(JsonText text, Remedy remedy, WrittenParts parts)
    {
        text.Add("{\"id\":"u8).Add(parts.RequirementOf(remedy.Finding).Id)
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
