using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>What a store earned in a period, by the revision that is in force.</summary>
public sealed record PastOutcome(Run Run, StoredOutcome Outcome);

/// <summary>A store's outcomes of the past, newest first.</summary>
public sealed class StoreHistoryHandler(CompletedRuns completed, IOutcomes outcomes)
{
    /// <param name="before">Only periods that ended before this day; null for all.</param>
    public async Task<IReadOnlyList<PastOutcome>> HandleAsync(string store, string? programme, DateOnly? before, int most, CancellationToken cancellationToken)
    {
        var inForce = (await completed.OfAsync(programme, cancellationToken))
            .GroupBy(run => (run.Key.Programme, run.Key.Period)).Select(revisions => revisions.Last())
            .Where(run => before is null || run.Key.Period.LastDay < before)
            .OrderByDescending(run => run.Key.Period.LastDay).ThenBy(run => run.Key.Programme, StringComparer.Ordinal);
        var found = new List<PastOutcome>();
        foreach (var run in inForce)
        {
            // All of a day, so that the next page can begin with an earlier one.
            if (found.Count >= most && found[^1].Run.Key.Period.LastDay != run.Key.Period.LastDay) break;
            if (await outcomes.FindAsync(run.Key, store, cancellationToken) is { } outcome) found.Add(new PastOutcome(run, outcome));
        }
        return found;
    }
}
