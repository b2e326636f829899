using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>When a store of the population is not judged: <c>{ id: too-new, when: { metric: age, below: 90 }, title: Too new }</c>.</summary>
internal sealed class NotAssessedReader(RequirementReader requirements)
{
    public IReadOnlyList<NotAssessedRule> ReadAll(Cursor? cursor)
    {
        var rules = new List<NotAssessedRule>();
        foreach (var item in cursor?.List("a list of reasons not to assess a store") ?? [])
        {
            if (item.Block("a reason such as { id: too-new, when: { metric: age, below: 90 } }") is not { } fields) continue;
            var id = fields.Require("id", "the reason's id")?.Id("an id");
            var title = WordingReader.Read(fields.Find("title"));
            var when = fields.Require("when", "when it applies") is { } asked ? requirements.Read(asked, new Surroundings(usualId: asked.AsBlock?.Has("metric") is true ? id : null)) : null;
            fields.RefuseOthers();
            if (id is not null && rules.Exists(rule => rule.Id == id)) item.Mistake($"the reason '{id}' again", "an id of its own");
            if (id is not null && when is not null) rules.Add(new NotAssessedRule(id, title ?? Wording.Plain(id), when));
        }
        return rules;
    }
}
