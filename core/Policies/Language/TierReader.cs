using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>The ladder: tiers from the highest down, each <c>{ tier: gold, requires: …, grants: […] }</c>, and what a store holds otherwise.</summary>
/// <param name="shut">Adds to what a tier asks that no bar shuts it.</param>
internal sealed class TierReader(
    RequirementReader requirements, Declared<string> tiers, Declared<Cursor> entitlements, Func<string, Requirement, Requirement> shut)
{
    /// <summary>The tiers' names, before anything that may speak of them is read.</summary>
    public static IEnumerable<string> NamesOf(Cursor? cursor) =>
        (cursor?.AsList ?? []).Select(item => item.RawOf("tier")).OfType<string>();

    /// <param name="below">How many tiers stand below the last of the list.</param>
    /// <param name="ladder">Takes each tier as it is read, from the lowest up.</param>
    /// <param name="proven">Whether they stand below the default tier, and say under 'when' what they ask.</param>
    public IReadOnlyList<Tier> ReadAll(Cursor? cursor, int below = 1, Ladder? ladder = null, bool proven = false)
    {
        if (cursor?.List("a list of tiers, highest first") is not { } items) return [];
        if (items.Count == 0) cursor.Mistake("an empty list", "at least one tier");
        var read = new List<Tier>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = items.Count - 1; i >= 0; i--)
        {
            var tier = Read(items[i], items.Count - 1 - i + below, proven, ladder is { IsOwn: true });
            if (items[i].RawOf("tier") is { } known) ladder?.Add(known, tier?.Requires is { } requires ? shut(known, requires) : null);
            if (tier is not null) read.Insert(0, tier);
        }
        foreach (var item in items)
        {
            if (item.RawOf("tier") is { } name && !lines.TryAdd(name, item.Line))
                item.Mistake($"the tier '{name}' again", $"each tier once; the first is on line {lines[name]}");
        }
        return read;
    }

    /// <summary>What a store holds that earns no tier: a name, or <c>{ tier: none, title: … }</c>.</summary>
    /// <param name="rank">How many tiers stand below it.</param>
    public Tier? ReadOtherwise(Cursor? cursor, int rank)
    {
        if (cursor is null) return null;
        var at = cursor;
        Wording? title = null;
        if (cursor.AsBlock(PolicyForms.Otherwise) is { } fields)
        {
            at = fields.Require("tier");
            title = WordingReader.Read(fields.Find("title"));
            fields.RefuseOthers();
        }
        if (at?.Id("a name for holding no tier, such as none,") is not { } name) return null;
        if (tiers.Names.Contains(name, StringComparer.Ordinal))
            at.Mistake($"the tier '{name}'", "a name that is not a tier of the list: who earns no tier cannot hold one of them");
        return new Tier(name, rank, title ?? Wording.Plain(name), new Requirement.All([]), []);
    }

    private Tier? Read(Cursor cursor, int rank, bool proven, bool allowsTiers)
    {
        var form = proven ? PolicyForms.TierBelow : PolicyForms.Tier;
        if (cursor.Block(form) is not { } fields) return null;
        var name = fields.Require("tier")?.Id("a tier's name");
        var title = WordingReader.Read(fields.Find("title"));
        var requires = fields.Require(proven ? "when" : "requires") is { } asked ? requirements.Read(asked, new Surroundings(allowsTiers: allowsTiers)) : null;
        var grants = GrantsOf(fields.Find("grants"));
        fields.RefuseOthers();
        return name is null || requires is null ? null : new Tier(name, rank, title ?? Wording.Plain(name), requires, grants);
    }

    private List<string> GrantsOf(Cursor? cursor)
    {
        var grants = new List<string>();
        foreach (var item in cursor?.List("a list of entitlements") ?? [])
        {
            if (entitlements.Find(item) is null || item.Raw is not { } id) continue;
            if (grants.Contains(id, StringComparer.Ordinal)) item.Mistake($"'{id}' again", "each entitlement once");
            grants.Add(id);
        }
        return grants;
    }
}
