using TierFunctions.Domain.Rulings;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Rulings;

/// <summary>A decision for one store: <c>{ id: d1, programme: medals, store: S1, tier: gold, by: …, reason: …, from: 2026-07-01, until: 2026-10-01 }</c>.</summary>
internal static class DecisionReader
{
    private const string What = "one of tier: the tier to hold, shuts: a list of tiers, or readmits: yes";

    public static OperatorDecision? Read(Cursor cursor)
    {
        if (cursor.Block(RulingForms.Decision) is not { } fields) return null;
        var id = fields.Require("id")?.Id("an id");
        var programme = fields.Require("programme")?.Id("a programme's name");
        var store = fields.Require("store")?.Text("the store's id");
        var by = fields.Require("by")?.Text("who decided");
        var reason = fields.Require("reason")?.Text("why");
        var from = fields.Require("from")?.Day();
        var tier = fields.Find("tier")?.Id("a tier's name");
        var shuts = ExemptionReader.Texts(fields.Find("shuts"), "a list of tiers");
        var readmits = fields.Find("readmits")?.YesOrNo() is true;
        var end = fields.Find("until");
        var until = end?.Day();
        fields.RefuseOthers();
        if (new[] { tier is not null, shuts.Count > 0, readmits }.Count(said => said) != 1)
        {
            cursor.Mistake("no decision, or several", What);
            return null;
        }
        if (readmits) end?.Mistake("no such field: a re-admission happens once, on the day it holds from");
        else if (end is null) cursor.Mistake("no 'until'", "until: the first day it no longer holds; a decision expires");
        if (until <= from) end!.Mistake("a day after 'from'"); // never null: it was read
        var kind = readmits ? DecisionKind.Readmission : tier is null ? DecisionKind.Bar : DecisionKind.Override;
        return id is null || programme is null || store is null || by is null || reason is null || from is not { } start || !readmits && until is null
            ? null
            : new OperatorDecision(id, programme, store, kind, tier, shuts, by, reason, start, readmits ? null : until);
    }
}
