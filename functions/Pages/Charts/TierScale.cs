using System.Globalization;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pages.Charts;

/// <summary>The colours of tiers: places on one scale by rank, so that a higher tier is always stronger whatever it is called.</summary>
internal static class TierScale
{
    /// <summary>How many steps the style sheet has above the default tier's.</summary>
    public const int Steps = 6;

    /// <summary>The class of a tier. The highest is always the last step; more tiers than steps share some.</summary>
    public static string ClassOf(Tier tier, Policy policy)
    {
        var highest = policy.Ladder.Max(rung => rung.Rank);
        var step = tier.Rank == 0 ? 0 : (tier.Rank * Steps + highest - 1) / highest;
        return "rank-" + step.ToString(CultureInfo.InvariantCulture);
    }
}
