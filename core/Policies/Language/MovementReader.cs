using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>The rules of movement: <c>movement: { demotion: { strikes: 2, steps: 1 }, protection: { months: 3 } }</c>.</summary>
/// <param name="tiers">The tiers above the default one.</param>
/// <param name="otherwise">The default tier's name, where it could be read.</param>
internal sealed class MovementReader(RequirementReader requirements, Declared<string> tiers, string? otherwise)
{
    public MovementRules? Read(Cursor? cursor)
    {
        if (cursor?.Block(MovementForms.Movement) is not { } fields) return null;
        var incubations = Incubations(fields.Find("incubation"));
        var down = fields.Find("demotion")?.Block(MovementForms.Demotion);
        var strikes = down?.Find("strikes")?.Whole("misses in a row at which a store falls", 1, MovementForms.Many) ?? 1;
        var stepsDown = Steps(down);
        var fallsAt = down?.Find("at")?.Choice(Words.CalendarSpans);
        down?.RefuseOthers();
        var up = fields.Find("promotion")?.Block(MovementForms.Promotion);
        var stepsUp = Steps(up);
        up?.RefuseOthers();
        var grace = GraceOf(fields.Find("grace"));
        var protection = TermOf(fields.Find("protection"));
        var validity = TermOf(fields.Find("validity"));
        var unjudged = TermOf(fields.Find("unjudged"));
        var waiting = TermOf(fields.Find("waiting"));
        var cancellations = Cancellations(fields.Find("cancellation"));
        fields.RefuseOthers();
        return new MovementRules
        {
            Incubations = incubations, Strikes = strikes, StepsDown = stepsDown, StepsUp = stepsUp, Grace = grace, Protection = protection, Waiting = waiting,
            FallsAt = fallsAt, Validity = validity, Unjudged = unjudged, Cancellations = cancellations,
        };
    }

    private static int? Steps(Fields? fields) => fields?.Find("steps")?.Whole("rungs in one period", 1, MovementForms.Many);

    /// <summary>One incubation, or a list of them.</summary>
    private List<Incubation> Incubations(Cursor? cursor)
    {
        var read = new List<Incubation>();
        foreach (var item in cursor is null ? [] : cursor.AsList ?? [cursor])
        {
            if (item.Block(MovementForms.Incubation) is not { } fields) continue;
            var tier = tiers.Find(fields.Require("tier"));
            var months = fields.Require("months")?.Whole("calendar months", 1, MovementForms.Many);
            var then = LowerThan(tier, fields.Require("then"));
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
        if (cursor?.Block(MovementForms.Grace) is not { } fields) return null;
        var tier = tiers.Find(fields.Require("tier"));
        var assessments = fields.Find("assessments") is { } counted ? counted.Whole("assessments from the first on", 1, MovementForms.Many) : 1;
        fields.RefuseOthers();
        return tier is null || assessments is not { } first ? null : new Grace(tier, first);
    }

    private static Term? TermOf(Cursor? cursor)
    {
        if (cursor?.Block(MovementForms.Term) is not { } fields) return null;
        var written = Words.TermUnits.SelectMany(unit => fields.Find(unit.Key) is { } at ? new[] { (unit.Key, unit.Value, At: at) } : []).ToList();
        fields.RefuseOthers();
        if (written is not [var (word, unit, at)])
        {
            cursor.Mistake(written.Count == 0 ? "no time" : $"both {string.Join(" and ", written.Select(one => $"'{one.Key}'"))}", MovementForms.Term.Expected);
            return null;
        }
        return at.Whole(word == "months" ? "calendar months" : word, 1, MovementForms.Many) is { } length ? new Term(length, unit) : null;
    }

    private List<Cancellation> Cancellations(Cursor? cursor)
    {
        var read = new List<Cancellation>();
        foreach (var item in cursor?.List("a list of what shuts a store out for good") ?? [])
        {
            if (item.Block(MovementForms.Cancellation) is not { } fields) continue;
            var (id, title, when) = requirements.ReadNamed(fields);
            var time = TermOf(fields.Find("for"));
            fields.RefuseOthers();
            if (id is not null && read.Exists(other => other.Id == id)) item.Mistake($"the cancellation '{id}' again", "an id of its own");
            if (id is not null && when is not null) read.Add(new Cancellation(id, title ?? Wording.Plain(id), when, time));
        }
        return read;
    }
}
