using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Metrics;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// Writes readings that no blob supplies behind the elements of a snapshot's line, so that they are kept with the outcome like all
/// others. One for each worker.
/// </summary>
internal sealed class BroughtReadings
{
    private const int LongestNumber = 32;

    private readonly Metric[] metrics;
    private readonly bool[] brought;
    private readonly byte[][][] names;
    private readonly int longest;
    private byte[] line = new byte[1024];

    private BroughtReadings(RunPlan plan)
    {
        metrics = [.. plan.Policy.Metrics];
        brought = [.. plan.Policy.Metrics.Select((_, slot) => plan.IsBrought(slot))];
        names = [.. plan.Policy.Metrics.Select((metric, slot) => !brought[slot] ? [] : metric.Kind is MetricKind.Flag ? ["false"u8.ToArray(), "true"u8.ToArray()] : metric.Values.Select(name => JsonSerializer.SerializeToUtf8Bytes(name, Ingest.IngestJson.Default.String)).ToArray())];
        longest = names.SelectMany(values => values).Select(name => name.Length).Append(LongestNumber).Max();
    }

    /// <summary>Null for a run that nothing is brought to.</summary>
    public static BroughtReadings? For(RunPlan plan) => plan.ReadingSlots.Any(plan.IsBrought) ? new BroughtReadings(plan) : null;

    /// <summary>The line with the brought readings of a row that is not complete yet; their places are filled in.</summary>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<byte> text, ReadOnlySpan<long> row, ReadOnlySpan<int> slots, Span<Slice> readings)
    {
        if (line.Length < text.Length + slots.Length * longest) line = new byte[(text.Length + slots.Length * longest) * 2];
        text.CopyTo(line);
        var at = text.Length;
        for (var i = 0; i < slots.Length; i++)
        {
            if (!brought[slots[i]]) continue;
            var length = Write(slots[i], row[slots[i]], line.AsSpan(at));
            readings[i] = new Slice(at, length);
            at += length;
        }
        return line.AsSpan(0, at);
    }

    private int Write(int slot, long units, Span<byte> to)
    {
        if (units != Metric.Missing && names[slot].Length == 0)
        {
            if (metrics[slot].Kind is MetricKind.Date) return Encoding.ASCII.GetBytes($"\"{metrics[slot].Codec.Write(units)}\"", to);
            if (metrics[slot].UnitsPerOne > 1) return Encoding.ASCII.GetBytes(metrics[slot].Codec.Write(units), to);
            Utf8Formatter.TryFormat(units, to, out var digits);
            return digits;
        }
        var text = units == Metric.Missing ? "null"u8 : names[slot][units];
        text.CopyTo(to);
        return text.Length;
    }
}
