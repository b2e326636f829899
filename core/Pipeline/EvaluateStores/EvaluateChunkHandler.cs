using System.Buffers;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>Judges the stores of one chunk and keeps what comes of it, all or nothing. Doing it again changes nothing.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing that must be given back.
public sealed class EvaluateChunkHandler(
    IRuns runs, IRunFiles files, IOutcomes outcomes, RunPlans plans, PipelineOptions options, IProgress<RunProgress> progress)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim judging = new(options.Workers);

    public async Task<IReadOnlyList<Message>> HandleAsync(Message.EvaluateChunk message, CancellationToken cancellationToken)
    {
        // Gather.
        var run = await runs.FindAsync(message.Key, cancellationToken) ?? throw new UnknownRunException(message.Run);
        if (run.State is not RunState.Evaluating) return run.State is RunState.Completing ? [Complete(message)] : [];
        var plan = await plans.OfAsync(run.Key, cancellationToken);
        if (message.Chunk < 0 || message.Chunk >= plan.Chunks.Count) throw new UnknownRunException($"{message.Run}, chunk {message.Chunk}");
        var chunk = plan.Chunks[message.Chunk];
        var before = await outcomes.OfChunkAsync(run.Previous, chunk, cancellationToken);
        var superseded = await outcomes.OfChunkAsync(run.Supersedes, chunk, cancellationToken);
        var supersededPlan = run.Supersedes is { } old ? await plans.OfAsync(old, cancellationToken) : null;
        var sources = await SourceOutcomes.ReadAsync(outcomes, plan.Sources, await plans.SourceReadingsOfAsync(plan, cancellationToken), chunk, cancellationToken);

        var lines = ArrayPool<byte>.Shared.Rent(chunk.Length);
        try
        {
            await files.ReadAsync(run.Key, RunFile.Snapshot, chunk.Offset, lines.AsMemory(0, chunk.Length), cancellationToken);

            // Decide.
            using var evaluation = new ChunkEvaluation(plan, chunk, before, superseded, run.Supersedes is not null, run.FollowsPrevious, sources);
            var result = await EvaluateAsync(evaluation, lines.AsMemory(0, chunk.Length), Revised, cancellationToken);

            // Record.
            var saved = await outcomes.SaveAsync(result, cancellationToken);
            if (saved.First) progress.Report(new RunProgress(run.Key, RunState.Evaluating, chunk.Stores, plan.Stores, 0, 0));
            return saved.MayBeLast ? [Complete(message)] : [];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lines);
        }

        RevisionSums? Revised(ChunkResult result) => supersededPlan is null ? null : RevisionSums.Of(superseded, supersededPlan, result.Outcomes, plan);
    }

    /// <summary>No more chunks are judged at once than there are workers; any number may wait for their commit.</summary>
    private async Task<ChunkResult> EvaluateAsync(ChunkEvaluation evaluation, ReadOnlyMemory<byte> lines, Func<ChunkResult, RevisionSums?> revised, CancellationToken cancellationToken)
    {
        await judging.WaitAsync(cancellationToken);
        try
        {
            var result = evaluation.Evaluate(lines.Span);
            result.Summary.Revised = revised(result);
            return result;
        }
        finally
        {
            judging.Release();
        }
    }

    private static Message.CompleteRun Complete(Message.EvaluateChunk message) => new(message.Run, message.Generation);
}

/// <summary>A message names a run or a chunk that does not exist; sending it again will not help.</summary>
public sealed class UnknownRunException(string what) : Exception($"There is no run {what}.");
