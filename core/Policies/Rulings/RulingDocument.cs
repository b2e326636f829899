using TierFunctions.Domain.Rulings;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Rulings;

/// <summary>What came of reading a document of exemptions and decisions.</summary>
/// <param name="Rulings">Nothing where there is any mistake: a document is never half read.</param>
public sealed record RulingReading(RulingSet Rulings, IReadOnlyList<PolicyMistake> Mistakes);

/// <summary>Exemptions and operators' decisions as people write them: <c>exemptions: […]</c> and <c>decisions: […]</c> in YAML.</summary>
public static class RulingDocument
{
    public static RulingReading Read(string file, string text)
    {
        var mistakes = new Mistakes(file);
        var root = Composer.Compose(text, mistakes) is { } node ? new Cursor(node, "", mistakes, Shapes.Of(RulingForms.Rulings)) : null;
        var set = RulingSet.None;
        if (root?.Block(RulingForms.Rulings) is { } fields)
        {
            var ids = new HashSet<string>(StringComparer.Ordinal);
            set = new RulingSet(All(fields.Find("exemptions"), ExemptionReader.Read, ids, one => one.Id), All(fields.Find("decisions"), DecisionReader.Read, ids, one => one.Id));
            fields.RefuseOthers();
        }
        return new RulingReading(mistakes.InOrder().Count == 0 ? set : RulingSet.None, mistakes.InOrder());
    }

    private static List<T> All<T>(Cursor? cursor, Func<Cursor, T?> read, HashSet<string> ids, Func<T, string> idOf) where T : class
    {
        var all = new List<T>();
        foreach (var item in cursor?.List("a list") ?? [])
        {
            if (read(item) is not { } one) continue;
            if (!ids.Add(idOf(one))) item.Mistake($"the id '{idOf(one)}' again", "an id of its own");
            all.Add(one);
        }
        return all;
    }
}
