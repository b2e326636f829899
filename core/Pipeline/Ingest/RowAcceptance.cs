using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// Turns fields into an accepted row of a segment, or says why not: every reading is checked against its metric, the snapshot's
/// canonical line is written, and the readings that benchmarks need are kept. One for each worker.
/// </summary>
internal sealed class RowAcceptance
{
    private readonly Plan plan;
    private readonly Spread spread;
    private readonly Metric[] metrics;
    private readonly Vocabulary?[] open;
    private readonly int[] supplied;
    private readonly int[] benchmarked;
    private readonly long[] row;

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
        supplied = [.. Enumerable.Range(0, metrics.Length).Where(slot => metrics[slot].Derivation is null)];
        benchmarked = [.. plan.Benchmarked.Select(metric => metric.Slot)];
        row = new long[metrics.Length];
    }

    /// <summary>Takes the row in, or returns why it is refused.</summary>
    public RowFault? TryAdd(RowFields fields, int rowInBlock, int sourceOffset)
    {
        var store = fields.Store;
        if (store.IsEmpty) return RowFault.MissingStoreId;
        if (!StoreId.IsValid(store)) return RowFault.BadStoreId;

        foreach (var at in supplied)
        {
            if (Check(fields[at], at) is { } fault) return fault;
        }

        Reserve(fields, store.Length);
        var begin = written;
        Write("[\""u8);
        Write(store);
        Write("\""u8);
        foreach (var at in supplied) WriteReading(fields[at], at);
        Write("]\n"u8);

        plan.Complete(row);
        var group = plan.GroupSlot < 0 || row[plan.GroupSlot] == Metric.Missing ? -1 : (int)row[plan.GroupSlot];
        rows.Add(new SegmentRow(
            begin, written - begin, (byte)store.Length, plan.IsEligible(row), spread.BucketOf(store), group, values.Count, rowInBlock, sourceOffset));
        foreach (var at in benchmarked) values.Add(row[at]);
        return null;
    }

    /// <summary>Hands over what was accepted since the last call.</summary>
    public Segment Take(int input, long firstRow, long sourceOffset)
    {
        var segment = new Segment(input, firstRow, sourceOffset)
        {
            Text = text.AsSpan(0, written).ToArray(),
            Values = [.. values],
            Rows = [.. rows],
            Count = rows.Count,
        };
        written = 0;
        rows.Clear();
        values.Clear();
        segment.Sort();
        return segment;
    }

    private RowFault? Check(ReadOnlySpan<byte> field, int slot)
    {
        var metric = metrics[slot];
        if (field.IsEmpty)
        {
            row[slot] = Metric.Missing;
            return metric.Required ? RowFault.MissingRequired(metric) : null;
        }
        if (open[slot] is { } vocabulary)
        {
            if (field.IndexOfAnyInRange((byte)0, (byte)31) >= 0) return RowFault.ControlCharacter;
            row[slot] = vocabulary.FindOrAdd(field);
            return null;
        }
        if (metric.Kind is MetricKind.Text && field.IndexOfAnyInRange((byte)0, (byte)31) >= 0) return RowFault.ControlCharacter;
        var fault = metric.Codec.TryRead(field, out row[slot]);
        return fault is ReadingFault.None ? null : RowFault.Of(fault, metric);
    }

    /// <summary>Makes room for a row: a byte of text becomes six at the most, when it must be escaped.</summary>
    private void Reserve(RowFields fields, int store)
    {
        var most = 16 + store + supplied.Length * 48 + fields.TextLength * 6;
        if (text.Length - written < most) Array.Resize(ref text, Math.Max(text.Length * 2, written + most));
    }

    private void WriteReading(ReadOnlySpan<byte> field, int slot)
    {
        text[written++] = (byte)',';
        if (field.IsEmpty)
        {
            Write("null"u8);
            return;
        }
        switch (metrics[slot].Kind)
        {
            case MetricKind.Level or MetricKind.Category or MetricKind.Text:
                WriteString(field);
                break;
            case MetricKind.Date:
                WriteString(field);
                break;
            case MetricKind.Flag:
                Write(row[slot] == 0 ? "false"u8 : "true"u8);
                break;
            default:
                WriteNumber(field, slot);
                break;
        }
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
        Write("\""u8);
        if (field.IndexOfAny((byte)'"', (byte)'\\') < 0) Write(field);
        else Write(JsonEncodedText.Encode(field).EncodedUtf8Bytes);
        Write("\""u8);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(text.AsSpan(written));
        written += bytes.Length;
    }
}
