namespace TierFunctions.Domain.Programmes;

/// <summary>Where a store went. Always derived from two tiers.</summary>
public enum Movement
{
    /// <summary>It held nothing in this programme before, not even the default tier.</summary>
    Placed,
    Promoted,
    Held,
    Demoted,
}

public static class Movements
{
    /// <summary>The movement between two tiers of one ladder; a store that was never assessed is placed.</summary>
    public static Movement Between(Tier? before, Tier now) => before is null ? Movement.Placed : now.Rank.CompareTo(before.Rank) switch
    {
        > 0 => Movement.Promoted,
        0 => Movement.Held,
        < 0 => Movement.Demoted,
    };
}
