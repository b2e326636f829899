using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Find;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.Pipeline.Revisions;

/// <summary>Asks for the stores of which two runs of a programme's period say different things.</summary>
/// <param name="Old">Null for the run that the new one supersedes.</param>
/// <param name="After">Where the page before ended, as it said; null for the first page.</param>
/// <param name="Most">The most stores of a page.</param>
public sealed record CompareRuns(RunKey? Old, RunKey New, string? After, int Most);

/// <param name="Notices">What the new run owes the store.</param>
public sealed record ComparedStore(StoreChange Change, IReadOnlyList<Notice> Notices);

public abstract record CompareResult
{
    private CompareResult()
    {
    }

    /// <param name="Stores">Ordered by bucket and id.</param>
    /// <param name="Looked">At how many stores it was looked.</param>
    /// <param name="Next">What to ask after for the next page, or to go on looking; null where all stores have been looked at.</param>
    public sealed record Compared(RunKey Old, RunKey New, IReadOnlyList<ComparedStore> Stores, long Looked, string? Next) : CompareResult;

    public sealed record Unknown(string What) : CompareResult;

    /// <summary>The two runs cannot be compared.</summary>
    public sealed record Refused(string Reason) : CompareResult;
}

/// <summary>
/// Compares two runs of a period store by store: tier, status, and the entitlements that each gives. After so many stores it stops and
/// says where to go on.
/// </summary>
public sealed class CompareRunsHandler(IRuns runs, IOutcomes outcomes, INotices notices, RunPlans plans, PipelineOptions options)
{
    public async Task<CompareResult> HandleAsync(CompareRuns asked, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(asked.New, cancellationToken) is not { IsCompleted: true } run) return new CompareResult.Unknown($"There is no completed run {asked.New}.");
        if ((asked.Old ?? run.Supersedes) is not { } old) return new CompareResult.Refused($"{run.Key} supersedes no run: say which one to compare it with.");
        if (old.Programme != run.Key.Programme || old.Period != run.Key.Period)
            return new CompareResult.Refused($"{old} and {run.Key} cannot be compared: expected two runs of one programme and period.");
        if (await runs.FindAsync(old, cancellationToken) is not { IsCompleted: true }) return new CompareResult.Unknown($"There is no completed run {old}.");

        var (before, after) = (await plans.OfAsync(old, cancellationToken), await plans.OfAsync(run.Key, cancellationToken));
        var found = new List<ComparedStore>();
        var looked = 0L;
        var (from, begin) = StoreCursor.Read(asked.After);
        for (var bucket = from; bucket < options.Spread.Buckets; bucket++)
        {
            var start = bucket == from ? begin : null;
            await foreach (var (was, now) in PairsAsync(outcomes.RangeAsync(old, bucket, start, null, cancellationToken), outcomes.RangeAsync(run.Key, bucket, start, null, cancellationToken)))
            {
                looked++;
                var store = (was ?? now)!.Store; // one of the two is there
                if (StoreChange.Between(Held(was, before), Held(now, after), before, after) is { } change)
                    found.Add(new ComparedStore(change, await notices.OfStoreAsync(run.Key, store, cancellationToken)));
                if (found.Count >= asked.Most || looked >= FindStoresHandler.MostLooked) return new CompareResult.Compared(old, run.Key, found, looked, StoreCursor.Write(bucket, store));
            }
        }
        return new CompareResult.Compared(old, run.Key, found, looked, null);
    }

    private static HeldOutcome? Held(StoredOutcome? outcome, RunPlan plan) => outcome is null ? null : HeldOutcome.Of(outcome, plan.Policy);

    /// <summary>Both are ordered by store.</summary>
    private static async IAsyncEnumerable<(StoredOutcome? Was, StoredOutcome? Now)> PairsAsync(IAsyncEnumerable<StoredOutcome> before, IAsyncEnumerable<StoredOutcome> after)
    {
        await using var old = before.GetAsyncEnumerator();
        await using var now = after.GetAsyncEnumerator();
        var (hasOld, hasNow) = (await old.MoveNextAsync(), await now.MoveNextAsync());
        while (hasOld || hasNow)
        {
            var order = !hasOld ? 1 : !hasNow ? -1 : string.CompareOrdinal(old.Current.Store, now.Current.Store);
            yield return (order <= 0 ? old.Current : null, order >= 0 ? now.Current : null);
            if (order <= 0) hasOld = await old.MoveNextAsync();
            if (order >= 0) hasNow = await now.MoveNextAsync();
        }
    }
}
