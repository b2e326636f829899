using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>The rules of movement: <c>movement: { demotion: { strikes: 2, steps: 1 }, protection: { months: 3 } }</c>.</summary>
/// <param name="tiers">The tiers above the default one.</param>
/// <param name="otherwise">The default tier's name, where it could be read.</param>
internal sealed class MovementReader(RequirementReader requirements, Declared<string> tiers, string? otherwise)
{
    private const int Many = 1200;

    public MovementRules? Read(Cursor? cursor)
    {
        if (cursor?.Block("rules such as { demotion: { strikes: 2 }, incubation: { tier: silver, months: 6, then: none } }") is not { } fields) return null;
        var incubations = Incubations(fields.Find("incubation"));
        var down = fields.Find("demotion")?.Block("how a store falls, such as { strikes: 2, steps: 1 }");
        var strikes = down?.Find("strikes")?.Whole("misses in a row at which a store falls", 1, Many) ?? 1;
        var stepsDown = Steps(down);
        down?.RefuseOthers();
        var up = fields.Find("promotion")?.Block("how a store rises, such as { steps: 1 }");
        var stepsUp = Steps(up);
        up?.RefuseOthers();
        var grace = GraceOf(fields.Find("grace"));
        var protection = TermOf(fields.Find("protection"));
        var waiting = TermOf(fields.Find("waiting"));
        var cancellations = Cancellations(fields.Find("cancellation"));
        fields.RefuseOthers();
        return new MovementRules
        {
            Incubations = incubations, Strikes = strikes, StepsDown = stepsDown, StepsUp = stepsUp, Grace = grace, Protection = protection, Waiting = waiting,
            Cancellations = cancellations,
        };
    }

    private static int? Steps(Fields? fields) => fields?.Find("steps")?.Whole("rungs in one period", 1, Many);

    /// <summary>One incubation, or a list of them.</summary>
    private List<Incubation> Incubations(Cursor? cursor)
    {
        var read = new List<Incubation>();
        foreach (var item in cursor is null ? [] : cursor.AsList ?? [cursor])
        {
            if (item.Block("a tier for a time such as { tier: silver, months: 6, then: none }") is not { } fields) continue;
            var tier = tiers.Find(fields.Require("tier", "the tier that lasts so long"));
            var months = fields.Require("months", "calendar months")?.Whole("calendar months", 1, Many);
            var then = LowerThan(tier, fields.Require("then", "what a store holds that has not risen by then"));
            fields.RefuseOthers();
            if (tier is null || months is not { } length || then is null) continue;
            if (read.Exists(other => other.Tier == tier)) item.Mistake($"the tier '{tier}' again", "each tier once");
            read.Add(new Incubation(tier, length, then));
        }
        return read;
    }

    private string? LowerThan(string? tier, Cursor? cursor)
    {
        if (cursor?.Text("a lower tier, or the default one") is not { } name) return null;
        var order = tiers.Names.Append(otherwise ?? name).ToList(); // from the highest down
        if (order.IndexOf(name) is var place && place > (tier is null ? -1 : order.IndexOf(tier))) return name;
        cursor.Mistake($"a tier below '{tier}': one of {string.Join(", ", order.Skip(order.IndexOf(tier ?? "") + 1))}");
        return null;
    }

    private Grace? GraceOf(Cursor? cursor)
    {
        if (cursor?.Block("a grace such as { tier: passing, assessments: 1 }") is not { } fields) return null;
        var tier = tiers.Find(fields.Require("tier", "the tier that a store holds at least"));
        var assessments = fields.Find("assessments") is { } counted ? counted.Whole("assessments from the first on", 1, Many) : 1;
        fields.RefuseOthers();
        return tier is null || assessments is not { } first ? null : new Grace(tier, first);
    }

    private static Term? TermOf(Cursor? cursor)
    {
        const string Expected = "a time such as { months: 6 } or { periods: 2 }";
        if (cursor?.Block(Expected) is not { } fields) return null;
        var months = fields.Find("months");
        var periods = fields.Find("periods");
        fields.RefuseOthers();
        if (months is null == periods is null)
        {
            cursor.Mistake(months is null ? "no time" : "both 'months' and 'periods'", Expected);
            return null;
        }
        var length = months is null ? periods!.Whole("periods", 1, Many) : months.Whole("calendar months", 1, Many); // never null: one of the two is there
        return length is { } known ? new Term(known, months is null ? TermUnit.Periods : TermUnit.Months) : null;
    }

    private List<Cancellation> Cancellations(Cursor? cursor)
    {
        var read = new List<Cancellation>();
        foreach (var item in cursor?.List("a list of what shuts a store out for good") ?? [])
        {
            if (item.Block("a cancellation such as { id: faked-orders, when: { metric: faked_orders, atLeast: 1 } }") is not { } fields) continue;
            var id = fields.Require("id", "the cancellation's id")?.Id("an id");
            var title = WordingReader.Read(fields.Find("title"));
            var when = fields.Require("when", "what shuts the store out") is { } asked ? requirements.Read(asked, new Surroundings(usualId: asked.AsBlock?.Has("metric") is true ? id : null)) : null;
            fields.RefuseOthers();
            if (id is not null && read.Exists(other => other.Id == id)) item.Mistake($"the cancellation '{id}' again", "an id of its own");
            if (id is not null && when is not null) read.Add(new Cancellation(id, title ?? Wording.Plain(id), when));
        }
        return read;
    }
}
