using TierFunctions.Domain.Entitlements;

namespace TierFunctions.Pipeline.Revisions;

/// <summary>What one result gives a store and another does not.</summary>
/// <param name="Gained">Given by the new result only.</param>
/// <param name="Lost">Given by the old result only: to be taken back.</param>
/// <param name="Changed">Given by both, but from or until another day: the old terms and the new ones.</param>
public sealed record EntitlementChanges(IReadOnlyList<Grant> Gained, IReadOnlyList<Grant> Lost, IReadOnlyList<(Grant Old, Grant New)> Changed)
{
    public static EntitlementChanges None { get; } = new([], [], []);

    public bool IsNone => Gained.Count + Lost.Count + Changed.Count == 0;

    /// <summary>In the order of the policies. Entitlements are the same where they have the same id.</summary>
    internal static EntitlementChanges Between(IReadOnlyList<Grant> had, IReadOnlyList<Grant> has)
    {
        if (had.Count + has.Count == 0) return None;
        return new EntitlementChanges(
            [.. has.Where(grant => Find(had, grant) is null)],
            [.. had.Where(grant => Find(has, grant) is null)],
            [.. had.Select(grant => (Old: grant, New: Find(has, grant))).Where(pair => pair.New is { } now && (now.From, now.Until) != (pair.Old.From, pair.Old.Until)).Select(pair => (pair.Old, pair.New!))]); // looked at
    }

    private static Grant? Find(IReadOnlyList<Grant> grants, Grant wanted)
    {
        foreach (var grant in grants)
        {
            if (string.Equals(grant.Entitlement.Id, wanted.Entitlement.Id, StringComparison.Ordinal)) return grant;
        }
        return null;
    }
}
