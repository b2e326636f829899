using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>Where a requirement stands, and what that allows: a tier, a bar, the population, an entitlement's terms.</summary>
/// <param name="allowsPeers">Whether limits may come from benchmarks.</param>
/// <param name="allowsTiers">Whether tiers of the policy's own ladder may be asked for.</param>
/// <param name="usualId">The id of a check that says none; where null, its metric's name.</param>
internal sealed class Surroundings(bool allowsPeers = true, bool allowsTiers = false, string? usualId = null)
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    public bool AllowsPeers => allowsPeers;

    public bool AllowsTiers => allowsTiers;

    public string? UsualId => usualId;

    /// <summary>Notes a check's id, which must be the only one of its around.</summary>
    public void Note(string id, Cursor cursor)
    {
        if (!lines.TryAdd(id, cursor.Line)) cursor.Mistake($"the id '{id}' again", $"an id of its own; the first is on line {lines[id]}");
    }
}
