using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>How people decide: <c>cases: { opens: …, states: { screened: { to: [assigned] }, … }, strengths: { company: { range: [0, 100] } } }</c>.</summary>
internal sealed class CaseReader(RequirementReader requirements)
{
    public CaseProcedure? Read(Cursor? cursor)
    {
        if (cursor?.Block(CaseForms.Cases) is not { } fields) return null;
        var opens = fields.Require("opens") is { } asked ? requirements.Read(asked, new Surroundings(allowsTiers: true)) : null;
        var states = States(fields.Require("states"));
        var strengths = Strengths(fields.Find("strengths"));
        var materials = Items(fields.Find("materials"), "papers by name, such as { licence: Business licence }");
        var names = states.Select(state => state.Name).ToList();
        var reopens = (fields.Find("reopens")?.List("a list of states") ?? []).Select(item => item.OneOf(names, "a state")).OfType<string>().ToList();
        fields.RefuseOthers();
        return opens is null || states.Count == 0 ? null : new CaseProcedure(opens, states, strengths, materials, reopens);
    }

    private static List<CaseState> States(Cursor? cursor)
    {
        var read = new List<CaseState>();
        var entries = cursor?.Named("states by name, such as { screened: { to: [assigned] } }") ?? [];
        var names = entries.Select(entry => entry.Name).ToList();
        foreach (var (name, value) in entries)
        {
            CheckId(name, "the state", value);
            if (value.Block(CaseForms.State) is not { } fields) continue;
            var title = WordingReader.Read(fields.Find("title")) ?? Wording.Plain(name);
            var steps = Steps(fields.Find("to"), names);
            var within = Within(fields.Find("within"));
            var needs = (fields.Find("needs")?.List("a list of needs") ?? []).Select(item => item.Choice(Words.CaseNeeds)).OfType<CaseNeed>().ToList();
            var ways = Items(fields.Find("how"), "ways by name, such as { phone: By telephone }");
            fields.RefuseOthers();
            read.Add(new CaseState(name, title, steps, within, needs, ways));
        }
        return read;
    }

    /// <summary>A list of states for anybody, or each with the roles that may take the step.</summary>
    private static List<CaseStep> Steps(Cursor? cursor, List<string> names)
    {
        if (cursor?.AsList is { } items) return [.. items.Select(item => item.OneOf(names, "a state")).OfType<string>().Select(name => new CaseStep(name, []))];
        var steps = new List<CaseStep>();
        foreach (var (name, value) in cursor?.Named("a list of states, or states with roles such as { admitted: [operator] }") ?? [])
        {
            if (!names.Contains(name)) value.Mistake($"the state '{name}'", $"one of {string.Join(", ", names)}{CloseName.To(name, names)}");
            steps.Add(new CaseStep(name, [.. (value.List("a list of roles") ?? []).Select(role => role.Choice(Words.CaseRoles)).OfType<CaseRole>()]));
        }
        return steps;
    }

    private static TimeAllowed? Within(Cursor? cursor)
    {
        if (cursor?.Block(CaseForms.Time) is not { } fields) return null;
        var (days, months) = (fields.Find("days"), fields.Find("months"));
        fields.RefuseOthers();
        if (days is null == months is null)
        {
            cursor.Mistake(days is null ? "no time" : "both 'days' and 'months'", CaseForms.Time.Expected);
            return null;
        }
        var length = months is null ? days!.Whole("days", 1, CaseForms.Many) : months.Whole("calendar months", 1, CaseForms.Many); // never null: one of the two is there
        return length is { } known ? new TimeAllowed(known, months is not null) : null;
    }

    private static List<Strength> Strengths(Cursor? cursor)
    {
        var read = new List<Strength>();
        foreach (var (name, value) in cursor?.Named("strengths by name, such as { company: { range: [0, 100], least: 60 } }") ?? [])
        {
            CheckId(name, "the strength", value);
            if (name is CaseResult.OfState or CaseResult.OfMean) value.Mistake($"the strength '{name}'", "a name of its own: a metric reads the state and the mean of the scores by these");
            if (value.Block(CaseForms.Strength) is not { } fields) continue;
            var title = WordingReader.Read(fields.Find("title")) ?? Wording.Plain(name);
            var range = fields.Require("range");
            var bounds = range?.List("two scores such as [0, 100]")?.Select(Score).ToList();
            var leastAt = fields.Find("least");
            var least = leastAt is null ? null : Score(leastAt);
            fields.RefuseOthers();
            if (bounds is null) continue;
            if (bounds is not [var low, var high]) range!.Mistake("scores that are not two", "the lowest and the highest score"); // never null: it was read
            else if (low >= high) range!.Mistake("a lowest score that is not below the highest", "the lowest and the highest score");
            else if (least < low || least > high) leastAt!.Mistake("a score in the range"); // never null: a score was read
            else if (low is { } from && high is { } to) read.Add(new Strength(name, title, from, to, least));
        }
        return read;
    }

    private static decimal? Score(Cursor cursor) => cursor.Number("a score", -CaseForms.Many, CaseForms.Many);

    private static List<CaseItem> Items(Cursor? cursor, string expected)
    {
        var read = new List<CaseItem>();
        foreach (var (name, value) in cursor?.Named(expected) ?? [])
        {
            CheckId(name, "the name", value);
            if (WordingReader.Read(value) is { } title) read.Add(new CaseItem(name, title));
        }
        return read;
    }

    private static void CheckId(string name, string what, Cursor at)
    {
        if (!Scalars.IsId(name)) at.Mistake($"{what} '{name}'", "a name in small letters, digits, - and _, beginning with a letter");
    }
}
