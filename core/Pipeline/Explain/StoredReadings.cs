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
    /// <summary>The row behind an outcome's JSON array of readings, which are in the run's order of readings. It is not complete yet.</summary>
    public static long[] Read(string json, RunPlan plan)
    {
        var row = EmptyRow(plan);
        using var document = JsonDocument.Parse(json);
        var slots = plan.ReadingSlots;
        if (document.RootElement.GetArrayLength() != slots.Count)
            throw new InvalidDataException($"An outcome of {plan.Run} has {document.RootElement.GetArrayLength()} readings; expected {slots.Count}.");
        for (var i = 0; i < slots.Count; i++)
        {
            var element = document.RootElement[i];
            if (element.ValueKind is JsonValueKind.Null) continue;
            var fault = ReadUnits(plan, slots[i], Encoding.UTF8.GetBytes(element.ValueKind is JsonValueKind.String ? element.GetString() ?? "" : element.GetRawText()), row);
            if (fault is not ReadingFault.None) throw new InvalidDataException($"An outcome of {plan.Run} has a {plan.Policy.Metrics[slots[i]].Name} that is no reading of it: {fault}.");
        }
        return row;
    }

    /// <summary>
    /// Reads one store from a JSON object of metric names and readings. Every fault is collected. What its case says is a reading like
    /// others here, and where it is not sent it is what the case said when the plan was made.
    /// </summary>
    /// <param name="known">Its id where that is known besides.</param>
    /// <param name="store">Its id, or the key of its product, if the object has one.</param>
    public static long[]? Read(byte[] json, string? known, RunPlan plan, out string? store, out IReadOnlyList<RowFault> faults)
    {
        var found = new List<RowFault>();
        var fields = new RowFields(plan.Policy.Metrics.Count);
        var unused = new SortedSet<string>(StringComparer.Ordinal);
        var row = EmptyRow(plan);
        faults = found;
        store = null;
        if (new NdjsonRows(plan.Policy, Columns.Given(plan.Policy), unused, new bool[row.Length]).Read(json, 0, json.Length, fields) is { } fault)
        {
            found.Add(fault);
            return null;
        }
        store = fields.Store.IsEmpty ? null : Encoding.UTF8.GetString(fields.Store);
        if (store is not null && !StoreId.IsValid(store)) found.Add(RowFault.BadStoreId);
        if (!fields.Product.IsEmpty && !StoreId.IsValid(fields.Product)) found.Add(RowFault.BadProductId);
        if (store is not null && !fields.Product.IsEmpty) store = new SubjectKey(store, Encoding.UTF8.GetString(fields.Product)).ToString();
        foreach (var name in unused) found.Add(new RowFault("unknown-metric", name, $"a metric that {plan.Policy.Programme} {plan.Policy.Version} declares"));
        if ((known ?? store) is { } id) plan.Plan.BringCase(row, plan.CaseOf(Encoding.UTF8.GetBytes(id)));
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
}
