using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

internal static class OutcomesReading
{
    /// <summary>The outcomes that a run has for the stores of a chunk, which may be one of another run; none where there is no such run.</summary>
    public static async Task<IReadOnlyList<StoredOutcome>> OfChunkAsync(this IOutcomes outcomes, RunKey? run, Chunk chunk, CancellationToken cancellationToken)
    {
        if (run is null) return [];
        var found = new List<StoredOutcome>();
        await foreach (var outcome in outcomes.RangeAsync(run, chunk.Bucket, chunk.After, chunk.UpTo, cancellationToken)) found.Add(outcome);
        return found;
    }
}
