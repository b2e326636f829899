namespace TierFunctions.Domain.Evaluation;

/// <summary>What became of a store.</summary>
public enum Status : byte
{
    /// <summary>It earned a tier, the default one included.</summary>
    Assessed,

    /// <summary>It is not in the programme's population.</summary>
    NotEligible,

    /// <summary>No tier is proven and at least one cannot be ruled out, because readings are missing.</summary>
    NotEvaluable,

    /// <summary>Judging it failed; the run ends with failures.</summary>
    Failed,

    /// <summary>It belongs to the programme, but the policy does not judge such a store in this period: too little volume, too new.</summary>
    NotAssessed,
}

/// <summary>The tier a store earned.</summary>
/// <param name="Tier">The tier's place in the policy's ladder, 0 for the highest; without a tier that of the default one.</param>
public readonly record struct Decision(Status Status, int Tier);
