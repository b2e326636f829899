using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Makes complete rows of readings from the two forms in which people and stores keep them.</summary>
public static class StoredReadings
{
    private const int MostScratchKept = 64 << 10;

    private static readonly ConditionalWeakTable<RunPlan, ConcurrentBag<AskedRow>> Idle = [];

    /// <summary>The row behind an outcome's JSON array of readings, which are in the run's order of readings. It is not complete yet.</summary>
    public static long[] Read(string json, RunPlan plan)
    {
        var text = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            return Read(text.AsSpan(0, Encoding.UTF8.GetBytes(json, text)), plan);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    /// <summary>The same of a text in UTF-8.</summary>
    public static long[] Read(ReadOnlySpan<byte> json, RunPlan plan)
    {
        var row = EmptyRow(plan);
        var slots = plan.ReadingSlots;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var count = 0;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (count < slots.Count) Read(ref reader, plan, slots[count], row);
            count++;
        }
        return count == slots.Count ? row : throw new InvalidDataException($"An outcome of {plan.Run} has {count} readings; expected {slots.Count}.");
    }

    private static void Read(ref Utf8JsonReader reader, RunPlan plan, int slot, long[] row)
    {
        if (reader.TokenType is JsonTokenType.Null) return;
        // A string with something escaped in it, such as a comma, is longer as it stands than what it says.
        Span<byte> room = reader.ValueIsEscaped ? new byte[reader.ValueSpan.Length] : [];
        var text = reader.ValueIsEscaped ? room[..reader.CopyString(room)] : reader.ValueSpan;
        var fault = ReadUnits(plan, slot, text, row);
        if (fault is not ReadingFault.None) throw new InvalidDataException($"An outcome of {plan.Run} has a {plan.Policy.Metrics[slot].Name} that is no reading of it: {fault}.");
    }

    /// <summary>
    /// Reads one store from a JSON object of metric names and readings. Every fault is collected. What its case says is a reading like
    /// others here, and where it is not sent it is what the case said when the plan was made.
    /// </summary>
    /// <param name="known">Its id where that is known besides.</param>
    /// <param name="store">Its id, or the key of its product, if the object has one.</param>
    public static long[]? Read(ArraySegment<byte> json, string? known, RunPlan plan, out string? store, out IReadOnlyList<RowFault> faults)
    {
        var idle = Idle.GetValue(plan, _ => []);
        if (!idle.TryTake(out var asked)) asked = new AskedRow(plan);
        try
        {
            return Read(asked, json, known, plan, out store, out faults);
        }
        finally
        {
            asked.Unused.Clear();
            if (asked.Fields.Scratch.Length <= MostScratchKept) idle.Add(asked);
        }
    }

    private static long[]? Read(AskedRow asked, ArraySegment<byte> json, string? known, RunPlan plan, out string? store, out IReadOnlyList<RowFault> faults)
    {
        var found = new List<RowFault>();
        var fields = asked.Fields;
        var row = EmptyRow(plan);
        faults = found;
        store = null;
        if (asked.Rows.Read(json.Array ?? [], json.Offset, json.Count, fields) is { } fault)
        {
            found.Add(fault);
            return null;
        }
        store = fields.Store.IsEmpty ? null : Encoding.UTF8.GetString(fields.Store);
        if (store is not null && !StoreId.IsValid(store)) found.Add(RowFault.BadStoreId);
        if (!fields.Product.IsEmpty && !StoreId.IsValid(fields.Product)) found.Add(RowFault.BadProductId);
        if (store is not null && !fields.Product.IsEmpty) store = new SubjectKey(store, Encoding.UTF8.GetString(fields.Product)).ToString();
        foreach (var name in asked.Unused) found.Add(new RowFault("unknown-metric", name, $"a metric that {plan.Policy.Programme} {plan.Policy.Version} declares"));
        if ((known ?? store) is { } id && plan.Cases.Count > 0) plan.Plan.BringCase(row, plan.CaseOf(Encoding.UTF8.GetBytes(id)));
        for (var slot = 0; slot < row.Length; slot++)
        {
            if (!plan.Policy.Metrics[slot].IsGiven || fields[slot].IsEmpty) continue;
            var reading = ReadUnits(plan, slot, fields[slot], row);
            if (reading is not ReadingFault.None) found.Add(RowFault.Of(reading, plan.Policy.Metrics[slot]));
        }
        if (found.Count > 0) return null;
        plan.Plan.Complete(row);
        return row;
    }

    private static ReadingFault ReadUnits(RunPlan plan, int slot, ReadOnlySpan<byte> text, long[] row)
    {
        var metric = plan.Policy.Metrics[slot];
        if (metric.Kind is MetricKind.Events) return plan.Plan.ReadEvents(slot, text, row);
        if (metric.Kind is not MetricKind.Category || metric.Values.Count > 0) return metric.Codec.TryRead(text, out row[slot]);
        var place = plan.Words[slot]!.Find(text); // categories have words
        row[slot] = place >= 0 ? place : plan.Words[slot]!.Count;
        return ReadingFault.None;
    }

    private static long[] EmptyRow(RunPlan plan)
    {
        var row = new long[plan.Policy.Metrics.Count];
        Array.Fill(row, Metric.Missing);
        foreach (var slot in plan.Plan.EventSlots) plan.Plan.BlankEvents(slot, row);
        plan.Plan.Bring(row, before: null, follows: false);
        return row;
    }

    /// <summary>What reading a JSON object of readings takes, used again for the next one.</summary>
    private sealed class AskedRow(RunPlan plan)
    {
        public RowFields Fields { get; } = new(plan.Policy.Metrics.Count);

        public SortedSet<string> Unused { get; } = new(StringComparer.Ordinal);

        public NdjsonRows Rows => rows ??= new NdjsonRows(plan.Policy, Columns.Given(plan.Policy), Unused, new bool[plan.Policy.Metrics.Count]);

        private NdjsonRows? rows;
    }
}
