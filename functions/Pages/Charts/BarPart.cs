namespace TierFunctions.Pages.Charts;

/// <summary>A part of a <see cref="StackedBar"/>.</summary>
/// <param name="Class">Its colour, as a class of the style sheet.</param>
public sealed record BarPart(string Class, long Count);
