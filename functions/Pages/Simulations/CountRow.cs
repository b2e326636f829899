namespace TierFunctions.Pages.Simulations;

/// <summary>A line of counts.</summary>
public sealed record CountRow(string Name, IReadOnlyList<long> Counts);
