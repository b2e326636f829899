namespace TierFunctions.Domain.Cases;

/// <summary>Of what sort the reason is that something cannot be done to a case.</summary>
public enum CaseFault
{
    /// <summary>There is no such case, state, strength …</summary>
    Unknown,

    /// <summary>The case as it stands does not allow it.</summary>
    NotNow,

    /// <summary>It is for another role.</summary>
    Role,

    /// <summary>What was said is not what was expected.</summary>
    Unreadable,
}

/// <summary>Why something cannot be done to a case.</summary>
/// <param name="Why">The reason with what was expected, without a full stop.</param>
public sealed record CaseObjection(CaseFault Fault, string Why);
