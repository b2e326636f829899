using System.Buffers;
using System.Runtime.CompilerServices;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>An accepted row in a segment. Where it came from is told relative to its block.</summary>
/// <param name="Offset">Where its snapshot line begins in the segment's text.</param>
/// <param name="Length">How long the line is, line break included.</param>
/// <param name="StoreLength">How long the key of its store or product is, which begins two bytes into the line.</param>
/// <param name="Group">The place of its industry in the vocabulary, or -1.</param>
/// <param name="IsPeer">Whether it counts in benchmarks.</param>
internal readonly record struct SegmentRow(int Offset, int Length, byte StoreLength, bool IsPeer, int Bucket, int Group, int Values, int Row, int SourceOffset);

/// <summary>The accepted rows of one block, sorted by bucket and store: canonical lines, and the readings that benchmarks need.</summary>
internal sealed class Segment : IDisposable
{
    private const int StoreStart = 2; // the line begins with ["
    private readonly byte[] text;
    private readonly long[] values;
    private readonly SegmentRow[] rows;

    public Segment(int input, long firstRow, long sourceOffset, ReadOnlySpan<byte> text, ReadOnlySpan<long> values, ReadOnlySpan<SegmentRow> rows)
    {
        (Input, FirstRow, SourceOffset, Count) = (input, firstRow, sourceOffset, rows.Length);
        this.text = Rent(text);
        this.values = Rent(values);
        this.rows = Rent(rows);
    }

    public int Input { get; }

    public long FirstRow { get; }

    public long SourceOffset { get; }

    public int Count { get; }

    public ReadOnlySpan<long> Values => values;

    public ReadOnlySpan<SegmentRow> Rows => rows.AsSpan(0, Count);

    public long Bytes => text.Length + values.Length * sizeof(long) + rows.Length * Unsafe.SizeOf<SegmentRow>();

    public ReadOnlySpan<byte> LineOf(in SegmentRow row) => text.AsSpan(row.Offset, row.Length);

    public ReadOnlySpan<byte> StoreOf(in SegmentRow row) => text.AsSpan(row.Offset + StoreStart, row.StoreLength);

    public void Sort()
    {
        for (var i = 1; i < Count; i++)
        {
            if (Compare(rows[i - 1], rows[i]) <= 0) continue;
            rows.AsSpan(0, Count).Sort(Compare);
            return;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(text);
        ArrayPool<long>.Shared.Return(values);
        ArrayPool<SegmentRow>.Shared.Return(rows);
    }

    private static T[] Rent<T>(ReadOnlySpan<T> content)
    {
        var rented = ArrayPool<T>.Shared.Rent(content.Length);
        content.CopyTo(rented);
        return rented;
    }

    private int Compare(SegmentRow left, SegmentRow right)
    {
        var order = left.Bucket.CompareTo(right.Bucket);
        if (order == 0) order = StoreOf(left).SequenceCompareTo(StoreOf(right));
        return order != 0 ? order : left.Row.CompareTo(right.Row);
    }
}
