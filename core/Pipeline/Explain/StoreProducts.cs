using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>What a run made of a store's products.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Tiers">How many hold each tier, from the lowest; those that were not assessed count under their status.</param>
/// <param name="Products">Some of them, the worst first.</param>
/// <param name="Next">The product to ask after for the next page; null at the end.</param>
public sealed record StoreProducts(Run Run, RunPlan Plan, string Store, long Total, IReadOnlyList<KeyValuePair<string, long>> Tiers, IReadOnlyList<Explanation> Products, string? Next);

/// <summary>Asks for the products of a store.</summary>
/// <param name="Programme">Null for every programme that judges products.</param>
/// <param name="Period">Null for the latest period in which the store has products.</param>
/// <param name="After">The product that the page before ended with; null for the first page.</param>
/// <param name="Most">The most products of a page.</param>
public sealed record FindStoreProducts(string Store, string? Programme, Period? Period, string? After, int Most);

/// <summary>
/// Explains the products of a store, a page at a time. All of them are counted, and no more are held than a page has: a store may
/// have any number.
/// </summary>
public sealed class StoreProductsHandler(CompletedRuns completed, IOutcomes outcomes, RunPlans plans, PipelineOptions options)
{
    /// <summary>Of each programme's latest completed run that knows products of the store, or of the period asked for.</summary>
    public Task<IReadOnlyList<StoreProducts>> HandleAsync(FindStoreProducts asked, CancellationToken cancellationToken) =>
        completed.LatestAsync(asked.Programme, ofProducts: true, asked.Period, run => PageAsync(run, asked, cancellationToken), cancellationToken);

    private async Task<StoreProducts?> PageAsync(Run run, FindStoreProducts asked, CancellationToken cancellationToken)
    {
        var plan = await plans.OfAsync(run.Key, cancellationToken);
        var worstFirst = Comparer<StoredOutcome>.Create((one, other) => PlaceOf(one, plan.Policy).CompareTo(PlaceOf(other, plan.Policy)) is not 0 and var order ? order : string.CompareOrdinal(one.Store, other.Store));
        var last = asked.After is { } after ? await outcomes.FindAsync(run.Key, new SubjectKey(asked.Store, after).ToString(), cancellationToken) : null;
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var page = new SortedSet<StoredOutcome>(worstFirst);
        var following = 0L;
        await foreach (var outcome in outcomes.ProductsOfAsync(run.Key, asked.Store, options.Spread, cancellationToken))
        {
            var counted = outcome.Status is Status.Assessed ? outcome.Tier : Words.Write(outcome.Status);
            counts[counted] = counts.GetValueOrDefault(counted) + 1;
            if (last is not null && worstFirst.Compare(outcome, last) <= 0) continue;
            following++;
            page.Add(outcome);
            if (page.Count > asked.Most) page.Remove(page.Max!); // there is one
        }
        if (counts.Count == 0) return null;

        var products = new List<Explanation>();
        foreach (var outcome in page)
        {
            var previous = run.Previous is { } key ? await outcomes.FindAsync(key, outcome.Store, cancellationToken) : null;
            products.Add(ExplainStoreHandler.Explain(run, plan, outcome, previous));
        }
        var names = plan.Policy.Ladder.Reverse().Select(tier => tier.Name);
        return new StoreProducts(
            run, plan, asked.Store, counts.Values.Sum(), [.. names.Concat(Enum.GetValues<Status>().Select(Words.Write)).Where(counts.ContainsKey).Select(name => KeyValuePair.Create(name, counts[name]))],
            products, following > products.Count ? SubjectKey.Parse(products[^1].Store).Product : null);
    }

    /// <summary>The lowest tier comes first; what was not assessed holds none worth a warning.</summary>
    private static int PlaceOf(StoredOutcome outcome, Policy policy) => outcome.Status is Status.Assessed ? policy.TierOrOtherwise(outcome.Tier).Rank : int.MaxValue;
}
