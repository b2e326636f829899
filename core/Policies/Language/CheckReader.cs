using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>One line of a policy: <c>{ id: dispute-rate, metric: dispute_rate, meets: excellent, or: { metric: disputes_90d, atMost: 2 } }</c>.</summary>
internal sealed class CheckReader(Declared<Metric> metrics, Declared<Standard> standards)
{
    private readonly ComparisonReader comparisons = new(standards);

    public Requirement.Check? Read(Cursor cursor, Fields fields, Surroundings around)
    {
        var metric = Judged(fields.Require("metric", "a declared metric"));
        var id = fields.Find("id") is { } named ? named.Id("an id") : around.UsualId ?? metric?.Name;
        var compared = comparisons.Read(cursor, fields, metric, around);
        var whenMissing = fields.Find("whenMissing")?.Choice(Words.Verdicts) ?? Verdict.NotEvaluable;
        var askedOf = AskedOf(fields.Find("askedOf"));
        var given = Given(fields.Find("given"));
        var shield = Shield(fields.Find("or"));
        var title = WordingReader.Read(fields.Find("title"));
        fields.RefuseOthers();
        if (id is not null) around.Note(id, cursor);
        return id is null || metric is null || compared is not var (comparison, limit)
            ? null
            : new Requirement.Check(new Test(id, metric.Name, comparison, limit, whenMissing, askedOf, given, shield, title));
    }

    private Metric? Judged(Cursor? cursor)
    {
        var metric = metrics.Find(cursor);
        if (metric?.Kind is not MetricKind.Text) return metric;
        cursor!.Mistake($"'{metric.Name}', a text", "a metric that can be judged: a text is only carried along"); // never null: the metric was found by it
        return null;
    }

    private AskedOf? AskedOf(Cursor? cursor)
    {
        const string Expected = "one attribute and its values such as { industry: [beauty, health] }";
        if (cursor?.Block(Expected) is not { } fields) return null;
        var entries = fields.Entries.ToList();
        if (entries is not [var (name, values)])
        {
            cursor.Mistake(entries.Count == 0 ? "an empty block" : "several attributes", Expected);
            return null;
        }
        if (!metrics.Names.Contains(name, StringComparer.Ordinal))
        {
            values.Mistake($"the attribute '{name}'", "a declared category or level" + CloseName.To(name, metrics.Names));
            return null;
        }
        if (metrics.Get(name) is not { } attribute) return null;
        if (!attribute.IsNamed)
        {
            values.Mistake($"the attribute '{name}', a {attribute.Kind.ToString().ToLowerInvariant()}", "a category or a level");
            return null;
        }
        return ComparisonReader.NamesOf(values, attribute) is { } named ? new AskedOf(name, named.Values) : null;
    }

    private Given? Given(Cursor? cursor)
    {
        if (cursor?.Block("a least volume such as { metric: orders_90d, atLeast: 20, otherwise: not considered }") is not { } fields) return null;
        var (metric, least) = NumberOf(fields, "atLeast");
        var otherwise = fields.Require("otherwise", string.Join(", ", Words.Verdicts.Keys))?.Choice(Words.Verdicts);
        fields.RefuseOthers();
        return metric is not null && least is { } number && otherwise is { } verdict ? new Given(metric.Name, number, verdict) : null;
    }

    private Shield? Shield(Cursor? cursor)
    {
        if (cursor?.Block("a count that shields such as { metric: disputes_90d, atMost: 2 }") is not { } fields) return null;
        var (metric, most) = NumberOf(fields, "atMost");
        fields.RefuseOthers();
        return metric is not null && most is { } number ? new Shield(metric.Name, number) : null;
    }

    private (Metric? Metric, decimal? Number) NumberOf(Fields fields, string comparison)
    {
        var at = fields.Require("metric", "a declared metric");
        var limit = fields.Require(comparison, "a number");
        if (metrics.Find(at) is not { } metric) return (null, null);
        if (metric.IsNumber) return (metric, limit is null ? null : LiteralReader.Number(limit, metric));
        at!.Mistake($"'{metric.Name}', a {metric.Kind.ToString().ToLowerInvariant()}", "a metric that is a number"); // never null: the metric was found by it
        return (null, null);
    }
}
