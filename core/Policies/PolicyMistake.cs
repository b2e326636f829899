using System.Globalization;

namespace TierFunctions.Policies;

/// <summary>Something in a policy document that cannot be meant.</summary>
/// <param name="Line">Counted from 1; the line of the value, or of the block that lacks one.</param>
/// <param name="Path">The place in the document, such as <c>tiers[0].requires.all[2].metric</c>; empty for the document as a whole.</param>
/// <param name="Found">What stands there, with names and numbers in quotes.</param>
/// <param name="Expected">What may stand there, with a close name where one exists.</param>
public sealed record PolicyMistake(string File, int Line, string Path, string Found, string Expected)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{File}:{Line}: {(Path.Length == 0 ? "" : Path + ": ")}found {Found}, expected {Expected}");
}
