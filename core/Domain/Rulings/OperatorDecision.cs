using TierFunctions.Domain.Calendar;

namespace TierFunctions.Domain.Rulings;

public enum DecisionKind
{
    /// <summary>The store holds the tier that the decision names, whatever it earned.</summary>
    Override,

    /// <summary>Tiers are shut to the store, as by a bar.</summary>
    Bar,

    /// <summary>A cancellation or a waiting time is over for the store.</summary>
    Readmission,
}

/// <summary>What an operator has ruled for one store, and why.</summary>
/// <param name="Store">The store; in a programme of products all its products, or one by its key.</param>
/// <param name="Tier">The tier to hold, of an override.</param>
/// <param name="Shuts">The tiers that are shut, of a bar.</param>
/// <param name="By">Who decided.</param>
/// <param name="From">The first day it holds.</param>
/// <param name="Until">The first day it no longer holds; null of a re-admission, which happens once.</param>
public sealed record OperatorDecision(
    string Id, string Programme, string Store, DecisionKind Kind, string? Tier, IReadOnlyList<string> Shuts, string By, string Reason, DateOnly From, DateOnly? Until)
{
    /// <summary>Whether it holds on a day on which what a period gives is held.</summary>
    public bool Touches(Period period)
    {
        var end = period.Next.EffectiveDay;
        return Until is { } until ? From < end && until > period.EffectiveDay : From >= period.EffectiveDay && From < end;
    }
}
