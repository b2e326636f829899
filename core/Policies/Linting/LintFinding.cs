using System.Globalization;

namespace TierFunctions.Policies.Linting;

public enum Severity
{
    /// <summary>Worth knowing; may well be meant.</summary>
    Info,

    /// <summary>Most likely not what was meant.</summary>
    Warning,

    /// <summary>Cannot be meant.</summary>
    Error,
}

/// <summary>Something in a readable policy that does not do what its writer is likely to think.</summary>
/// <param name="Where">The part of the policy that it is about, such as <c>tiers.gold.sales</c>.</param>
/// <param name="Why">What is wrong and why it matters.</param>
public sealed record LintFinding(string File, int Line, Severity Severity, string Where, string Why)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Severity.ToString().ToLowerInvariant()}: {Where}: {Why}");
}
