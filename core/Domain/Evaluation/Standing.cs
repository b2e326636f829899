using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>What a store holds in a programme once a period has been assessed.</summary>
/// <param name="Tier">The tier it holds.</param>
/// <param name="Since">The day from which it has held that tier without a break; null where that lies before anything known.</param>
/// <param name="CameFrom">The tier it held before that; null where it held nothing.</param>
public sealed record Standing(Tier Tier, DateOnly? Since, Tier? CameFrom)
{
    /// <summary>What the next period needs to know besides; nothing under a policy without rules of movement.</summary>
    public Carried Carried { get; init; } = Carried.Nothing;

    /// <summary>Whether the store rose to its tier rather than fell to it or started with it below others.</summary>
    public bool IsNewHolder => CameFrom is null || CameFrom.Rank < Tier.Rank;

    /// <summary>The standing after a period in which a tier was earned: the same day and origin as long as the tier stays the same.</summary>
    public static Standing After(Standing? before, Tier earned, Period period) =>
        before is not null && before.Tier.Rank == earned.Rank
            ? before with { Tier = earned }
            : new Standing(earned, period.EffectiveDay, before?.Tier);
}
