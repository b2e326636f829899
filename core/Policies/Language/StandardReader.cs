using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>
/// A named limit with its exceptions: <c>excellent: { percentile: 90, by: { industry: { toys: 80 } } }</c>, or for several
/// attributes at once <c>by: [ { where: { industry: toys, country: DE }, percentile: 70 } ]</c>.
/// </summary>
internal sealed class StandardReader(Declared<Metric> metrics)
{
    private const string Sorts = "one of value, percentile, mean";

    public Standard? Read(string name, Cursor cursor)
    {
        if (!Scalars.IsId(name)) cursor.Mistake($"the standard's name '{name}'", "a name in small letters, digits, - and _, beginning with a letter");
        if (cursor.Block("a standard such as { percentile: 90 }") is not { } fields) return null;
        var measure = MeasureOf(cursor, fields);
        var by = fields.Find("by");
        fields.RefuseOthers();
        if (measure is null) return null;

        List<StandardOverride> overrides = by is null ? [] : [.. by.AsList is { } items ? Combined(items) : ByAttribute(by, measure)];
        foreach (var exception in overrides.Where(exception => exception.Measure.IsStrict != measure.IsStrict))
        {
            exception.At.Mistake(measure.IsStrict
                ? "mean: strictly, as the standard says"
                : "a limit that itself counts, as the standard says: no mean: strictly");
        }
        RefuseTies(overrides);
        return new Standard(name, measure, overrides);
    }

    private static Measure? MeasureOf(Cursor cursor, Fields fields)
    {
        var value = fields.Find("value");
        var percentile = fields.Find("percentile");
        var mean = fields.Find("mean");
        if (new[] { value, percentile, mean }.Count(measure => measure is not null) != 1)
        {
            cursor.Mistake(value is null && percentile is null && mean is null ? "no limit" : "several limits", Sorts);
            return null;
        }
        if (value is not null) return ValueOf(value);
        return percentile is not null ? PercentileOf(percentile) : MeanOf(mean!); // never null: exactly one is there
    }

    private static Measure.Value? ValueOf(Cursor cursor) => cursor.Text("a number, or the name of a step") is null ? null : new Measure.Value(cursor);

    private static Measure.Percentile? PercentileOf(Cursor cursor)
    {
        if (cursor.Raw?.EndsWith('%') is true)
        {
            cursor.Mistake("a percentile from 0 to 100, without a percent sign");
            return null;
        }
        return cursor.Number("a percentile", 0, 100) is { } percent ? new Measure.Percentile(percent) : null;
    }

    private static Measure.Mean? MeanOf(Cursor cursor) => cursor.Choice(Words.Strictness) is { } strictly ? new Measure.Mean(strictly) : null;

    private IEnumerable<StandardOverride> ByAttribute(Cursor by, Measure usual)
    {
        const string Expected = "limits by attribute such as { industry: { toys: 80 } }, or a list of { where: …, percentile: … }";
        foreach (var (name, values) in by.Block(Expected)?.Entries ?? [])
        {
            if (AttributeOf(name, values) is not { } attribute || values.Block($"limits by {name}") is not { } limits) continue;
            foreach (var (value, limit) in limits.Entries)
            {
                if (!Takes(attribute, value, limit)) continue;
                if (Exceptional(limit, usual) is { } measure) yield return new StandardOverride([new(name, value)], measure, limit);
            }
        }
    }

    /// <summary>A bare value is of the same sort as the standard's own limit.</summary>
    private static Measure? Exceptional(Cursor cursor, Measure usual)
    {
        if (cursor.AsBlock is { } fields)
        {
            var measure = MeasureOf(cursor, fields);
            fields.RefuseOthers();
            return measure;
        }
        return usual switch
        {
            Measure.Percentile => PercentileOf(cursor),
            Measure.Mean => MeanOf(cursor),
            _ => ValueOf(cursor),
        };
    }

    private IEnumerable<StandardOverride> Combined(IReadOnlyList<Cursor> items)
    {
        foreach (var item in items)
        {
            if (item.Block("a limit such as { where: { industry: toys, country: DE }, percentile: 70 }") is not { } fields) continue;
            var where = fields.Require("where", "attributes and values");
            var measure = MeasureOf(item, fields);
            fields.RefuseOthers();
            if (where?.Block("attributes and values such as { industry: toys, country: DE }") is not { } attributes || measure is null) continue;

            var pairs = new List<KeyValuePair<string, string>>();
            foreach (var (name, value) in attributes.Entries)
            {
                if (AttributeOf(name, value) is { } attribute && value.Text("a value") is { } text && Takes(attribute, text, value)) pairs.Add(new(name, text));
            }
            if (!attributes.Entries.Any()) where.Mistake("an empty block", "at least one attribute");
            else if (pairs.Count == attributes.Entries.Count()) yield return new StandardOverride(pairs, measure, item);
        }
    }

    private Metric? AttributeOf(string name, Cursor cursor)
    {
        var named = metrics.Names.Contains(name, StringComparer.Ordinal);
        if (!named) cursor.Mistake($"the attribute '{name}'", "a declared category or level" + CloseName.To(name, metrics.Names));
        if (!named || metrics.Get(name) is not { } metric) return null;
        if (metric.IsNamed) return metric;
        cursor.Mistake($"the attribute '{name}', a {metric.Kind.ToString().ToLowerInvariant()}", "a category or a level");
        return null;
    }

    private static bool Takes(Metric attribute, string value, Cursor cursor)
    {
        if (attribute.Values.Count == 0 || attribute.Values.Contains(value, StringComparer.Ordinal)) return true;
        cursor.Mistake($"'{value}'", $"one of {string.Join(", ", attribute.Values)}{CloseName.To(value, attribute.Values)}");
        return false;
    }

    /// <summary>The most specific exception wins, so two that are equally specific and both fit some store must be told apart by a third.</summary>
    private static void RefuseTies(List<StandardOverride> overrides)
    {
        for (var i = 0; i < overrides.Count; i++)
        {
            var later = overrides[i];
            var rivals = overrides.Take(i).Where(other => other.Where.Count == later.Where.Count && other.Overlaps(later));
            if (rivals.FirstOrDefault(rival => rival.Covers(later.Where)) is { } same)
                later.At.Mistake("the same stores again", $"each set of attributes once; the first is on line {same.At.Line}");
            else if (rivals.FirstOrDefault(rival => rival.Measure != later.Measure && !overrides.Any(decisive => Decides(decisive, rival, later))) is { } tied)
                later.At.Mistake($"a tie with the limit on line {tied.At.Line}", "the same limit in both, or a more specific one for stores that fit both");
        }
    }

    private static bool Decides(StandardOverride decisive, StandardOverride first, StandardOverride second) =>
        decisive.Where.Count > first.Where.Count && decisive.Where.All(pair => first.Where.Contains(pair) || second.Where.Contains(pair));
}
