using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// A share of a run's stores: a range of lines of the snapshot, all of one bucket. Its range of store ids goes on from the last
/// store of the chunk before it, so that every store there may ever have been belongs to exactly one chunk.
/// </summary>
/// <param name="Number">From 0.</param>
/// <param name="Bucket">The bucket that its stores' ids hash to: a table partition.</param>
/// <param name="After">The store id after which its range begins, exclusive; null for the start.</param>
/// <param name="UpTo">The store id at which its range ends, inclusive; null for the end.</param>
/// <param name="Offset">Where its lines begin in the snapshot, in bytes.</param>
/// <param name="Length">How long its lines are, in bytes.</param>
/// <param name="Stores">How many lines there are.</param>
public sealed record Chunk(int Number, int Bucket, string? After, string? UpTo, long Offset, int Length, int Stores);

/// <summary>How a deployment spreads stores. Fixed for the life of its data: outcomes are looked up by bucket.</summary>
/// <param name="Buckets">How many buckets store ids are hashed to: 1 for one database, many for table partitions.</param>
/// <param name="StoresPerChunk">The most stores that one chunk holds, so that what it writes commits at once.</param>
public sealed record Spread(int Buckets, int StoresPerChunk)
{
    /// <summary>
    /// The bucket of a store, or of a product, which lies with its store: FNV-1a over the store's id, so that it is the same in every
    /// process and on every machine.
    /// </summary>
    public int BucketOf(ReadOnlySpan<byte> key)
    {
        if (Buckets == 1) return 0;
        var hash = 2166136261u;
        foreach (var b in SubjectKey.StoreOf(key)) hash = (hash ^ b) * 16777619;
        return (int)((ulong)hash * (ulong)Buckets >> 32);
    }
}
