namespace TierFunctions.Domain.Results;

/// <summary>What another programme made of a store in one period: a tier, or why there is none.</summary>
/// <param name="Tier">Null where there is none; <paramref name="Gap"/> then says why.</param>
public readonly record struct ResultPart(string? Tier, ResultGap Gap = ResultGap.None)
{
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
