using System.Globalization;
using TierFunctions.Domain.Rulings;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;
using TierFunctions.Policies.Language;

namespace TierFunctions.Policies.Rulings;

/// <summary>An exemption: <c>{ id: port-strike, reason: …, from: 2026-07-01, until: 2026-08-01, timeZone: Europe/Madrid, where: { country: [ES] }, lifts: [dsr-logistics] }</c>.</summary>
internal static class ExemptionReader
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static Exemption? Read(Cursor cursor)
    {
        if (cursor.Block(RulingForms.Exemption) is not { } fields) return null;
        var id = fields.Require("id")?.Id("an id");
        var reason = fields.Require("reason")?.Text("why it is granted");
        var zone = CalendarReader.TimeZone(fields.Require("timeZone"));
        var from = MomentOf(fields.Require("from"));
        var end = fields.Require("until");
        var until = MomentOf(end);
        if (until <= from) end!.Mistake("a moment after 'from'"); // never null: it was read
        var programmes = Texts(fields.Find("programmes"), "a list of programmes");
        var stores = Texts(fields.Find("stores"), "a list of stores");
        var where = new List<ExemptScope>();
        foreach (var (name, values) in fields.Find("where")?.Named("attributes and their values such as { country: [ES, PT] }") ?? [])
            where.Add(new ExemptScope(name, values.Raw is { } only ? [only] : Texts(values, "a list of values")));
        var lifts = Texts(fields.Find("lifts"), "a list of the ids of requirements and bars");
        var recomputes = new List<Recomputed>();
        foreach (var (metric, value) in fields.Find("recomputes")?.Named("metrics such as { late_orders: { readFrom: late_orders_protected } }") ?? [])
        {
            if (Recompute(metric, value) is { } one) recomputes.Add(one);
        }
        fields.RefuseOthers();
        if (!cursor.Has("lifts") && !cursor.Has("recomputes")) cursor.Mistake("an exemption that lifts and recomputes nothing", "lifts, recomputes or both");
        return id is null || reason is null || zone is null || from is not { } start || until is not { } over
            ? null
            : new Exemption(id, reason, zone, start, over, programmes, stores, where, lifts, recomputes);
    }

    private static Recomputed? Recompute(string metric, Cursor cursor)
    {
        if (cursor.Block(RulingForms.Recomputed) is not { } fields) return null;
        var from = fields.Find("readFrom")?.Text("another metric");
        var value = fields.Find("value")?.Text("a reading");
        fields.RefuseOthers();
        if (from is null == value is null) cursor.Mistake(from is null ? "nothing to read instead" : "both 'readFrom' and 'value'", RulingForms.Recomputed.Expected);
        return new Recomputed(metric, from, value);
    }

    internal static List<string> Texts(Cursor? cursor, string expected) =>
        [.. (cursor?.List(expected) ?? []).Select(item => item.Text("a name")).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static DateTime? MomentOf(Cursor? cursor)
    {
        const string Expected = "a day or a moment such as 2026-07-31 or 2026-07-31T18:00";
        if (cursor?.Text(Expected) is not { } text) return null;
        if (DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return moment;
        cursor.Mistake(Expected);
        return null;
    }
}
