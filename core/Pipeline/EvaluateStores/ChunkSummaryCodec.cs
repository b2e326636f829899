using System.Buffers;
using System.Text;
using System.Text.Json;
using TierFunctions.Pipeline.Revisions;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>A chunk's summary as compact JSON: what a chunk marker carries.</summary>
public static class ChunkSummaryCodec
{
    public static string Write(ChunkSummary summary)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteCounts(writer, "statuses", summary.Statuses);
            WriteCounts(writer, "kept", summary.Kept);
            WriteCounts(writer, "moves", summary.Moves);
            writer.WriteStartObject("industries");
            foreach (var (industry, tiers) in summary.Industries) WriteCounts(writer, industry, tiers);
            writer.WriteEndObject();
            WriteCounts(writer, "verdicts", summary.Verdicts);
            WriteCounts(writer, "decided", summary.Decided);
            writer.WriteNumber("absent", summary.Absent);
            writer.WriteNumber("notices", summary.Notices);
            writer.WriteString("hash", summary.Hash.ToString());
            if (summary.Revised is { } revised)
            {
                writer.WritePropertyName("revised");
                revised.Write(writer);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="Write"/> wrote. Throws <see cref="JsonException"/> for anything else.</summary>
    public static ChunkSummary Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        try
        {
            var root = document.RootElement;
            // Ordinal, as it was before it was written: the order of industries must not depend on a culture.
            var industries = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
            foreach (var industry in root.GetProperty("industries").EnumerateObject()) industries.Add(industry.Name, ReadCounts(industry.Value));
            var hash = root.GetProperty("hash").GetString() ?? "";
            return new ChunkSummary
            {
                Statuses = ReadCounts(root.GetProperty("statuses")),
                Kept = ReadCounts(root.GetProperty("kept")),
                Moves = ReadCounts(root.GetProperty("moves")),
                Industries = industries,
                Verdicts = ReadCounts(root.GetProperty("verdicts")),
                Decided = ReadCounts(root.GetProperty("decided")),
                Absent = root.GetProperty("absent").GetInt64(),
                Notices = root.GetProperty("notices").GetInt64(),
                Revised = root.TryGetProperty("revised", out var revised) ? RevisionSums.Read(revised) : null,
                Hash = OutcomesHash.TryParse(hash, out var sum) ? sum : throw new JsonException($"'{hash}' is not a sum of outcomes."),
            };
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("Not a chunk's summary.", fault);
        }
    }

    private static void WriteCounts(Utf8JsonWriter writer, string name, long[] counts)
    {
        writer.WriteStartArray(name);
        foreach (var count in counts) writer.WriteNumberValue(count);
        writer.WriteEndArray();
    }

    private static long[] ReadCounts(JsonElement element) => [.. element.EnumerateArray().Select(count => count.GetInt64())];
}
