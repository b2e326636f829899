using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>
/// A named limit with its exceptions: <c>excellent: { percentile: 90, by: { industry: { toys: 80 } } }</c>, or for several
/// attributes at once <c>by: [ { where: { industry: toys, country: DE }, percentile: 70 } ]</c>.
/// </summary>
/// <param name="cadence">The policy's, which its periods are to have; null where it could not be read.</param>
internal sealed class StandardReader(Declared<Metric> metrics, Cadence? cadence)
{
    public Standard? Read(string name, Cursor cursor)
    {
        if (!Scalars.IsId(name)) cursor.Mistake($"the standard's name '{name}'", "a name in small letters, digits, - and _, beginning with a letter");
        if (cursor.Block(StandardForms.Standard) is not { } fields) return null;
        var measure = MeasureOf(cursor, fields);
        var by = fields.Find("by");
        fields.RefuseOthers();
        if (measure is null) return null;

        List<StandardOverride> overrides = by is null ? [] : [.. by.AsList is { } items ? Combined(items) : ByAttribute(by, measure)];
        foreach (var exception in overrides.Where(exception => exception.Measure.Strictly != measure.Strictly))
        {
            exception.At.Mistake(measure.Strictly
                ? "mean: strictly, as the standard says"
                : "a limit that itself counts, as the standard says: no mean: strictly");
        }
        RefuseTies(overrides);
        return new Standard(name, measure, overrides);
    }

    /// <summary>The sort of limit a block writes, its factor and its strictness.</summary>
    private Measure? MeasureOf(Cursor cursor, Fields fields)
    {
        var written = StandardForms.Sorts.Select(sort => (Sort: sort, At: fields.Find(sort))).Where(one => one.At is not null).ToList();
        var times = fields.Find("times");
        var plus = fields.Find("plus");
        var among = fields.Find("among");
        var strictly = fields.Find("strictly")?.YesOrNo() ?? false;
        if (written is not [var (sort, at)])
        {
            cursor.Mistake(written.Count == 0 ? "no limit" : "several limits", $"one of {string.Join(", ", StandardForms.Sorts)}");
            return null;
        }
        if (sort is "value" or "leader" or "dated") times?.Mistake("no such field: it multiplies a percentile, rank, median or mean");
        if (sort is "value" or "dated")
        {
            plus?.Mistake("no such field: it is added to what peers set");
            among?.Mistake("no such field: it says whose percentile, rank, median, mean or leader is meant");
        }
        var scale = new Scale(times?.Number("a factor such as 1.2 or 80 %", 0, 1_000_000) ?? 1, plus?.Number("a number such as 0.1 or -2 %") ?? 0, among?.Choice(Words.Everyone) ?? false);
        return ReadSort(sort, at!, scale, strictly); // never null: only what is written was kept
    }

