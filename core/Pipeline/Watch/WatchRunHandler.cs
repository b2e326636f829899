using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Watch;

/// <summary>A run as somebody who watches it sees it.</summary>
/// <param name="Chunks">Its chunks by number; none before they are sealed.</param>
/// <param name="Quarantine">Some of the rows that were not accepted.</param>
public sealed record WatchedRun(Run Run, IReadOnlyList<WatchedChunk> Chunks, QuarantinePage Quarantine)
{
    public long Stores => Chunks.Sum(chunk => (long)chunk.Stores);

    public long Judged => Chunks.Where(chunk => chunk.IsFinished).Sum(chunk => (long)chunk.Stores);
}

/// <param name="Stores">How many rows it holds.</param>
public sealed record WatchedChunk(int Number, int Stores, bool IsFinished);

/// <summary>Says how far a run has come, from what is stored and not from whoever works on it, so that any process can ask.</summary>
public sealed class WatchRunHandler(IRuns runs, IOutcomes outcomes, IRunFiles files)
{
    /// <summary>Every run with the chunks of those that are being judged, newest first.</summary>
    public async Task<IReadOnlyList<WatchedRun>> AllAsync(CancellationToken cancellationToken)
    {
        var all = new List<WatchedRun>();
        foreach (var run in (await runs.ListAsync(programme: null, cancellationToken)).OrderByDescending(run => run.CreatedAt))
            all.Add(new WatchedRun(run, run.IsOver ? [] : await ChunksAsync(run, cancellationToken), QuarantinePage.None));
        return all;
    }

    /// <summary>Null where there is no such run.</summary>
    /// <param name="rows">Where the page of rows before ended, as it said; null for the first one.</param>
    public async Task<WatchedRun?> HandleAsync(RunKey key, string? rows, CancellationToken cancellationToken) => await runs.FindAsync(key, cancellationToken) is { } run
        ? new WatchedRun(run, await ChunksAsync(run, cancellationToken), await QuarantinePages.ReadAsync(files, key, rows, cancellationToken))
        : null;

    private async Task<IReadOnlyList<WatchedChunk>> ChunksAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.State is RunState.Created or RunState.Ingesting or RunState.GateFailed or RunState.Failed) return [];
        var finished = await outcomes.FinishedAsync(run.Key, cancellationToken);
        return [.. (await files.ReadChunksAsync(run.Key, cancellationToken)).Select(chunk => new WatchedChunk(chunk.Number, chunk.Stores, finished.ContainsKey(chunk.Number)))];
    }
}
