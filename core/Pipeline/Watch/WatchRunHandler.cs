using System.Text.Json;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Watch;

/// <summary>A run as somebody who watches it sees it.</summary>
/// <param name="Chunks">Its chunks by number; none before they are sealed.</param>
/// <param name="Quarantine">The first rows that were not accepted.</param>
public sealed record WatchedRun(Run Run, IReadOnlyList<WatchedChunk> Chunks, IReadOnlyList<QuarantineLine> Quarantine)
{
    public long Stores => Chunks.Sum(chunk => (long)chunk.Stores);

    public long Judged => Chunks.Where(chunk => chunk.IsFinished).Sum(chunk => (long)chunk.Stores);
}

/// <param name="Stores">How many rows it holds.</param>
public sealed record WatchedChunk(int Number, int Stores, bool IsFinished);

/// <summary>A quarantined row as its file has it. All of it is foreign text.</summary>
public sealed record QuarantineLine(string File, long Row, string Reason, string? Column, string? Found, string Expected);

/// <summary>Says how far a run has come, from what is stored and not from whoever works on it, so that any process can ask.</summary>
public sealed class WatchRunHandler(IRuns runs, IOutcomes outcomes, IRunFiles files)
{
    private const int LinesShown = 50;

    /// <summary>Every run with the chunks of those that are being judged, newest first.</summary>
    public async Task<IReadOnlyList<WatchedRun>> AllAsync(CancellationToken cancellationToken)
    {
        var all = new List<WatchedRun>();
        foreach (var run in (await runs.ListAsync(programme: null, cancellationToken)).OrderByDescending(run => run.CreatedAt))
            all.Add(new WatchedRun(run, run.IsOver ? [] : await ChunksAsync(run, cancellationToken), []));
        return all;
    }

    /// <summary>Null where there is no such run.</summary>
    public async Task<WatchedRun?> HandleAsync(RunKey key, CancellationToken cancellationToken) => await runs.FindAsync(key, cancellationToken) is { } run
        ? new WatchedRun(run, await ChunksAsync(run, cancellationToken), await QuarantineAsync(key, cancellationToken))
        : null;

    private async Task<IReadOnlyList<WatchedChunk>> ChunksAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.State is RunState.Created or RunState.Ingesting or RunState.GateFailed or RunState.Failed) return [];
        var finished = await outcomes.FinishedAsync(run.Key, cancellationToken);
        return [.. (await files.ReadChunksAsync(run.Key, cancellationToken)).Select(chunk => new WatchedChunk(chunk.Number, chunk.Stores, finished.ContainsKey(chunk.Number)))];
    }

    private async Task<IReadOnlyList<QuarantineLine>> QuarantineAsync(RunKey key, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(key, RunFile.Quarantine, cancellationToken);
        if (stream is null) return [];
        var lines = new List<QuarantineLine>();
        using var reader = new StreamReader(stream);
        while (lines.Count < LinesShown && await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            using var row = JsonDocument.Parse(line);
            lines.Add(new QuarantineLine(
                Text(row, "file") ?? "", row.RootElement.GetProperty("row").GetInt64(), Text(row, "reason") ?? "", Text(row, "column"), Text(row, "found"), Text(row, "expected") ?? ""));
        }
        return lines;
    }

    private static string? Text(JsonDocument row, string member) =>
        row.RootElement.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
