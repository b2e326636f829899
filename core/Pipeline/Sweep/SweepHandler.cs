using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Sweep;

/// <summary>
/// Finds runs that stand still, because a send was lost or a process died, and says what must be sent for them to go on. Asked
/// every few minutes, and when a host starts. What it sends has a new generation, so that no queue takes it for a repetition.
/// </summary>
public sealed class SweepHandler(IRuns runs, IOutcomes outcomes, IRunFiles files, PipelineOptions options, TimeProvider time)
{
    public async Task<IReadOnlyList<Message>> HandleAsync(CancellationToken cancellationToken)
    {
        var messages = new List<Message>();
        foreach (var run in await runs.ListAsync(programme: null, cancellationToken))
        {
            if (!run.IsOver) messages.AddRange(await OwedAsync(run, StandsStillAsync, cancellationToken));
        }
        return messages;
    }

    /// <summary>
    /// What one run waits for, to be sent once more at once because somebody asked, who has seen that it stands still; null where there
    /// is no such run.
    /// </summary>
    public async Task<IReadOnlyList<Message>?> HandleAsync(RunKey key, CancellationToken cancellationToken) => await runs.FindAsync(key, cancellationToken) switch
    {
        null => null,
        { IsOver: true } => [],
        var run => await OwedAsync(run, (_, _, _) => Task.FromResult(true), cancellationToken),
    };

    /// <param name="standsStill">Whether a run whose chunks have not all finished, but so many, is to be helped.</param>
    private async Task<IReadOnlyList<Message>> OwedAsync(Run run, Func<Run, int, CancellationToken, Task<bool>> standsStill, CancellationToken cancellationToken)
    {
        var key = run.Key.ToString();
        // Seconds since the run was created: grows from sweep to sweep and comes from one clock and the data.
        var generation = Math.Max(1, (int)(time.GetUtcNow() - run.CreatedAt).TotalSeconds);
        if (run.IsBeingIngested(time.GetUtcNow(), options.IngestDeadAfter)) return [];
        if (run.State is RunState.Created or RunState.Ingesting) return [new Message.IngestRun(key, generation)];

        var chunks = await files.ReadChunksAsync(run.Key, cancellationToken);
        var finished = await outcomes.FinishedAsync(run.Key, cancellationToken);
        var missing = chunks.Where(chunk => !finished.ContainsKey(chunk.Number)).Select(chunk => new Message.EvaluateChunk(key, chunk.Number, generation)).ToList();
        if (missing.Count == 0) return [new Message.CompleteRun(key, generation)];
        return await standsStill(run, finished.Count, cancellationToken) ? missing : [];
    }

    /// <summary>
    /// A chunk that has not come to its turn is not lost: what is missing is sent again only where no chunk has finished for a while.
    /// What each sweep sees is written down for the next one; of two sweeps at once one goes on.
    /// </summary>
    private async Task<bool> StandsStillAsync(Run run, int finished, CancellationToken cancellationToken)
    {
        if (options.StandsStillAfter == TimeSpan.Zero) return true;
        var now = time.GetUtcNow();
        var seen = run.Swept is { } swept && swept.Finished == finished ? swept : null;
        if (seen is not null && now - seen.At < options.StandsStillAfter) return false;
        return await runs.ReplaceAsync(run with { Swept = new SweptRun(finished, now) }, cancellationToken) && seen is not null;
    }
}
