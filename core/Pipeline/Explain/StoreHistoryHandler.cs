using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>What a store earned in a period, by the revision that is in force.</summary>
public sealed record PastOutcome(Run Run, StoredOutcome Outcome);

/// <summary>A store's outcomes of the past, newest first.</summary>
public sealed class StoreHistoryHandler(CompletedRuns completed, IOutcomes outcomes, PipelineOptions options)
{
    /// <param name="store">The store's id, or the key of a product.</param>
    /// <param name="before">Only periods that ended before this day; null for all.</param>
    public Task<IReadOnlyList<PastOutcome>> HandleAsync(string store, string? programme, DateOnly? before, int most, CancellationToken cancellationToken)
    {
        var ofProduct = SubjectKey.Parse(store).Product is not null;
        return PageAsync(programme, before, most, past => past.Run, FindAsync, cancellationToken);

        async Task<PastOutcome?> FindAsync(Run run) =>
            run.IsOfProducts == ofProduct && await outcomes.FindAsync(run.Key, store, cancellationToken) is { } outcome ? new PastOutcome(run, outcome) : null;
    }

    /// <summary>The runs in force that judged a store, or products of it, newest first.</summary>
    public Task<IReadOnlyList<Run>> RunsAsync(string store, string? programme, DateOnly? before, int most, CancellationToken cancellationToken) =>
        PageAsync(programme, before, most, run => run, async run => await outcomes.KnowsAsync(run, store, options.Spread, cancellationToken) ? run : null, cancellationToken);

    private async Task<IReadOnlyList<T>> PageAsync<T>(
        string? programme, DateOnly? before, int most, Func<T, Run> runOf, Func<Run, Task<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        var inForce = (await completed.OfAsync(programme, cancellationToken))
            .GroupBy(run => (run.Key.Programme, run.Key.Period)).Select(revisions => revisions.Last())
            .Where(run => before is null || run.Key.Period.LastDay < before)
            .OrderByDescending(run => run.Key.Period.LastDay).ThenBy(run => run.Key.Programme, StringComparer.Ordinal);
        var found = new List<T>();
        foreach (var run in inForce)
        {
            // All of a day, so that the next page can begin with an earlier one.
            if (found.Count >= most && runOf(found[^1]).Key.Period.LastDay != run.Key.Period.LastDay) break;
            if (await find(run) is { } one) found.Add(one);
        }
        return found;
    }
}
