using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>What a tier gives: <c>window-reward: { title: Window reward, for: { months: 6 }, newHoldersOnly: yes }</c>.</summary>
internal sealed class EntitlementReader(RequirementReader requirements)
{
    public Entitlement? Read(string id, Cursor cursor)
    {
        if (!Scalars.IsId(id)) cursor.Mistake($"the entitlement '{id}'", "an id in small letters, digits, - and _, beginning with a letter");
        if (cursor.Block(PolicyForms.Entitlement) is not { } fields) return null;
        var title = WordingReader.Read(fields.Require("title"));
        var terms = WordingReader.Read(fields.Find("terms"));
        var condition = fields.Find("while") is { } asked ? requirements.Read(asked, new Surroundings()) : null;
        var months = MonthsOf(fields.Find("for"));
        var newHoldersOnly = fields.Find("newHoldersOnly")?.YesOrNo() ?? false;
        fields.RefuseOthers();
        return title is null ? null : new Entitlement(id, title, condition, months, newHoldersOnly, terms);
    }

    private static int? MonthsOf(Cursor? cursor)
    {
        if (cursor?.Block(PolicyForms.Time) is not { } fields) return null;
        var months = fields.Require("months")?.Whole("calendar months", 1, 1200);
        fields.RefuseOthers();
        return months;
    }
}
