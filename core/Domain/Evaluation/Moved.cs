using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;

namespace TierFunctions.Domain.Evaluation;

/// <summary>The rule by which a store holds another tier than it earned.</summary>
public enum MovedBy
{
    /// <summary>It missed its tier, but not often enough in a row to lose it.</summary>
    Strike,

    /// <summary>It fell, but not as far as it would have.</summary>
    StepDown,

    /// <summary>It rose, but not as far as it would have.</summary>
    StepUp,

    /// <summary>Its first assessments cost it nothing.</summary>
    Grace,

    /// <summary>It reached its tier too short a time ago to fall from it.</summary>
    Protection,

    /// <summary>Its tier was for a time, and the time is over.</summary>
    IncubationEnded,

    /// <summary>It fell out too short a time ago to come back.</summary>
    Waiting,

    /// <summary>The programme is shut to it for good.</summary>
    Cancelled,

    /// <summary>It missed its tier, but stores fall only at the end of a longer span.</summary>
    FallsLater,

    /// <summary>It earned the tier so short a time ago that it is still its own.</summary>
    Validity,

    /// <summary>It could not be judged, and keeps its tier for a while.</summary>
    Unjudged,

    /// <summary>An operator gave it another tier than it earned.</summary>
    Override,

    /// <summary>An operator shut the tier to it.</summary>
    DiscretionaryBar,
}

/// <summary>What a store holds after a period.</summary>
/// <param name="Earned">The real level: what the readings alone give.</param>
/// <param name="By">The rule that makes the standing another than what was earned; null where it is the same.</param>
/// <param name="Until">The first day on which the rule, or the time for which the tier is held, is over; null where there is no such day.</param>
/// <param name="Decision">The operator's decision that did it or that opened the programme again; null where there is none.</param>
public sealed record Moved(Standing Standing, Tier Earned, MovedBy? By, DateOnly? Until, OperatorDecision? Decision = null);
