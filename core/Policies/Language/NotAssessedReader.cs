using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>When a store of the population is not judged: <c>{ id: too-new, when: { metric: age, below: 90 }, title: Too new }</c>.</summary>
internal sealed class NotAssessedReader(RequirementReader requirements)
{
    public IReadOnlyList<NotAssessedRule> ReadAll(Cursor? cursor)
    {
        var rules = new List<NotAssessedRule>();
        foreach (var item in cursor?.List("a list of reasons not to assess a store") ?? [])
        {
            if (item.Block(PolicyForms.NotAssessed) is not { } fields) continue;
            var (id, title, when) = requirements.ReadNamed(fields);
            fields.RefuseOthers();
            if (id is not null && rules.Exists(rule => rule.Id == id)) item.Mistake($"the reason '{id}' again", "an id of its own");
            if (id is not null && when is not null) rules.Add(new NotAssessedRule(id, title ?? Wording.Plain(id), when));
        }
        return rules;
    }
}
