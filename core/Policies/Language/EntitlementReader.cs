using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>What a tier gives: <c>window-reward: { title: Window reward, for: { months: 6 }, newHoldersOnly: yes }</c>.</summary>
internal sealed class EntitlementReader(RequirementReader requirements, Declared<Metric> metrics)
{
    public Entitlement? Read(string id, Cursor cursor)
    {
        if (!Scalars.IsId(id)) cursor.Mistake($"the entitlement '{id}'", "an id in small letters, digits, - and _, beginning with a letter");
        if (cursor.Block(PolicyForms.Entitlement) is not { } fields) return null;
        var title = WordingReader.Read(fields.Require("title"));
        var terms = WordingReader.Read(fields.Find("terms"));
        var condition = fields.Find("while") is { } asked ? requirements.Read(asked, new Surroundings()) : null;
        var (months, days) = TimeOf(fields.Find("for"));
        var worth = WorthOf(fields.Find("worth"));
        var newHoldersOnly = fields.Find("newHoldersOnly")?.YesOrNo() ?? false;
        fields.RefuseOthers();
        return title is null ? null : new Entitlement(id, title, condition, months, newHoldersOnly, terms, days, worth);
    }

    private static (int? Months, int? Days) TimeOf(Cursor? cursor)
    {
        if (cursor?.Block(PolicyForms.Time) is not { } fields) return (null, null);
        var months = fields.Find("months");
        var days = fields.Find("days");
        fields.RefuseOthers();
        if (months is null == days is null) cursor.Mistake(months is null ? "no time" : "both 'months' and 'days'", PolicyForms.Time.Expected);
        return (months?.Whole("calendar months", 1, 1200), days?.Whole("days", 1, 3660));
    }

    private Worth? WorthOf(Cursor? cursor)
    {
        if (cursor?.Block(PolicyForms.Worth) is not { } fields) return null;
        var share = fields.Find("share");
        var of = fields.Find("of");
        var amount = fields.Find("amount");
        var currency = fields.Find("currency");
        fields.RefuseOthers();
        if (amount is null != currency is null || amount is null && share is null && of is null || amount is not null && (share ?? of) is not null)
        {
            cursor.Mistake("neither a share nor a sum with its currency, or both", PolicyForms.Worth.Expected);
            return null;
        }
        if (amount is not null) return amount.Number("a sum") is { } sum && currency!.Text("a currency code such as USD") is { } code ? new Worth(sum, Currency: code) : null; // never null: the two stand together
        var part = share is null ? 1 : share.Number("a share such as 50 %");
        if (of is null) return part is { } rate ? new Worth(rate) : null;
        if (metrics.Find(of) is not { } metric) return null;
        if (!metric.IsNumber) of.Mistake($"'{metric.Name}', a {metric.Kind.ToString().ToLowerInvariant()}", "a metric that is a number");
        return part is { } number && metric.IsNumber ? new Worth(number, metric) : null;
    }
}
