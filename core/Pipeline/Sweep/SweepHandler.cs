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
            if (!run.IsOver) messages.AddRange(await OwedAsync(run, cancellationToken));
        }
        return messages;
    }

    private async Task<IReadOnlyList<Message>> OwedAsync(Run run, CancellationToken cancellationToken)
    {
        var key = run.Key.ToString();
        // Seconds since the run was created: grows from sweep to sweep and comes from one clock and the data.
        var generation = Math.Max(1, (int)(time.GetUtcNow() - run.CreatedAt).TotalSeconds);
        if (run.IsBeingIngested(time.GetUtcNow(), options.IngestDeadAfter)) return [];
        if (run.State is RunState.Created or RunState.Ingesting) return [new Message.IngestRun(key, generation)];

        var chunks = await files.ReadChunksAsync(run.Key, cancellationToken);
        var finished = await outcomes.FinishedAsync(run.Key, cancellationToken);
        var missing = chunks.Where(chunk => !finished.ContainsKey(chunk.Number)).Select(chunk => new Message.EvaluateChunk(key, chunk.Number, generation)).ToList();
        return missing.Count > 0 ? missing : [new Message.CompleteRun(key, generation)];
    }
}
