using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Testing;

namespace TierFunctions.Policies;

/// <summary>What came of reading one policy document.</summary>
/// <param name="Text">The document itself, so that a run can keep what judged it.</param>
/// <param name="Sha256">The SHA-256 of the text as UTF-8, in lower-case hexadecimal: what <c>sha256sum</c> says of the file.</param>
/// <param name="Policy">Null if there is any mistake; a policy is never half read.</param>
/// <param name="Mistakes">All of them, by line.</param>
public sealed record PolicyReading(string File, string Text, string Sha256, Policy? Policy, IReadOnlyList<PolicyMistake> Mistakes)
{
    /// <summary>The test rows that the document carries; none where it cannot be read.</summary>
    public IReadOnlyList<PolicyTest> Tests { get; init; } = [];

    /// <summary>Where it reads other programmes; nowhere where it cannot be read.</summary>
    public IReadOnlyList<ProgrammeLink> Links { get; init; } = [];
}
