namespace TierFunctions.Domain.Results;

/// <summary>What a programme made of a store in one period: a tier, or a reading, or why there is none.</summary>
/// <param name="Tier">Null where there is none; <paramref name="Gap"/> then says why.</param>
public readonly record struct ResultPart(string? Tier, ResultGap Gap = ResultGap.None)
{
    /// <summary>How many of the store's products held a tier that is counted; null where no products are counted.</summary>
    public long? Products { get; private init; }

    /// <summary>The reading that was kept, as its codec writes it; null where no reading is read.</summary>
    public string? Reading { get; private init; }

    /// <summary>Whether it shows neither tier nor reading.</summary>
    public bool ShowsNothing => Tier is null && Reading is null;

    public static ResultPart OfProducts(long count) => new(null) { Products = count };

    public static ResultPart OfReading(string reading) => new(null) { Reading = reading };

    public static ResultPart Without(ResultGap gap) => new(null, gap);
}

/// <summary>Why a programme gave a store no tier, or kept no reading of it, in a period.</summary>
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

    /// <summary>The outcome keeps no reading of the metric, or none that the metric which reads it can have.</summary>
    NoReading,
}
