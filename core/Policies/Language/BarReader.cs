using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>A violation that shuts tiers: <c>{ id: ip-points, when: { metric: ip_points, atLeast: 18 }, shuts: all }</c>.</summary>
internal sealed class BarReader(RequirementReader requirements, Declared<string> tiers)
{
    public IReadOnlyList<Bar> ReadAll(Cursor? cursor)
    {
        var bars = new List<Bar>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in cursor?.List("a list of bars") ?? [])
        {
            if (Read(item) is not { } bar) continue;
            if (!lines.TryAdd(bar.Id, item.Line)) item.Mistake($"the bar '{bar.Id}' again", $"an id of its own; the first is on line {lines[bar.Id]}");
            bars.Add(bar);
        }
        return bars;
    }

    private Bar? Read(Cursor cursor)
    {
        if (cursor.Block(PolicyForms.Bar) is not { } fields) return null;
        var (id, title, when) = requirements.ReadNamed(fields);
        var shuts = fields.Require("shuts") is { } shut ? Shuts(shut) : null;
        fields.RefuseOthers();
        return id is null || when is null || shuts is null ? null : new Bar(id, title ?? Wording.Plain(id), when, shuts);
    }

    private List<string>? Shuts(Cursor cursor)
    {
        if (cursor.Raw == "all") return [.. tiers.Names];
        if (cursor.List("all, or a list of tiers") is not { } items) return null;
        if (items.Count == 0) cursor.Mistake("an empty list", "all, or at least one tier");
        return [.. items.Select(item => tiers.Find(item)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }
}
