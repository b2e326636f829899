using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// Puts rows whose stores come in strictly rising order, as those of most exports do, straight into snapshot and benchmarks:
/// nothing is kept or merged. The first row that does not rise ends it, and <see cref="SegmentStore"/> has to do the work.
/// </summary>
internal sealed class OrderedRows(SnapshotWriter snapshot, BenchmarkColumns columns, int valuesPerRow)
{
    private readonly byte[] last = new byte[StoreId.LongestKey];
    private int lastLength;

    /// <summary>Whether rising order is possible: with buckets the order is the bucket's first, and several files seldom follow on each other.</summary>
    public static bool MayBeIn(IReadOnlyList<PinnedInput> inputs, Spread spread) =>
        spread.Buckets == 1 && inputs.Count(input => Path.GetFileName(input.Name) != Manifest.FileName) == 1;

    /// <exception cref="NotOrderedException">A store does not come after the one before it.</exception>
    public void Add(Segment segment)
    {
        foreach (ref readonly var row in segment.Rows)
        {
            var store = segment.StoreOf(row);
            if (store.SequenceCompareTo(last.AsSpan(0, lastLength)) <= 0) throw new NotOrderedException();
            snapshot.Add(row.Bucket, store, segment.LineOf(row));
            if (row.IsPeer) columns.Add(row.Group, segment.Values.Slice(row.Values, valuesPerRow));
            store.CopyTo(last);
            lastLength = store.Length;
        }
        segment.Dispose();
    }
}

/// <summary>Rows do not come in strictly rising order of their stores.</summary>
internal sealed class NotOrderedException : Exception;
