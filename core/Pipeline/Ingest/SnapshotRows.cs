using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// Puts the merged rows into snapshot and benchmarks, one for each store or product. Where one has several rows they are taken once if
/// they say the same; if they differ none is taken, since nobody can tell which one is right. Which row came first plays no part.
/// </summary>
/// <param name="columns">Null where no benchmarks are computed.</param>
/// <param name="subject">What rows are of.</param>
internal sealed class SnapshotRows(SnapshotWriter snapshot, BenchmarkColumns? columns, QuarantineWriter quarantine, IReadOnlyList<string> files, Subject subject)
{
    private readonly RowFault repeated = subject is Subject.Product ? RowFault.RepeatedProductRow : RowFault.RepeatedRow;
    private readonly RowFault contradicting = subject is Subject.Product ? RowFault.DuplicateProductId : RowFault.DuplicateStoreId;
    private readonly List<Row> sameStore = [];
    private readonly Stack<Row> spare = [];

    public void Write(IEnumerable<RowCursor> rows, CancellationToken cancellationToken)
    {
        foreach (var cursor in rows)
        {
            if (sameStore.Count > 0 && !sameStore[0].Store.SequenceEqual(cursor.Store))
            {
                Settle();
                cancellationToken.ThrowIfCancellationRequested();
            }
            var row = spare.TryPop(out var used) ? used : new Row();
            row.Take(cursor);
            sameStore.Add(row);
        }
        if (sameStore.Count > 0) Settle();
    }

    private void Settle()
    {
        var first = sameStore[0];
        var agree = sameStore.TrueForAll(row => row.Line.SequenceEqual(first.Line));
        if (agree)
        {
            snapshot.Add(first.Bucket, first.Store, first.Line);
            if (first.IsPeer) columns?.Add(first.Group, first.Values);
        }
        for (var i = agree ? 1 : 0; i < sameStore.Count; i++) Refuse(sameStore[i], agree ? repeated : contradicting);
        foreach (var row in sameStore) spare.Push(row);
        sameStore.Clear();
    }

    private void Refuse(Row row, RowFault fault) => quarantine.Add(
        new QuarantinedRow(files[row.Input], row.Number, row.SourceOffset, fault, QuarantinedRow.Bounded(row.Store), QuarantinedRow.Bounded(row.Line[..^1])), row.Input);

    /// <summary>A row kept beyond its cursor's next step.</summary>
    private sealed class Row
    {
        private byte[] line = new byte[256];
        private int lineLength;
        private int storeLength;
        private long[] values = [];

        public int Bucket { get; private set; }

        public int Group { get; private set; }

        public bool IsPeer { get; private set; }

        public int Input { get; private set; }

        public long Number { get; private set; }

        public long SourceOffset { get; private set; }

        public ReadOnlySpan<byte> Line => line.AsSpan(0, lineLength);

        public ReadOnlySpan<byte> Store => line.AsSpan(2, storeLength);

        public ReadOnlySpan<long> Values => values;

        public void Take(RowCursor cursor)
        {
            var source = cursor.Line;
            if (line.Length < source.Length) line = new byte[source.Length * 2];
            if (values.Length != cursor.Values.Length) values = new long[cursor.Values.Length];
            source.CopyTo(line);
            cursor.Values.CopyTo(values);
            (lineLength, storeLength) = (source.Length, cursor.Store.Length);
            (Bucket, Group, IsPeer, Input, Number, SourceOffset) = (cursor.Bucket, cursor.Group, cursor.IsPeer, cursor.Input, cursor.Row, cursor.SourceOffset);
        }
    }
}