    private Measure? ReadSort(string sort, Cursor at, Scale scale, bool strictly) => sort switch
    {
        "value" => ValueOf(at, strictly),
        "percentile" => PercentileOf(at, scale, strictly),
        "rank" => RankOf(at, scale, strictly),
        "median" => at.Choice(Words.Strictness) is { } passed ? new Measure.Percentile(50, scale, passed || strictly) : null,
        "mean" => at.Choice(Words.Strictness) is { } passed ? new Measure.Mean(scale, passed || strictly) : null,
        "leader" => at.Number("a share of the best reading such as 80 %", 0, 1_000_000) is { } share ? new Measure.Percentile(100, scale with { Times = share }, strictly) : null,
        "dated" => DatedOf(at, strictly),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Measure.Value? ValueOf(Cursor cursor, bool strictly) =>
        cursor.Text("a number, the name of a step, or a share of another metric") is null ? null : new Measure.Value(cursor, metrics, strictly);

    private static Measure.Percentile? PercentileOf(Cursor cursor, Scale scale, bool strictly)
    {
        if (cursor.Raw?.EndsWith('%') is true)
        {
            cursor.Mistake("a percentile from 0 to 100, without a percent sign");
            return null;
        }
        return cursor.Number("a percentile", 0, 100) is { } percent ? new Measure.Percentile(percent, scale, strictly) : null;
    }

    private static Measure.Rank? RankOf(Cursor cursor, Scale scale, bool strictly) =>
        cursor.Whole("the place of the last that meets it", 1, StandardForms.MostPlaces) is { } place ? new Measure.Rank(place, scale, strictly) : null;

    private Measure.Dated? DatedOf(Cursor cursor, bool strictly)
    {
        var expected = StandardForms.Dated.Expected;
        if (cursor.List(expected) is not { } items) return null;
        var entries = new List<(Period From, Measure Measure)>();
        foreach (var item in items)
        {
            if (item.Block(StandardForms.Dated) is not { } fields) continue;
            var at = fields.Require("from");
            var measure = MeasureOf(item, fields);
            fields.RefuseOthers();
            if (at?.Period() is not { } from || measure is null) continue;
            if (from.Cadence != (cadence ?? from.Cadence) || entries.Count > 0 && from.Cadence != entries[0].From.Cadence) at.Mistake("a period of the policy's cadence");
            else if (entries.Count > 0 && from <= entries[^1].From) at.Mistake("a period after the one before it");
            else entries.Add((from, measure with { Strictly = measure.Strictly || strictly }));
        }
        if (items.Count == 0) cursor.Mistake("an empty list", expected);
        if (entries.Select(entry => entry.Measure.Strictly).Distinct().Count() > 1) cursor.Mistake("limits of which some count themselves and some do not", "one of the two for all of them");
        return entries.Count > 0 && entries.Count == items.Count ? new Measure.Dated(entries, entries[0].Measure.Strictly) : null;
    }

    private IEnumerable<StandardOverride> ByAttribute(Cursor by, Measure usual)
    {
        const string Expected = "limits by attribute such as { industry: { toys: 80 } }, or a list of { where: …, percentile: … }";
        foreach (var (name, values) in by.Named(Expected) ?? [])
        {
            if (AttributeOf(name, values) is not { } attribute || values.Named($"limits by {name}") is not { } limits) continue;
            foreach (var (value, limit) in limits)
            {
                if (!Takes(attribute, value, limit)) continue;
                if (Exceptional(limit, usual) is { } measure) yield return new StandardOverride([new(name, value)], measure, limit);
            }
        }
    }

    /// <summary>A bare value is of the same sort as the standard's own limit.</summary>
    private Measure? Exceptional(Cursor cursor, Measure usual)
    {
        if (cursor.AsBlock(StandardForms.Measure) is { } fields)
        {
            var measure = MeasureOf(cursor, fields);
            fields.RefuseOthers();
            return measure;
        }
        return usual switch
        {
            Measure.Percentile percentile => PercentileOf(cursor, percentile.Scale, percentile.Strictly),
            Measure.Rank rank => RankOf(cursor, rank.Scale, rank.Strictly),
            Measure.Mean mean => cursor.Choice(Words.Strictness) is { } passed ? mean with { Strictly = passed } : null,
            _ => ValueOf(cursor, usual.Strictly),
        };
    }

    private IEnumerable<StandardOverride> Combined(IReadOnlyList<Cursor> items)
    {
        foreach (var item in items)
        {
            if (item.Block(StandardForms.Exception) is not { } fields) continue;
            var where = fields.Require("where");
            var measure = MeasureOf(item, fields);
            fields.RefuseOthers();
            if (where?.Named("attributes and values such as { industry: toys, country: DE }") is not { } attributes || measure is null) continue;

            var pairs = new List<KeyValuePair<string, string>>();
            foreach (var (name, value) in attributes)
            {
                if (AttributeOf(name, value) is { } attribute && value.Text("a value") is { } text && Takes(attribute, text, value)) pairs.Add(new(name, text));
            }
            if (attributes.Count == 0) where.Mistake("an empty block", "at least one attribute");
            else if (pairs.Count == attributes.Count) yield return new StandardOverride(pairs, measure, item);
        }
    }

    private Metric? AttributeOf(string name, Cursor cursor)
    {
        var named = metrics.Names.Contains(name, StringComparer.Ordinal);
        if (!named) cursor.Mistake($"the attribute '{name}'", "a declared category, level or flag" + CloseName.To(name, metrics.Names));
        if (!named || metrics.Get(name) is not { } metric) return null;
        if (metric.IsNamed || metric.Kind is MetricKind.Flag) return metric;
        cursor.Mistake($"the attribute '{name}', a {metric.Kind.ToString().ToLowerInvariant()}", "a category, a level or a flag");
        return null;
    }

    private static bool Takes(Metric attribute, string value, Cursor cursor)
    {
        if (attribute.Kind is MetricKind.Flag)
        {
            if (value is "yes" or "no") return true;
            cursor.Mistake($"'{value}'", "yes or no");
            return false;
        }
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
