using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>What a tier gives: <c>window-reward: { title: Window reward, for: { months: 6 }, newHoldersOnly: yes }</c>.</summary>
internal sealed class EntitlementReader(RequirementReader requirements)
{
    public Entitlement? Read(string id, Cursor cursor)
    {
        if (!Scalars.IsId(id)) cursor.Mistake($"the entitlement '{id}'", "an id in small letters, digits, - and _, beginning with a letter");
        if (cursor.Block("an entitlement such as { title: Window reward }") is not { } fields) return null;
        var title = WordingReader.Read(fields.Require("title", "what people call it"));
        var terms = WordingReader.Read(fields.Find("terms"));
        var condition = fields.Find("while") is { } asked ? requirements.Read(asked, new Surroundings()) : null;
        var months = MonthsOf(fields.Find("for"));
        var newHoldersOnly = fields.Find("newHoldersOnly")?.YesOrNo() ?? false;
        fields.RefuseOthers();
        return title is null ? null : new Entitlement(id, title, condition, months, newHoldersOnly, terms);
    }

    private static int? MonthsOf(Cursor? cursor)
    {
        if (cursor?.Block("a time such as { months: 6 }") is not { } fields) return null;
        var months = fields.Require("months", "calendar months")?.Whole("calendar months", 1, 1200);
        fields.RefuseOthers();
        return months;
    }
}
