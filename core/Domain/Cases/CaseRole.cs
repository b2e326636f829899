namespace TierFunctions.Domain.Cases;

/// <summary>In which role somebody works on a case. A policy may leave a step to one of them.</summary>
public enum CaseRole
{
    AccountManager,
    Operator,
}
