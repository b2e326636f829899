using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>One line of a policy: <c>{ id: dispute-rate, metric: dispute_rate, meets: excellent, or: { metric: disputes_90d, atMost: 2 } }</c>.</summary>
internal sealed class CheckReader(Declared<Metric> metrics, Declared<Standard> standards)
{
    private readonly ComparisonReader comparisons = new(metrics, standards);

    /// <param name="readCondition">Reads the requirement under <c>when</c>.</param>
    public Requirement? Read(Cursor cursor, Fields fields, Surroundings around, Func<Cursor, Requirement?> readCondition)
    {
        var metric = Judged(fields.Require("metric"));
        var id = fields.Find("id") is { } named ? named.Id("an id") : around.UsualId ?? metric?.Name;
        var compared = comparisons.Read(cursor, fields, metric, around);
        var whenMissing = fields.Find("whenMissing")?.Choice(Words.Verdicts) ?? Verdict.NotEvaluable;
        var (askedOf, attributes) = AskedOf(fields.Find("askedOf"));
        var given = Given(fields.Find("given"));
        var shield = Shield(fields.Find("or"));
        var title = WordingReader.Read(fields.Find("title"));
        var condition = fields.Find("when") is { } asked ? readCondition(asked) : null;
        var advisory = fields.Find("advisory")?.YesOrNo() ?? false;
        fields.RefuseOthers();
        if (id is not null) around.Note(id, cursor);
        if (id is null || metric is null || compared is null) return null;
        var when = Both(attributes, condition);
        var checks = compared.Select(one => new Requirement.Check(
            new Test(id, metric.Name, one.Comparison, one.Limit, whenMissing, askedOf, given, shield, title, when, advisory))).ToList();
        return checks is [var only] ? only : new Requirement.All(checks);
    }

    /// <summary>A requirement whose every check is asked only where a condition holds.</summary>
    public static Requirement Conditional(Requirement requirement, Requirement condition) => requirement switch
    {
        Requirement.All all => new Requirement.All([.. all.Of.Select(part => Conditional(part, condition))]),
        Requirement.AtLeast some => new Requirement.AtLeast(some.Count, [.. some.Of.Select(part => Conditional(part, condition))]),
        Requirement.Not not => new Requirement.Not(Conditional(not.Of, condition)),
        Requirement.Check check => new Requirement.Check(check.Test with { When = Both(check.Test.When, condition) }),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Requirement? Both(Requirement? first, Requirement? second) => first is null ? second : second is null ? first : new Requirement.All([first, second]);

    private Metric? Judged(Cursor? cursor)
    {
        var metric = metrics.Find(cursor);
        if (metric?.Kind is not (MetricKind.Text or MetricKind.Events)) return metric;
        cursor!.Mistake($"'{metric.Name}', a text", "a metric that can be judged: a text is only carried along"); // never null: the metric was found by it
        return null;
    }

    /// <summary>One category or level is a circle of stores; several attributes, or a flag, are a condition.</summary>
    private (AskedOf? One, Requirement? Several) AskedOf(Cursor? cursor)
    {
        const string Expected = "attributes and their values such as { industry: [beauty, health] }";
        if (cursor?.Named(Expected) is not { } values) return (null, null);
        var circles = values.Select(entry => Circle(entry.Name, entry.Value)).ToList();
        if (circles.Count == 0) cursor.Mistake("an empty block", Expected);
        if (circles.Count == 0 || circles.Exists(circle => circle is null)) return (null, null);
        if (circles is [{ Metric.IsNamed: true } only]) return (new AskedOf(only.Metric.Name, ((Limit.Names)only.Limit).Values), null);
        // Who has no reading is not one of them.
        return (null, new Requirement.All([.. circles.OfType<AttributeCircle>().Select(circle => new Requirement.Check(
            new Test(circle.Metric.Name, circle.Metric.Name, Comparison.Is, LimitRule.Of(circle.Limit), Verdict.Missed)))]));
    }

    private sealed record AttributeCircle(Metric Metric, Limit Limit);

    private AttributeCircle? Circle(string name, Cursor values)
    {
        if (!metrics.Names.Contains(name, StringComparer.Ordinal))
        {
            values.Mistake($"the attribute '{name}'", "a declared category, level or flag" + CloseName.To(name, metrics.Names));
            return null;
        }
        if (metrics.Use(name) is not { } attribute) return null;
        if (attribute.Kind is MetricKind.Flag) return LiteralReader.Read(values, attribute) is { } flag ? new AttributeCircle(attribute, flag) : null;
        if (attribute.IsNamed) return ComparisonReader.NamesOf(values, attribute) is { } named ? new AttributeCircle(attribute, named) : null;
        values.Mistake($"the attribute '{name}', a {attribute.Kind.ToString().ToLowerInvariant()}", "a category, a level or a flag");
        return null;
    }

    private Given? Given(Cursor? cursor)
    {
        if (cursor?.Block(RequirementForms.Given) is not { } fields) return null;
        var (metric, least) = NumberOf(fields, "atLeast");
        var otherwise = fields.Require("otherwise")?.Choice(Words.Verdicts);
        fields.RefuseOthers();
        return metric is not null && least is { } number && otherwise is { } verdict ? new Given(metric.Name, number, verdict) : null;
    }

    private Shield? Shield(Cursor? cursor)
    {
        if (cursor?.Block(RequirementForms.Shield) is not { } fields) return null;
        var (metric, most) = NumberOf(fields, "atMost");
        fields.RefuseOthers();
        return metric is not null && most is { } number ? new Shield(metric.Name, number) : null;
    }

    private (Metric? Metric, decimal? Number) NumberOf(Fields fields, string comparison)
    {
        var at = fields.Require("metric");
        var limit = fields.Require(comparison);
        if (metrics.Find(at) is not { } metric) return (null, null);
        if (metric.IsNumber) return (metric, limit is null ? null : LiteralReader.Number(limit, metric));
        at!.Mistake($"'{metric.Name}', a {metric.Kind.ToString().ToLowerInvariant()}", "a metric that is a number"); // never null: the metric was found by it
        return (null, null);
    }
}
