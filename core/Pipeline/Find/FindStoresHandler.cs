using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Find;

/// <summary>
/// Finds stores among the outcomes of a completed run by looking at one after the other: a store's own id is a point read, all else is
/// for people who wait a moment. After so many stores it stops and says where to go on.
/// </summary>
public sealed class FindStoresHandler(IRuns runs, IOutcomes outcomes, RunPlans plans, PipelineOptions options)
{
    public const int Page = 50;
    public const int MostLooked = 100_000;

    // Greater than every character that an id may have.
    private const string AfterAll = "~";

    /// <summary>Null where there is no such run, or it has not completed.</summary>
    public async Task<FoundStores?> HandleAsync(FindStores asked, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(asked.Run, cancellationToken) is not { IsCompleted: true } run) return null;
        var plan = await plans.OfAsync(run.Key, cancellationToken);
        return asked.Order switch
        {
            StoreOrder.ById => await ByIdAsync(asked, run, plan.Policy, cancellationToken),
            StoreOrder.NearestToALimit => await NearestAsync(asked, run, plan, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<FoundStores> ByIdAsync(FindStores asked, Run run, Policy policy, CancellationToken cancellationToken)
    {
        var found = new List<FoundStore>();
        var looked = 0L;
        if (asked is { Id: { } id, After: null } && StoreId.IsValid(id) && await outcomes.FindAsync(run.Key, id, cancellationToken) is { } own && Fits(own, asked, policy))
            found.Add(new FoundStore(own, own.MovementIn(policy)));
        await foreach (var (bucket, outcome) in OutcomesAsync(asked, cancellationToken))
        {
            looked++;
            if (Fits(outcome, asked, policy)) found.Add(new FoundStore(outcome, outcome.MovementIn(policy)));
            if (found.Count >= Page || looked >= MostLooked) return new FoundStores(found, looked, StoreCursor.Write(bucket, outcome.Store));
        }
        return new FoundStores(found, looked, null);
    }

    private async Task<FoundStores> NearestAsync(FindStores asked, Run run, RunPlan plan, CancellationToken cancellationToken)
    {
        var nearest = new PriorityQueue<FoundStore, decimal>();
        var looked = 0L;
        string? next = null;
        await foreach (var (bucket, outcome) in OutcomesAsync(asked, cancellationToken))
        {
            looked++;
            if (Fits(outcome, asked, plan.Policy) && await MissingAsync(run, plan, outcome, cancellationToken) is { } missing)
            {
                // The furthest stands first, to be put out by one that is nearer.
                nearest.Enqueue(new FoundStore(outcome, outcome.MovementIn(plan.Policy), missing.Shortfall), -missing.Part);
                if (nearest.Count > Page) nearest.Dequeue();
            }
            if (looked < MostLooked) continue;
            next = StoreCursor.Write(bucket, outcome.Store);
            break;
        }
        var found = new List<FoundStore>(nearest.Count);
        while (nearest.TryDequeue(out var store, out _)) found.Insert(0, store);
        return new FoundStores(found, looked, next);
    }

    /// <summary>What alone is missing, and the part of the limit that it is.</summary>
    private async Task<(Shortfall Shortfall, decimal Part)?> MissingAsync(Run run, RunPlan plan, StoredOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Status is not Status.Assessed || outcome.Readings.Length == 0 || !IsOneShort(plan, outcome)) return null;
        var previous = run.Previous is { } key ? await outcomes.FindAsync(key, outcome.Store, cancellationToken) : null;
        if (ExplainStoreHandler.Explain(run, plan, outcome, previous).Evidence?.Gap is not { Bars.Count: 0, Missed: [{ Difference: { } units } only] }) return null;
        var limit = only.Finding.Limit.Value is { } value ? Math.Abs((decimal)value.Numerator / (decimal)value.Denominator) : 0;
        return (only, units / Math.Max(1, limit));
    }

    // An explanation is dear, and most stores miss more than one thing. What exemptions make of a store only the explanation says.
    private static bool IsOneShort(RunPlan plan, StoredOutcome outcome)
    {
        if (plan.Exempting is not null) return true;
        var row = StoredReadings.Read(outcome.Readings, plan);
        plan.Plan.Complete(row);
        var verdicts = new Verdict[plan.Plan.Tests.Count];
        var decision = plan.Judge.Assess(row, verdicts);
        return decision.Tier > 0 && decision.Tier <= plan.Policy.Tiers.Count
            && plan.Policy.Ladder[decision.Tier - 1].Requires.Deciding(test => verdicts[plan.Plan.PlaceOf(test)]).Select(plan.Plan.PlaceOf).Distinct().Take(2).Count() == 1;
    }

    private async IAsyncEnumerable<(int Bucket, StoredOutcome Outcome)> OutcomesAsync(FindStores asked, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, after) = StoreCursor.Read(asked.After);
        for (var bucket = from; bucket < options.Spread.Buckets; bucket++)
        {
            var begin = bucket == from && after is not null ? after : asked.Id;
            await foreach (var outcome in outcomes.RangeAsync(asked.Run, bucket, begin, asked.Id is { } id ? id + AfterAll : null, cancellationToken)) yield return (bucket, outcome);
        }
    }

    private static bool Fits(StoredOutcome outcome, FindStores asked, Policy policy) =>
        (asked.Tier is null || string.Equals(outcome.Tier, asked.Tier, StringComparison.Ordinal))
        && (asked.Industry is null || string.Equals(outcome.Industry, asked.Industry, StringComparison.Ordinal))
        && (asked.Movement is null || outcome.MovementIn(policy) == asked.Movement);
}
