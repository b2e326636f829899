using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// Reads the lines of a snapshot: JSON arrays in the one form that ingestion writes, in which a comma always parts two
/// elements. One for each worker.
/// </summary>
internal sealed class SnapshotLine
{
    private readonly Metric[] metrics;
    private readonly Vocabulary?[] words;
    private readonly int[] supplied;
    private readonly Plan plan;
    private readonly int[] events;
    private readonly bool[] used;
    private readonly Slice[] elements;
    private readonly int[] commas;

    public SnapshotLine(RunPlan plan)
    {
        this.plan = plan.Plan;
        metrics = [.. plan.Policy.Metrics];
        words = [.. plan.Words];
        supplied = [.. Enumerable.Range(0, metrics.Length).Where(slot => metrics[slot].IsSupplied)];
        used = new bool[metrics.Length];
        foreach (var slot in plan.ReadingSlots) used[slot] = true;
        foreach (var name in new[] { plan.Policy.HeldBefore, plan.Policy.HeldSince }.OfType<string>()) used[plan.Policy.SlotOf(name)] = true;
        events = [.. plan.Plan.EventSlots.Where(slot => used[slot])];
        elements = new Slice[metrics.Length];
        commas = new int[supplied.Length + 1];
    }

    /// <summary>Where a metric's element lies in the line that was read last, quotes included.</summary>
    public Slice ElementOf(int slot) => elements[slot];

    /// <summary>The text of a metric's element in the line that was read last; null where there is none.</summary>
    public string? TextAt(int slot, ReadOnlySpan<byte> line) => elements[slot].Of(line) is { Length: > 0 } element && element[0] == '"' ? Encoding.UTF8.GetString(TextOf(element)) : null;

    /// <summary>Reads one line, without its line break, into a row; the store's id is returned.</summary>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> line, Span<long> row)
    {
        if (Commas.Find(line, commas) != supplied.Length) throw new InvalidDataException($"A line of the snapshot does not have {supplied.Length + 1} elements.");
        commas[^1] = line.Length - 1; // the closing bracket

        for (var i = 0; i < supplied.Length; i++)
        {
            var slot = supplied[i];
            if (!used[slot])
            {
                row[slot] = Metric.Missing;
                continue;
            }
            var element = elements[slot] = new Slice(commas[i] + 1, commas[i + 1] - commas[i] - 1);
            row[slot] = Units(element.Of(line), slot);
        }
        foreach (var slot in events) ReadEvents(slot, elements[slot].Of(line), row);
        return line[2..(commas[0] - 1)]; // between [" and "
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

    private void ReadEvents(int slot, ReadOnlySpan<byte> element, Span<long> row)
    {
        if (element[0] == 'n') plan.BlankEvents(slot, row); // null
        else if (plan.ReadEvents(slot, TextOf(element), row) is not ReadingFault.None and var fault) throw Unreadable(slot, fault);
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
        if (metrics[slot].Kind is MetricKind.Text or MetricKind.Events) return 0; // a list is read after the line, since it fills in other slots too
        var fault = metrics[slot].Codec.TryRead(element[0] == '"' ? TextOf(element) : element, out var units);
        return fault is ReadingFault.None ? units : throw Unreadable(slot, fault);
    }

    private InvalidDataException Unreadable(int slot, ReadingFault fault) => new($"The snapshot's {metrics[slot].Name} is not a reading of it: {fault}.");
}

/// <summary>A part of a line.</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line) => line.Slice(Start, Length);
}
