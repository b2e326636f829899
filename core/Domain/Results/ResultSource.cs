using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Results;

/// <summary>What a metric reads of another programme, or of earlier periods of its own: over which periods, and what it makes of several.</summary>
/// <param name="Counts">The tiers whose periods are counted; empty where the tier itself is read.</param>
/// <param name="MissingPart">
/// What a period means in which the store got no tier: the reading is missing, or the period is left out. Where the programme judges
/// products, the same of a product of which nobody can tell its tier.
/// </param>
/// <param name="OrSupplied">Whether the blobs' column of the metric's name is read where the programme has no run for any of the periods.</param>
public sealed record ResultSource(
    string Programme, ResultSpan Over, ResultTake Take = ResultTake.Last, IReadOnlyList<string>? Counts = null,
    MissingPart MissingPart = MissingPart.Missing, bool OrSupplied = false)
{
    /// <summary>The tiers whose products are counted; empty where no products are.</summary>
    public IReadOnlyList<string> Products { get; init; } = [];

    /// <summary>The metric of which the readings of earlier periods are read; null where tiers are.</summary>
    public string? Reading { get; init; }

    /// <summary>The tiers that are counted, of periods or of products.</summary>
    public IReadOnlyList<string> Tiers => Products.Count > 0 ? Products : Counted;

    public IReadOnlyList<string> Counted => Counts ?? [];
}

/// <summary>Which of several periods' tiers is read, or what their readings come to.</summary>
public enum ResultTake
{
    /// <summary>The tier, or the reading, of the last period.</summary>
    Last,

    /// <summary>The lowest step.</summary>
    Worst,

    /// <summary>The highest step.</summary>
    Best,

    /// <summary>The mean of the readings, to the nearest last decimal place of the metric; halfway, the one further from 0.</summary>
    Mean,

    /// <summary>The least of the readings.</summary>
    Min,

    /// <summary>The greatest of the readings.</summary>
    Max,

    /// <summary>The readings added up.</summary>
    Sum,
}
