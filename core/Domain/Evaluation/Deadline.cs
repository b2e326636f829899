using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>What is over on a day.</summary>
public enum DeadlineKind
{
    /// <summary>The time for which an incubated tier lasts.</summary>
    Incubation,

    /// <summary>The time in which a store cannot fall from a tier that it has reached, or that it earned of late.</summary>
    Protection,

    /// <summary>The time that a store must wait before it can hold a tier again.</summary>
    Waiting,

    /// <summary>A tier that an operator gave, or a bar that one set.</summary>
    Decision,

    /// <summary>An exemption that protected the store.</summary>
    Exemption,

    /// <summary>An entitlement that is given for a time.</summary>
    Entitlement,
}

/// <summary>A day that a standing carries.</summary>
/// <param name="Day">The first day on which it is over.</param>
/// <param name="Of">The entitlement's id; null for other kinds.</param>
public sealed record Deadline(DeadlineKind Kind, DateOnly Day, string? Of = null)
{
    /// <summary>What follows from tier and day alone: the ends of incubation, protection and waiting.</summary>
    public static IEnumerable<Deadline> OfStanding(Mover mover, Standing standing)
    {
        if (mover.EndOfIncubation(standing) is { } incubation) yield return new Deadline(DeadlineKind.Incubation, incubation);
        if (Later(mover.ProtectedUntil(standing), standing.Carried.ValidUntil(standing.Tier.Name)) is { } protection) yield return new Deadline(DeadlineKind.Protection, protection);
        if (standing.Carried.WaitsUntil is { } waits) yield return new Deadline(DeadlineKind.Waiting, waits);
    }

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => other is null || one > other ? one : other;

    /// <summary>When entitlements of the tier end if they are given, which only the evidence can say.</summary>
    public static IEnumerable<Deadline> OfEntitlements(Policy policy, Standing standing)
    {
        if (standing.Since is not { } since) yield break;
        foreach (var entitlement in policy.Entitlements)
        {
            if (entitlement.EndOf(since) is { } end && standing.Tier.Grants.Contains(entitlement.Id, StringComparer.Ordinal) && (!entitlement.NewHoldersOnly || standing.IsNewHolder))
                yield return new Deadline(DeadlineKind.Entitlement, end, entitlement.Id);
        }
    }
}
