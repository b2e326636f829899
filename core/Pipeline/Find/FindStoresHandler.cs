using System.Globalization;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Find;

/// <summary>
/// Finds stores among the outcomes of a completed run. A store's own id is a point read; for all else it looks at one store after the
/// other, and stops after so many, or so long, and says where to go on: an answer costs the same whatever the size of the run.
/// </summary>
public sealed class FindStoresHandler(IRuns runs, IOutcomes outcomes, RunPlans plans, PipelineOptions options, TimeProvider time)
{
    public const int Page = 50;
    public const int MostLooked = 100_000;

    /// <summary>For how long it looks where outcomes come slowly, as from Table Storage.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Greater than every character that an id may have.
    private const string AfterAll = "~";

    /// <summary>Null where there is no such run, or it has not completed.</summary>
    public async Task<FoundStores?> HandleAsync(FindStores asked, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(asked.Run, cancellationToken) is not { IsCompleted: true } run) return null;
        var plan = await plans.OfAsync(run.Key, cancellationToken);
        return asked.Order switch
        {
            StoreOrder.ById => await ByIdAsync(asked, plan.Policy, cancellationToken),
            StoreOrder.NearestToALimit => await NearestAsync(asked, run, plan, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<FoundStores> ByIdAsync(FindStores asked, Policy policy, CancellationToken cancellationToken)
    {
        if (asked is { Id: { } id, After: null } && StoreId.IsKey(id) && await outcomes.FindAsync(asked.Run, id, cancellationToken) is { } own && Fits(own, asked, policy))
            return new FoundStores([new FoundStore(own, own.MovementIn(policy))], 1, 1, new Cursor(0, id, 1).ToString()) { IsTheOneAsked = true };
        var found = new List<FoundStore>();
        var (looked, next) = await LookAsync(asked, outcome =>
        {
            if (Fits(outcome, asked, policy)) found.Add(new FoundStore(outcome, outcome.MovementIn(policy)));
            return found.Count < Page;
        }, cancellationToken);
        return Result(asked, found, looked, next);
    }

    private async Task<FoundStores> NearestAsync(FindStores asked, Run run, RunPlan plan, CancellationToken cancellationToken)
    {
        var nearest = new NearestStores(plan);
        var (looked, next) = await LookAsync(asked, outcome =>
        {
            if (Fits(outcome, asked, plan.Policy)) nearest.Add(outcome);
            return true;
        }, cancellationToken);
        return Result(asked, await nearest.ExplainAsync(run, Page, outcomes, cancellationToken), looked, next);
    }

    /// <param name="look">Whether to look on after this one.</param>
    /// <returns>At how many it looked, and where to go on; null where that was all.</returns>
    private async Task<(long Looked, Cursor? Next)> LookAsync(FindStores asked, Func<StoredOutcome, bool> look, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var start = Cursor.Read(asked.After);
        var looked = 0L;
        for (var bucket = start.Bucket; bucket < options.Spread.Buckets; bucket++)
        {
            var after = bucket == start.Bucket && start.Store.Length > 0 ? start.Store : asked.Id;
            await foreach (var outcome in outcomes.RangeAsync(asked.Run, bucket, after, asked.Id is { } id ? id + AfterAll : null, cancellationToken))
            {
                looked++;
                if (!look(outcome) || looked >= MostLooked || time.GetElapsedTime(begun) > Patience) return (looked, new Cursor(bucket, outcome.Store, start.Looked + looked));
            }
        }
        return (looked, null);
    }

    private static FoundStores Result(FindStores asked, IReadOnlyList<FoundStore> found, long looked, Cursor? next) =>
        new(found, looked, Cursor.Read(asked.After).Looked + looked, next?.ToString());

    private static bool Fits(StoredOutcome outcome, FindStores asked, Policy policy) =>
        (asked.Tier is null || string.Equals(outcome.Tier, asked.Tier, StringComparison.Ordinal))
        && (asked.Industry is null || string.Equals(outcome.Industry, asked.Industry, StringComparison.Ordinal))
        && (asked.Movement is null || outcome.MovementIn(policy) == asked.Movement);

    /// <summary>Where a page ended, "bucket/store/looked". <see cref="Read"/> takes anything else for the start.</summary>
    private sealed record Cursor(int Bucket, string Store, long Looked)
    {
        public static Cursor Read(string? text)
        {
            var place = text?[..Math.Max(text.LastIndexOf('/'), 0)];
            return StoreCursor.Read(place) is (var bucket, { } store) && long.TryParse(text.AsSpan(place!.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var looked) // a store was read from it
                ? new Cursor(bucket, store, looked)
                : new Cursor(0, "", 0);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StoreCursor.Write(Bucket, Store)}/{Looked}");
    }
}
