namespace TierFunctions.Domain.Results;

/// <summary>What another programme made of a store in one period: a tier, or why there is none.</summary>
/// <param name="Tier">Null where there is none; <paramref name="Gap"/> then says why.</param>
public readonly record struct ResultPart(string? Tier, ResultGap Gap = ResultGap.None)
{
    /// <summary>How many of the store's products held a tier that is counted; null where no products are counted.</summary>
    public long? Products { get; private init; }

    public static ResultPart OfProducts(long count) => new(null) { Products = count };

    public static ResultPart Without(ResultGap gap) => new(null, gap);
}

/// <summary>Why another programme gave a store no tier in a period.</summary>
public enum ResultGap
{
    /// <summary>It gave one.</summary>
    None,

    /// <summary>The programme has no completed run for the period.</summary>
    NoRun,

    /// <summary>The run knows nothing of the store.</summary>
    NoOutcome,

    NotEligible,

    NotAssessed,

    NotEvaluable,

    /// <summary>Judging it failed.</summary>
    Failed,

    /// <summary>It gave a tier that is not among the metric's names.</summary>
    UnknownTier,
}
