using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// Turns fields into an accepted row of a segment, or says why not: every reading is checked against its metric, the snapshot's
/// canonical line is written, and the readings that benchmarks need are kept. One for each worker.
/// </summary>
internal sealed class RowAcceptance
{
    // Commas as well: whoever reads the snapshot then knows that every comma parts two elements.
    private static readonly SearchValues<byte> MustBeEscaped = SearchValues.Create("\"\\,"u8);

    private readonly Plan plan;
    private readonly Spread spread;
    private readonly Metric[] metrics;
    private readonly Vocabulary?[] open;
    private readonly int[] supplied;
    private readonly int[] benchmarked;
    private readonly long[] row;
    private readonly bool ofProducts;

    private readonly List<SegmentRow> rows = new(8192);
    private readonly List<long> values = new(8192);
    private byte[] text = new byte[1 << 20];
    private int written;

    /// <param name="open">By slot, the vocabulary of a category that takes any name; null elsewhere.</param>
    public RowAcceptance(Plan plan, Spread spread, Vocabulary?[] open)
    {
        this.plan = plan;
        this.spread = spread;
        this.open = open;
        metrics = [.. plan.Policy.Metrics];
        supplied = [.. Enumerable.Range(0, metrics.Length).Where(slot => metrics[slot].IsSupplied)];
        benchmarked = [.. plan.Benchmarked.Select(metric => metric.Slot)];
        row = new long[metrics.Length];
        ofProducts = plan.Policy.Subject is Subject.Product;
    }

    /// <summary>Takes the row in, or returns why it is refused.</summary>
    public RowFault? TryAdd(RowFields fields, int rowInBlock, int sourceOffset)
    {
        var store = fields.Store;
        if (store.IsEmpty) return RowFault.MissingStoreId;
        if (!StoreId.IsValid(store)) return RowFault.BadStoreId;
        if (ofProducts && FaultIn(fields.Product) is { } unnamed) return unnamed;

        Reserve(fields);
        var begin = written;
        Write("[\""u8);
        Write(store);
        if (ofProducts) WriteProduct(fields.Product);
        var keyLength = written - begin - 2; // after the two that open the line
        text[written++] = (byte)'"';
        foreach (var slot in supplied)
        {
            if (Add(fields[slot], slot) is not { } fault) continue;
            written = begin;
            return fault;
        }
        Write("]\n"u8);

        plan.Complete(row);
        var group = plan.GroupSlot < 0 || row[plan.GroupSlot] == Metric.Missing ? -1 : (int)row[plan.GroupSlot];
        rows.Add(new SegmentRow(
            begin, written - begin, (byte)keyLength, plan.IsEligible(row), spread.BucketOf(store), group, values.Count, rowInBlock, sourceOffset));
        foreach (var at in benchmarked) values.Add(row[at]);
        return null;
    }

    private static RowFault? FaultIn(ReadOnlySpan<byte> product) =>
        product.IsEmpty ? RowFault.MissingProductId : StoreId.IsValid(product) ? null : RowFault.BadProductId;

    private void WriteProduct(ReadOnlySpan<byte> product)
    {
        text[written++] = (byte)SubjectKey.Mark;
        Write(product);
    }

    /// <summary>Hands over what was accepted since the last call.</summary>
    public Segment Take(int input, long firstRow, long sourceOffset)
    {
        var segment = new Segment(input, firstRow, sourceOffset, text.AsSpan(0, written), CollectionsMarshal.AsSpan(values), CollectionsMarshal.AsSpan(rows));
        written = 0;
        rows.Clear();
        values.Clear();
        segment.Sort();
        return segment;
    }

    /// <summary>Checks a field and writes its canonical form, or says what is wrong with it.</summary>
    private RowFault? Add(ReadOnlySpan<byte> field, int slot)
    {
        text[written++] = (byte)',';
        var metric = metrics[slot];
        if (field.IsEmpty)
        {
            row[slot] = Metric.Missing;
            if (metric.Kind is MetricKind.Events) plan.BlankEvents(slot, row);
            Write("null"u8);
            return metric.Required ? RowFault.MissingRequired(metric) : null;
        }
        if (open[slot] is { } vocabulary)
        {
            if (HasControlCharacters(field)) return RowFault.ControlCharacter;
            row[slot] = vocabulary.FindOrAdd(field);
            WriteString(field);
            return null;
        }
        if (metric.Kind is MetricKind.Text && HasControlCharacters(field)) return RowFault.ControlCharacter;
        var fault = metric.Kind is MetricKind.Events ? plan.ReadEvents(slot, field, row) : metric.Codec.TryRead(field, out row[slot]);
        if (fault is not ReadingFault.None) return RowFault.Of(fault, metric);
        if (metric.IsNumber) WriteNumber(field, slot);
        else if (metric.Kind is MetricKind.Flag) Write(row[slot] == 0 ? "false"u8 : "true"u8);
        else WriteString(field);
        return null;
    }

    private static bool HasControlCharacters(ReadOnlySpan<byte> field) => field.IndexOfAnyInRange((byte)0, (byte)31) >= 0;

    /// <summary>Makes room for a row: a byte of text becomes six at the most, when it must be escaped.</summary>
    private void Reserve(RowFields fields)
    {
        var most = 16 + StoreId.LongestKey + supplied.Length * 48 + fields.TextLength * 6;
        if (text.Length - written < most) Array.Resize(ref text, Math.Max(text.Length * 2, written + most));
    }

    /// <summary>Writes the shortest form: that is what the field says but for zeros that mean nothing.</summary>
    private void WriteNumber(ReadOnlySpan<byte> field, int slot)
    {
        if (field[0] == '-' || field.Length > 1 && field[0] == '0' && field[1] != '.')
        {
            Write(Encoding.UTF8.GetBytes(metrics[slot].Codec.Write(row[slot])));
            return;
        }
        if (field[^1] == '0' && field.Contains((byte)'.')) field = field.TrimEnd((byte)'0').TrimEnd((byte)'.');
        Write(field);
    }

    private void WriteString(ReadOnlySpan<byte> field)
    {
        text[written++] = (byte)'"';
        if (!field.ContainsAny(MustBeEscaped)) Write(field);
        else Write(Encoding.UTF8.GetBytes(JsonEncodedText.Encode(field).Value.Replace(",", "\\u002C", StringComparison.Ordinal)));
        text[written++] = (byte)'"';
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(text.AsSpan(written));
        written += bytes.Length;
    }
}
