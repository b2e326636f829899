using System.Text.Json;
using TierFunctions.Domain.Metrics;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// Reads the lines of a snapshot: JSON arrays in the one form that ingestion writes, so elements are found by looking for
/// commas and quotes alone. One for each worker.
/// </summary>
internal sealed class SnapshotLine
{
    private readonly Metric[] metrics;
    private readonly IReadOnlyList<Vocabulary?> words;
    private readonly int[] supplied;
    private readonly bool[] used;
    private readonly Range[] elements;

    public SnapshotLine(RunPlan plan)
    {
        metrics = [.. plan.Policy.Metrics];
        words = plan.Words;
        supplied = [.. Enumerable.Range(0, metrics.Length).Where(slot => metrics[slot].Derivation is null)];
        used = new bool[metrics.Length];
        foreach (var slot in RunPlan.ReadingSlots(plan.Plan)) used[slot] = true;
        foreach (var name in new[] { plan.Policy.HeldBefore, plan.Policy.HeldSince }.OfType<string>()) used[plan.Policy.SlotOf(name)] = true;
        elements = new Range[metrics.Length];
    }

    /// <summary>Where a metric's element lies in the line that was read last, quotes included.</summary>
    public Range ElementOf(int slot) => elements[slot];

    /// <summary>Reads one line, without its line break, into a row; the store's id is returned.</summary>
    public Range Read(ReadOnlySpan<byte> line, Span<long> row)
    {
        var at = 1; // behind [
        var store = Next(line, ref at);
        foreach (var slot in supplied)
        {
            var element = elements[slot] = Next(line, ref at);
            row[slot] = used[slot] ? Units(line[element], slot) : Metric.Missing;
        }
        return (store.Start.Value + 1)..(store.End.Value - 1);
    }

    /// <summary>The text of an element: without its quotes, unescaped.</summary>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> element)
    {
        if (element[0] != '"') return element;
        if (!element.Contains((byte)'\\')) return element[1..^1];
        var reader = new Utf8JsonReader(element);
        reader.Read();
        var text = new byte[element.Length];
        return text.AsSpan(0, reader.CopyString(text));
    }

    private static Range Next(ReadOnlySpan<byte> line, ref int at)
    {
        var start = at;
        if (line[at] == '"')
        {
            at++;
            while (line[at] != '"') at += line[at] == '\\' ? 2 : 1;
            at++;
        }
        else
        {
            while (line[at] is not ((byte)',' or (byte)']')) at++;
        }
        return start..at++; // past the comma or the closing bracket
    }

    private long Units(ReadOnlySpan<byte> element, int slot)
    {
        if (element[0] == 'n') return Metric.Missing; // null
        if (words[slot] is { } vocabulary)
        {
            // A name that neither the policy nor a benchmark mentions stands for none of them.
            var place = vocabulary.Find(TextOf(element));
            return place >= 0 ? place : vocabulary.Count;
        }
        var fault = metrics[slot].Codec.TryRead(element[0] == '"' ? TextOf(element) : element, out var units);
        return fault is ReadingFault.None ? units : throw new InvalidDataException($"The snapshot's {metrics[slot].Name} is not a reading of it: {fault}.");
    }
}
