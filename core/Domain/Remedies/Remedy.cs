using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Remedies;

/// <summary>What would settle one requirement that stands between a store and a tier.</summary>
/// <param name="Finding">The requirement as it was found.</param>
/// <param name="Wanted">The verdict it needs: met, or missed where the policy asks for the opposite.</param>
/// <param name="Changes">
/// The smallest change that brings it about: one reading, or several where each is needed, as for the worst of several. Empty where
/// <paramref name="Obstacle"/> says why there is none.
/// </param>
public sealed record Remedy(Finding Finding, Verdict Wanted, IReadOnlyList<Change> Changes, Obstacle? Obstacle)
{
    internal static Remedy By(Finding finding, Verdict wanted, params IReadOnlyList<Change> changes) => new(finding, wanted, changes, null);

    internal static Remedy Barred(Finding finding, Verdict wanted, Obstacle obstacle) => new(finding, wanted, [], obstacle);
}

/// <summary>Why no change of readings is given for a requirement.</summary>
public enum Obstacle
{
    /// <summary>A reading is missing; what it would have to be, the limit says.</summary>
    NoReading,

    /// <summary>There is nothing to measure against: no peers, or no reading that the limit is a share of.</summary>
    NoLimit,

    /// <summary>The metric follows its parts in a way for which no smallest change can be proven.</summary>
    CannotBeComputed,

    /// <summary>No believable reading of any part of it would do.</summary>
    OutOfReach,

    /// <summary>An exemption lifts it or says what it reads, so that no reading counts.</summary>
    SetByExemption,
}
