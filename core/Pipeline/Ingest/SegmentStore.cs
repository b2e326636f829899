using System.Runtime.InteropServices;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// Keeps the accepted rows until all are there, then gives them back in the order of bucket and store. Past a budget of memory
/// what there is is merged and put aside in a temporary file, so that memory does not grow with the number of stores.
/// </summary>
internal sealed class SegmentStore(int valuesPerRow, long memoryBudget) : IDisposable
{
    private readonly List<Segment> segments = [];
    private readonly List<FileStream> spilled = [];
    private long held;

    public void Add(Segment segment)
    {
        if (segment.Count == 0)
        {
            segment.Dispose();
            return;
        }
        segments.Add(segment);
        held += segment.Bytes;
        if (held > memoryBudget) Spill();
    }

    /// <summary>Every row in order. What is lent is good until the next row is asked for.</summary>
    public IEnumerable<RowCursor> Merge()
    {
        var cursors = new List<RowCursor>();
        foreach (var file in spilled)
        {
            file.Position = 0;
            cursors.Add(new SpillCursor(file, valuesPerRow));
        }
        foreach (var segment in segments) cursors.Add(new SegmentCursor(segment, valuesPerRow));
        return Merge(cursors);
    }

    private void Spill()
    {
        var file = TemporaryFile.Create();
        foreach (var row in Merge([.. segments.Select(segment => new SegmentCursor(segment, valuesPerRow))])) SpillCursor.Write(file, row);
        file.Flush();
        spilled.Add(file);
        Release();
        held = 0;
    }

    private static IEnumerable<RowCursor> Merge(List<RowCursor> cursors)
    {
        var queue = new PriorityQueue<RowCursor, RowCursor>(cursors.Count, RowCursor.Order);
        foreach (var cursor in cursors)
        {
            if (cursor.MoveNext()) queue.Enqueue(cursor, cursor);
        }
        while (queue.TryDequeue(out var first, out _))
        {
            // Files are often sorted already: then one cursor stays first for long and the queue need not be asked to reorder.
            do
            {
                yield return first;
                if (!first.MoveNext())
                {
                    first = null;
                    break;
                }
            }
            while (queue.Count == 0 || RowCursor.Order.Compare(first, queue.Peek()) <= 0);
            if (first is not null) queue.Enqueue(first, first);
        }
    }

    public void Dispose()
    {
        Release();
        foreach (var file in spilled) file.Dispose();
    }

    private void Release()
    {
        foreach (var segment in segments) segment.Dispose();
        segments.Clear();
    }
}

/// <summary>Walks through sorted rows; holds one at a time.</summary>
internal abstract class RowCursor
{
    public static Comparer<RowCursor> Order { get; } = Comparer<RowCursor>.Create((left, right) =>
    {
        var order = left.Bucket.CompareTo(right.Bucket);
        if (order == 0) order = left.Store.SequenceCompareTo(right.Store);
        if (order == 0) order = left.Input.CompareTo(right.Input);
        return order != 0 ? order : left.Row.CompareTo(right.Row);
    });

    public abstract bool MoveNext();

    public abstract ReadOnlySpan<byte> Line { get; }

    public abstract ReadOnlySpan<byte> Store { get; }

    public abstract ReadOnlySpan<long> Values { get; }

    public int Bucket { get; protected set; }

    public int Group { get; protected set; }

    public bool IsPeer { get; protected set; }

    public int Input { get; protected set; }

    /// <summary>The row's number in its file.</summary>
    public long Row { get; protected set; }

    /// <summary>Where the row begins in its file.</summary>
    public long SourceOffset { get; protected set; }
}

/// <summary>A segment in memory.</summary>
internal sealed class SegmentCursor(Segment segment, int valuesPerRow) : RowCursor
{
    private int at = -1;

    public override ReadOnlySpan<byte> Line => segment.LineOf(segment.Rows[at]);

    public override ReadOnlySpan<byte> Store => segment.StoreOf(segment.Rows[at]);

    public override ReadOnlySpan<long> Values => segment.Values.Slice(segment.Rows[at].Values, valuesPerRow);

    public override bool MoveNext()
    {
        if (++at == segment.Count) return false;
        var row = segment.Rows[at];
        (Bucket, Group, IsPeer, Input) = (row.Bucket, row.Group, row.IsPeer, segment.Input);
        (Row, SourceOffset) = (segment.FirstRow + row.Row, segment.SourceOffset + row.SourceOffset);
        return true;
    }
}

/// <summary>Merged rows in a temporary file of this process: fixed-size head, values, line.</summary>
internal sealed class SpillCursor(FileStream file, int valuesPerRow) : RowCursor
{
    private readonly long[] values = new long[valuesPerRow];
    private byte[] line = new byte[1024];
    private Head head;

    private readonly record struct Head(int LineLength, int StoreLength, int Bucket, int Group, int IsPeer, int Input, long Row, long SourceOffset);

    public override ReadOnlySpan<byte> Line => line.AsSpan(0, head.LineLength);

    public override ReadOnlySpan<byte> Store => line.AsSpan(2, head.StoreLength);

    public override ReadOnlySpan<long> Values => values;

    public static void Write(FileStream file, RowCursor row)
    {
        var head = new Head(row.Line.Length, row.Store.Length, row.Bucket, row.Group, row.IsPeer ? 1 : 0, row.Input, row.Row, row.SourceOffset);
        file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Head>(in head)));
        file.Write(MemoryMarshal.AsBytes(row.Values));
        file.Write(row.Line);
    }

    public override bool MoveNext()
    {
        var bytes = MemoryMarshal.AsBytes(new Span<Head>(ref head));
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) return false;
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        if (line.Length < head.LineLength) line = new byte[head.LineLength * 2];
        file.ReadExactly(line.AsSpan(0, head.LineLength));
        (Bucket, Group, IsPeer, Input, Row, SourceOffset) = (head.Bucket, head.Group, head.IsPeer != 0, head.Input, head.Row, head.SourceOffset);
        return true;
    }
}
