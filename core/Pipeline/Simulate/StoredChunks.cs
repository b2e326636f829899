using System.Buffers;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>Goes through the chunks of a stored run, several at once; no more than a chunk for each worker is in memory.</summary>
internal sealed class StoredChunks(IRunFiles files, RunPlan stored, int workers)
{
    /// <summary>Hands each chunk with its lines of the snapshot to <paramref name="work"/>.</summary>
    public Task EachAsync(Func<Chunk, ReadOnlyMemory<byte>, CancellationToken, Task> work, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        stored.Chunks, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, async (chunk, token) =>
        {
            var lines = ArrayPool<byte>.Shared.Rent(chunk.Length);
            try
            {
                await files.ReadAsync(stored.Run, RunFile.Snapshot, chunk.Offset, lines.AsMemory(0, chunk.Length), token);
                await work(chunk, lines.AsMemory(0, chunk.Length), token);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(lines);
            }
        });
}
