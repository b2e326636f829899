using TierFunctions.Policies;

namespace TierFunctions.App.Api;

/// <summary>The mistakes of a document, as answers name them.</summary>
internal static class MistakeAnswer
{
    public static List<Dictionary<string, object?>> Of(IEnumerable<PolicyMistake> mistakes) =>
        [.. mistakes.Select(mistake => new Dictionary<string, object?> { ["line"] = mistake.Line, ["path"] = mistake.Path, ["found"] = mistake.Found, ["expected"] = mistake.Expected })];
}
