using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>A tree of checks: a check, a list of them (which asks for all), or <c>all</c>, <c>any</c>, <c>atLeast … of</c>, <c>not</c>.</summary>
internal sealed class RequirementReader(CheckReader checks)
{
    private const string Expected = "a check { metric: …, … }, or all, any, atLeast … of, not";

    public Requirement? Read(Cursor cursor, Surroundings around)
    {
        if (cursor.AsList is not null) return AllOf(cursor, around);
        if (cursor.Block(Expected) is not { } fields) return null;
        if (fields.Has("metric")) return checks.Read(cursor, fields, around);

        var all = fields.Find("all");
        var any = fields.Find("any");
        var of = fields.Find("of");
        var not = fields.Find("not");
        var least = fields.Find("atLeast");
        fields.RefuseOthers();
        var written = new[] { all, any, of ?? least, not }.OfType<Cursor>().ToList();
        if (written.Count != 1)
        {
            cursor.Mistake(written.Count == 0 ? "no requirement" : "several requirements in one block", Expected);
            return null;
        }
        if (all is not null) return AllOf(all, around);
        if (any is not null) return PartsOf(any, around) is { } parts ? new Requirement.AtLeast(1, parts) : null;
        if (not is not null) return Read(not, around) is { } opposite ? new Requirement.Not(opposite) : null;
        return SomeOf(cursor, least, of, around);
    }

    /// <summary>Lists within lists that all ask for everything are one list: that lets an alias stand for several requirements.</summary>
    private Requirement.All? AllOf(Cursor cursor, Surroundings around) => PartsOf(cursor, around) is { } parts
        ? new Requirement.All([.. parts.SelectMany(part => part is Requirement.All all ? all.Of : [part])])
        : null;

    private Requirement.AtLeast? SomeOf(Cursor cursor, Cursor? least, Cursor? of, Surroundings around)
    {
        if (least is null || of is null)
        {
            cursor.Mistake(of is null ? "'atLeast' without 'of' or 'metric'" : "'of' without 'atLeast'", "both, as in atLeast: 2, of: [ … ]");
            return null;
        }
        if (PartsOf(of, around) is not { } parts) return null;
        return least.Whole("how many of them", 1, parts.Count) is { } count ? new Requirement.AtLeast(count, parts) : null;
    }

    private List<Requirement>? PartsOf(Cursor cursor, Surroundings around)
    {
        if (cursor.List("a list of requirements") is not { } items) return null;
        if (items.Count == 0) cursor.Mistake("an empty list", "at least one requirement");
        // Every part is read before any is missed, so that every mistake is found.
        var parts = items.Select(item => Read(item, around)).ToList();
        return parts.Count > 0 && parts.All(part => part is not null) ? [.. parts.OfType<Requirement>()] : null;
    }
}
