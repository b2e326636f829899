using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// Writes the snapshot: a first line that names the columns, then one JSON array a store, in the order of bucket and store id;
/// and cuts it into chunks on the way.
/// </summary>
internal sealed class SnapshotWriter : IDisposable
{
    private const int FlushAt = 1 << 20;

    private readonly Stream stream;
    private readonly Spread spread;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<Chunk> chunks = [];

    // One buffer is filled while the other is hashed and written on another thread.
    private ArrayBufferWriter<byte> pending = new(FlushAt + (1 << 16));
    private ArrayBufferWriter<byte> spare = new(FlushAt + (1 << 16));
    private Task writing = Task.CompletedTask;
    private long written;
    private long chunkStart;
    private int chunkStores;
    private int bucket = -1;
    private string? after;
    private readonly byte[] last = new byte[StoreId.LongestKey];
    private int lastLength;

    public SnapshotWriter(Stream stream, Policy policy, Spread spread)
    {
        this.stream = stream;
        this.spread = spread;
        var names = policy.Metrics.Where(metric => metric.IsSupplied).Select(metric => metric.Name).Prepend(policy.Subject is Subject.Product ? $"{StoreId.Column}{SubjectKey.Mark}{ProductId.Column}" : StoreId.Column);
        pending.Write(JsonSerializer.SerializeToUtf8Bytes(names.ToArray(), IngestJson.Default.StringArray));
        pending.Write("\n"u8);
        chunkStart = pending.WrittenCount;
    }

    /// <summary>Adds a store's line; they come in order.</summary>
    public void Add(int bucketOfStore, ReadOnlySpan<byte> store, ReadOnlySpan<byte> line)
    {
        if (bucketOfStore != bucket)
        {
            EndBucket();
            for (bucket++; bucket < bucketOfStore; bucket++) EndBucket();
        }
        else if (chunkStores == spread.StoresPerChunk) EndChunk(Encoding.ASCII.GetString(last.AsSpan(0, lastLength)));

        pending.Write(line);
        chunkStores++;
        store.CopyTo(last);
        lastLength = store.Length;
        if (pending.WrittenCount > FlushAt) Flush();
    }

    /// <summary>Ends the snapshot. The chunks cover every store id there may be, so also the stores that are not in it.</summary>
    public IReadOnlyList<Chunk> Complete()
    {
        EndBucket();
        for (bucket++; bucket < spread.Buckets; bucket++) EndBucket();
        Flush();
        writing.GetAwaiter().GetResult();
        return chunks;
    }

    /// <summary>SHA-256 of the whole snapshot, lower-case hexadecimal.</summary>
    public string Sha256() => Convert.ToHexStringLower(hash.GetHashAndReset());

    private void EndBucket()
    {
        if (bucket >= 0) EndChunk(null);
        after = null;
    }

    private void EndChunk(string? upTo)
    {
        var end = written + pending.WrittenCount;
        chunks.Add(new Chunk(chunks.Count, bucket, after, upTo, chunkStart, checked((int)(end - chunkStart)), chunkStores));
        (after, chunkStart, chunkStores) = (upTo, end, 0);
    }

    private void Flush()
    {
        writing.GetAwaiter().GetResult();
        written += pending.WrittenCount;
        var full = pending;
        (pending, spare) = (spare, full);
        pending.ResetWrittenCount();
        writing = Task.Run(() =>
        {
            hash.AppendData(full.WrittenSpan);
            stream.Write(full.WrittenSpan);
        });
    }

    public void Dispose() => hash.Dispose();
}
