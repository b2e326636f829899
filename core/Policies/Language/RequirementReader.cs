using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>
/// A tree of checks: a check, a list of them (which asks for all), <c>all</c>, <c>any</c>, <c>atLeast … of</c>, <c>not</c>,
/// <c>when … then</c>, or a tier of this or another ladder.
/// </summary>
internal sealed class RequirementReader(CheckReader checks, Declared<Ladder> ladders)
{
    public Requirement? Read(Cursor cursor, Surroundings around)
    {
        if (cursor.AsList is not null) return AllOf(cursor, around);
        if (cursor.Has("metric")) return cursor.Block(RequirementForms.Check) is { } check ? checks.Read(cursor, check, around, ReadCondition) : null;
        if (cursor.Has("tier")) return cursor.Block(RequirementForms.Tier) is { } tier ? TierOf(tier, around) : null;
        if (cursor.Has("then")) return cursor.Block(RequirementForms.Conditional) is { } conditional ? Conditional(conditional, around) : null;
        return cursor.Block(RequirementForms.Group) is { } group ? GroupOf(cursor, group, around) : null;
    }

    /// <summary>A condition that people read about: <c>{ id: …, title: …, when: … }</c>. A single check under it goes by its id.</summary>
    public (string? Id, Wording? Title, Requirement? When) ReadNamed(Fields fields)
    {
        var id = fields.Require("id")?.Id("an id");
        var title = WordingReader.Read(fields.Find("title"));
        var when = fields.Require("when") is { } asked ? Read(asked, new Surroundings(usualId: asked.Has("metric") ? id : null)) : null;
        return (id, title, when);
    }

    private Requirement? GroupOf(Cursor cursor, Fields fields, Surroundings around)
    {
        var all = fields.Find("all");
        var any = fields.Find("any");
        var of = fields.Find("of");
        var not = fields.Find("not");
        var least = fields.Find("atLeast");
        fields.RefuseOthers();
        var written = new[] { all, any, of ?? least, not }.OfType<Cursor>().ToList();
        if (written.Count != 1)
        {
            cursor.Mistake(written.Count == 0 ? "no requirement" : "several requirements in one block", RequirementForms.Expected);
            return null;
        }
        if (all is not null) return AllOf(all, around);
        if (any is not null) return PartsOf(any, around) is { } parts ? new Requirement.AtLeast(1, parts) : null;
        if (not is not null) return Read(not, around) is { } opposite ? new Requirement.Not(opposite) : null;
        return SomeOf(cursor, least, of, around);
    }

    private Requirement? ReadCondition(Cursor cursor) => Read(cursor, new Surroundings(allowsPeers: false));

    private Requirement? Conditional(Fields fields, Surroundings around)
    {
        var when = fields.Require("when") is { } condition ? ReadCondition(condition) : null;
        var then = fields.Require("then") is { } asked ? Read(asked, around) : null;
        fields.RefuseOthers();
        return when is null || then is null ? null : CheckReader.Conditional(then, when);
    }

    /// <summary>What a tier asks: <c>{ tier: silver }</c> of this ladder, or <c>{ tier: A, of: conduct }</c> of another, or a better one of that.</summary>
    private Requirement? TierOf(Fields fields, Surroundings around)
    {
        var at = fields.Require("tier");
        var of = fields.Find("of");
        fields.RefuseOthers();
        if (of is null && !around.AllowsTiers || !around.AllowsPeers)
        {
            at!.Mistake("a tier", "a check: only what another tier asks may speak of tiers, and only tiers of its ladder that stand below it"); // never null: the block has one
            return null;
        }
        var ladder = of is null ? ladders.Use(Ladder.Own) : ladders.Find(of);
        if (ladder is null || at?.Text("a tier's name") is not { } name) return null;
        if (ladder.Find(name) is { } requires) return requires;
        if (!ladder.IsKnown(name)) at.Mistake($"a tier of {(of is null ? "this ladder that stands below" : of.Raw)}: one of {string.Join(", ", ladder.Names)}{CloseName.To(name, ladder.Names)}");
        return null;
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
