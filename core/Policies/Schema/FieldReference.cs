using System.Text;
using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Schema;

/// <summary>Every field of the language with what it means, as Markdown, from the same forms as the schema.</summary>
public static class FieldReference
{
    private static readonly (string Title, IReadOnlyList<Form> Forms)[] Sections =
    [
        ("A policy", [PolicyForms.Policy, PolicyForms.Effective, PolicyForms.LookBack]),
        ("Metrics", [MetricForms.Any, MetricForms.Multiple, MetricForms.Rounded, MetricForms.Growth, MetricForms.Age, MovementForms.Streak, MovementForms.Periods, MetricForms.Events, MetricForms.Span, MetricForms.Stage, MetricForms.Bands, MetricForms.Band, MetricForms.Alternative, ResultForms.Source]),
        ("Requirements", [RequirementForms.Check, RequirementForms.Given, RequirementForms.Shield, RequirementForms.Group, RequirementForms.Conditional, RequirementForms.Tier]),
        ("Standards and peers", [StandardForms.Standard, StandardForms.Measure, StandardForms.Dated, StandardForms.Exception, StandardForms.Peers]),
        ("Tiers and who is not judged", [PolicyForms.Tier, PolicyForms.Otherwise, PolicyForms.TierBelow, PolicyForms.SideLadder, PolicyForms.Bar, PolicyForms.NotAssessed, PolicyForms.HeldBefore]),
        ("What becomes of a store over time",
        [
            MovementForms.Movement, MovementForms.Incubation, MovementForms.Demotion, MovementForms.Promotion, MovementForms.Grace, MovementForms.Term,
            MovementForms.Cancellation,
        ]),
        ("What people decide", [CaseForms.Cases, CaseForms.State, CaseForms.Time, CaseForms.Strength]),
        ("What tiers give, and what is said of it", [PolicyForms.Entitlement, PolicyForms.Worth, PolicyForms.Time, NoticeForms.Notice, NoticeForms.Text]),
        ("Inputs and tests", [PolicyForms.Gate, PolicyForms.Quarantined, PolicyForms.RowsChange, PolicyForms.Test, MovementForms.Held]),
    ];

    public static string Text()
    {
        var text = new StringBuilder("# Every field of a policy\n\nWritten by `tier policy schema --fields`; [policies.md](policies.md) explains the language with examples. A field marked * must be there.\n");
        foreach (var (title, forms) in Sections)
        {
            text.Append("\n## ").Append(title).Append('\n');
            foreach (var form in forms) Write(text, form);
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, Form form)
    {
        text.Append("\n### ").Append(form.Name).Append("\n\n| field | says | written as |\n| --- | --- | --- |\n");
        foreach (var field in form.Fields)
            text.Append("| `").Append(field.Name).Append('`').Append(field.IsRequired ? "*" : "").Append(" | ").Append(field.Means).Append(" | ").Append(Said(field.Shape)).Append(" |\n");
        if (form.OneOf.Count > 0) text.Append("\nExactly one of ").AppendJoin(", ", form.OneOf.Select(name => $"`{name}`")).Append(".\n");
        if (form == MetricForms.Any) WriteKinds(text);
    }

    private static void WriteKinds(StringBuilder text)
    {
        var shared = Enum.GetValues<MetricKind>().Select(MetricForms.Of).ToList();
        text.Append("\nNot every kind has all of them:\n\n");
        foreach (var form in shared)
            text.Append("- `").Append(form.Name).Append("`: ").AppendJoin(", ", form.Fields.Where(field => !shared.All(other => other.Fields.Any(its => its.Name == field.Name))).Select(field => $"`{field.Name}`")).Append('\n');
    }

    private static string Said(Shape shape) => shape switch
    {
        Shape.Text or Shape.Id => "a text",
        Shape.Number => "a number",
        Shape.Whole => "a whole number",
        Shape.YesNo => "yes or no",
        Shape.Word word => string.Join(", ", word.Words.Select(one => $"`{one}`")),
        Shape.Literal => "a number, a day, yes or no, or a name",
        Shape.Items items => $"a list: {Said(items.Of)}",
        Shape.Named named => $"by name: {Said(named.Value)}",
        Shape.Block block => $"[{block.Form.Name}](#{block.Form.Name})",
        Shape.Switch one => $"[{one.Any.Name}](#{one.Any.Name})",
        Shape.Either either => string.Join(", or ", either.Shapes.Select(Said).Distinct()),
        Shape.Called { Name: "requirement" } => "a requirement",
        Shape.Called { Name: "wording" } => "a text, or one by language",
        Shape.Called called => Said(called.Shape()),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
