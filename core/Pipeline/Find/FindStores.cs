using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Find;

/// <summary>Asks for stores of a completed run. What is null or empty does not matter.</summary>
/// <param name="Id">How their ids begin.</param>
/// <param name="Tier">The name of the tier they hold.</param>
/// <param name="After">Where the page before ended, as it said; null for the first page.</param>
public sealed record FindStores(RunKey Run, string? Id, string? Tier, string? Industry, Movement? Movement, StoreOrder Order, string? After);

public enum StoreOrder
{
    /// <summary>By id, a bucket of stores after the other.</summary>
    ById,

    /// <summary>Stores that one number alone keeps from the next tier, the least part of the limit missing first.</summary>
    NearestToALimit,
}

/// <summary>A store that was found.</summary>
/// <param name="Missing">What alone stands between it and the next tier; null unless stores were asked for by that.</param>
public sealed record FoundStore(StoredOutcome Outcome, Movement Movement, Shortfall? Missing = null);

/// <param name="Looked">At how many stores it was looked for this page.</param>
/// <param name="LookedSoFar">At how many for this page and those before it.</param>
/// <param name="Next">What to ask after for the next page, or to go on looking; null where all stores have been looked at.</param>
public sealed record FoundStores(IReadOnlyList<FoundStore> Stores, long Looked, long LookedSoFar, string? Next)
{
    /// <summary>Whether what was asked for is a store's own id, and this is that store: it was read by itself, and others were not looked at yet.</summary>
    public bool IsTheOneAsked { get; init; }
}
