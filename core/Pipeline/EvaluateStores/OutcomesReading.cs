using System.Text;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

public static class OutcomesReading
{
    /// <summary>The outcomes that a run has for the stores of a chunk, which may be one of another run; none where there is no such run.</summary>
    internal static async Task<IReadOnlyList<StoredOutcome>> OfChunkAsync(this IOutcomes outcomes, RunKey? run, Chunk chunk, CancellationToken cancellationToken)
    {
        if (run is null) return [];
        var found = new List<StoredOutcome>();
        await foreach (var outcome in outcomes.RangeAsync(run, chunk.Bucket, chunk.After, chunk.UpTo, cancellationToken)) found.Add(outcome);
        return found;
    }

    /// <summary>The outcomes that a run has for the products of a store, ordered by product; none where it judged stores.</summary>
    public static IAsyncEnumerable<StoredOutcome> ProductsOfAsync(this IOutcomes outcomes, RunKey run, string store, Spread spread, CancellationToken cancellationToken)
    {
        var (after, upTo) = SubjectKey.ProductsOf(store);
        return outcomes.RangeAsync(run, spread.BucketOf(Encoding.ASCII.GetBytes(store)), after, upTo, cancellationToken);
    }

    /// <summary>Whether a run judged a store or products of it, or, by its key, one product.</summary>
    public static async Task<bool> KnowsAsync(this IOutcomes outcomes, Run run, string key, Spread spread, CancellationToken cancellationToken)
    {
        if (!run.IsOfProducts || SubjectKey.Parse(key).Product is not null) return await outcomes.FindAsync(run.Key, key, cancellationToken) is not null;
        await foreach (var _ in outcomes.ProductsOfAsync(run.Key, key, spread, cancellationToken)) return true;
        return false;
    }
}
