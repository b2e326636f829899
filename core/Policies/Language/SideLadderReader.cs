using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>Another ladder whose tiers requirements may ask for: <c>conduct: { tiers: [ { tier: A, requires: … } ], otherwise: B }</c>.</summary>
internal sealed class SideLadderReader(RequirementReader requirements, Declared<Ladder> ladders)
{
    public IReadOnlyList<SideLadder> ReadAll(Cursor? cursor)
    {
        var read = new List<SideLadder>();
        foreach (var (name, value) in cursor?.Named("ladders by name") ?? [])
        {
            if (!Scalars.IsId(name)) value.Mistake($"the ladder's name '{name}'", "a name in small letters, digits, - and _, beginning with a letter");
            var ladder = new Ladder(orBetter: true);
            if (Read(name, value, ladder) is { } side) read.Add(side);
            ladders.Add(name, ladder);
        }
        return read;
    }

    private SideLadder? Read(string name, Cursor cursor, Ladder ladder)
    {
        if (cursor.Block(PolicyForms.SideLadder) is not { } fields) return null;
        var title = WordingReader.Read(fields.Find("title"));
        var names = new Declared<string>("a tier of this ladder");
        var at = fields.Require("tiers");
        foreach (var tier in TierReader.NamesOf(at)) names.Add(tier, tier);
        var reader = new TierReader(requirements, names, new Declared<Cursor>("no entitlement: only tiers of the policy's own ladder grant"), (_, requires) => requires);
        var tiers = reader.ReadAll(at, ladder: ladder);
        var otherwise = reader.ReadOtherwise(fields.Require("otherwise"), 0);
        fields.RefuseOthers();
        return otherwise is null ? null : new SideLadder(name, title ?? Wording.Plain(name), tiers, otherwise);
    }
}
