namespace TierFunctions.Domain.Metrics;

/// <summary>Something that happened to a store on a day, such as a violation that was ruled on.</summary>
/// <param name="Type">The place of its type among the metric's; -1 where the metric has no types.</param>
/// <param name="Points">What it weighs, in units of the metric; one point where nothing is said.</param>
public readonly record struct StoreEvent(DateOnly Day, int Type, long Points);
