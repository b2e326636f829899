using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>
/// How a metric is computed: <c>of: disputes_90d, per: orders_90d</c>, <c>sum: [gmv, returned]</c>, <c>score: …</c>, <c>bands: …</c>.
/// A metric has at most one of these.
/// </summary>
internal sealed class DerivationReader(Declared<Metric> declared, RequirementReader requirements, Declared<string> tiers, CaseMetricReader cases, ResultReader results)
{
    /// <summary>Parts are computed in the order of the document, which also keeps a metric from being computed from itself.</summary>
    private const string Part = "a metric declared above this one, which is computed from it";

    private const string Several = "a list of metrics";

    private readonly Constants constants = new(declared);
    private readonly StreakReader streaks = new(declared, requirements, tiers);
    private readonly EarlierReader earlier = new(declared, results);

    /// <summary>The numbers among the parts read since the last call, as metrics.</summary>
    public IReadOnlyList<Metric> TakeConstants() => constants.Take();

    private const string From = "from";

    // A reading has 63 bits, and 10 to this power fits beside it in 127.
    private const int MostDecimals = 19;

    /// <param name="metric">The metric without its derivation.</param>
    public Derivation? Read(Cursor cursor, Fields fields, Metric metric)
    {
        var whenMissing = fields.Find("missingPart")?.Choice(Words.MissingParts) ?? MissingPart.Missing;
        var ways = WaysOf(fields, metric, whenMissing).Where(way => way.At is not null).ToList();
        if (ways.Count > 1)
        {
            cursor.Mistake($"both {string.Join(" and ", ways.Select(way => $"'{way.Word}'"))}", "one way to compute a metric");
            return null;
        }
        var takesMissing = ways is [{ Word: "score" or "mean" or "min" or "max" or From }] || ways is [{ Word: "earlier", At: { } several }] && several.Has("last");
        if (!takesMissing) fields.Find("missingPart")?.Mistake("no such field: it says what a missing part of a score, mean, min or max, or of another programme's results or several earlier periods, means");
        else if (ways is [{ Word: "earlier" }] && whenMissing is MissingPart.Zero) fields.Find("missingPart")?.Mistake("missing or leave out: what is missing is not 0");
        if (ways is [{ Word: From }] && whenMissing is MissingPart.Zero) fields.Find("missingPart")?.Mistake("missing or leave out: a tier is no number");
        if (metric.Kind is not (MetricKind.Text or MetricKind.Events) && ways is not [{ Word: "coalesce" }]) fields.Find("default")?.Mistake("no such field: it is what 'coalesce' falls back to");
        if (metric.IsNumber && ways is not [{ Word: "sum" }]) fields.Find("less")?.Mistake("'less' without 'sum'", "sum: the metrics to take it from");
        return ways is [var only] ? only.Read() : null;
    }

    private IEnumerable<(string Word, Cursor? At, Func<Derivation?> Read)> WaysOf(Fields fields, Metric metric, MissingPart whenMissing)
    {
        if (metric.IsNumber)
        {
            var of = fields.Find("of");
            var per = fields.Find("per");
            yield return ("of", of ?? per, () => Ratio(of, per, (of ?? per)!, metric)); // never null: it is read only where it is there
            if (fields.Find("sum") is { } sum) yield return ("sum", sum, () => Sum(sum, fields.Find("less"), metric));
            fields.Find("less");
            if (fields.Find("product") is { } product) yield return ("product", product, () => NumbersOf(product) is { } factors ? new Derivation.Product(factors) : null);
            if (fields.Find("rounded") is { } rounded) yield return ("rounded", rounded, () => Rounded(rounded));
            if (fields.Find("score") is { } score) yield return ("score", score, () => Score(score, metric, whenMissing));
            if (fields.Find("multiple") is { } multiple) yield return ("multiple", multiple, () => Multiple(multiple, metric));
            if (fields.Find("mean") is { } mean) yield return ("mean", mean, () => PartsOf(mean, metric) is { } parts ? new Derivation.Mean(parts, whenMissing) : null);
            if (fields.Find("growth") is { } growth) yield return ("growth", growth, () => Growth(growth));
            if (fields.Find("age") is { } age) yield return ("age", age, () => Age(age, metric));
            if (fields.Find("streak") is { } streak) yield return ("streak", streak, () => streaks.Read(streak, MovementForms.Streak, metric));
            if (fields.Find("periods") is { } among) yield return ("periods", among, () => streaks.Read(among, MovementForms.Periods, metric));
            if (metric.Kind is MetricKind.Count && fields.Find(From) is { } periods) yield return (From, periods, () => results.Read(periods, metric, whenMissing));
            if (fields.Find("countOf") is { } counted) yield return ("countOf", counted, () => Tally(counted));
        }
        if (metric.Kind is MetricKind.Score or MetricKind.Level or MetricKind.Category && fields.Find("case") is { } said) yield return ("case", said, () => cases.Read(said, metric));
        if (metric.IsNamed && fields.Find(From) is { } from) yield return (From, from, () => results.Read(from, metric, whenMissing));
        if (metric.Kind is MetricKind.Flag && fields.Find("holds") is { } holds)
            yield return ("holds", holds, () => Condition(holds) is { } condition ? new Derivation.Holds(condition) : null);
        if ((metric.IsNumber || metric.Kind is MetricKind.Level) && fields.Find("bands") is { } bands) yield return ("bands", bands, () => Banded(bands, metric));
        if (metric.IsOrdered)
        {
            if (fields.Find("min") is { } min) yield return ("min", min, () => PartsOf(min, metric) is { } parts ? new Derivation.Extreme(parts, false, whenMissing) : null);
            if (fields.Find("max") is { } max) yield return ("max", max, () => PartsOf(max, metric) is { } parts ? new Derivation.Extreme(parts, true, whenMissing) : null);
        }
        if ((metric.IsNumber || metric.Kind is MetricKind.Date) && fields.Find("events") is { } events)
            yield return ("events", events, () => EventsReader.Read(events, metric, declared));
        if (metric.Kind is MetricKind.Text or MetricKind.Events || metric.Kind is MetricKind.Category && metric.Values.Count == 0) yield break;
        if (fields.Find("value") is { } constant) yield return ("value", constant, () => LiteralReader.Reading(constant, metric) is { } reading ? new Derivation.Constant(reading) : null);
        if (fields.Find("choose") is { } choose) yield return ("choose", choose, () => Choice(choose, metric));
        if (fields.Find("coalesce") is { } first) yield return ("coalesce", first, () => First(first, fields.Find("default"), metric));
        fields.Find("default");
        if (fields.Find("earlier") is { } past) yield return ("earlier", past, () => earlier.Read(past, metric, whenMissing));
    }

    private Derivation.Ratio? Ratio(Cursor? of, Cursor? per, Cursor at, Metric share)
    {
        if (of is null || per is null)
        {
            at.Mistake(of is null ? "'per' without 'of'" : "'of' without 'per'", "both, as in of: disputes_90d, per: orders_90d");
            return null;
        }
        var above = NumberOf(of);
        var below = NumberOf(per);
        if (share.Kind is MetricKind.Count)
        {
            at.Mistake("a count computed as a share", "a rate, or another kind that need not be whole");
            return null;
        }
        if (above is null || below is null) return null;
        if (share.Kind is MetricKind.Rate && (above.Kind != below.Kind || above.Kind is MetricKind.Amount && above.Unit != below.Unit))
            per.Mistake($"a metric of the kind and currency of {above.Name}: a rate is a share of like in like");
        if (share.Decimals + below.Decimals > MostDecimals)
        {
            per.Mistake(
                $"'{below.Name}' with {below.Decimals} decimal places for a share with {share.Decimals}",
                $"at most {MostDecimals} together, so that every quotient is exact");
        }
        return new Derivation.Ratio(above.Name, below.Name);
    }

    private Derivation? Sum(Cursor sum, Cursor? less, Metric total)
    {
        if (sum.AsNamed is { } factors) return Counted(sum, factors, less, total);
        var plus = PartsOf(sum, total);
        var minus = less is null ? [] : PartsOf(less, total);
        if (plus is null || minus is null) return null;
        var parts = plus.Concat(minus).Select(declared.Get).OfType<Metric>().ToList();
        // What is cut cannot be added in whole units, so it is added as it was computed.
        if (parts.Exists(part => part.IsCut))
            return new Derivation.Combination([.. plus.Select(part => new WeightedPart(part, 1)), .. minus.Select(part => new WeightedPart(part, -1))]);
        foreach (var part in parts.Where(part => part.Decimals > total.Decimals))
            sum.Mistake($"'{part.Name}' with {part.Decimals} decimal places", $"at most the sum's {total.Decimals}: nothing is rounded");
        return new Derivation.Sum(plus, minus);
    }

    /// <summary>How often each part counts: <c>{ trips: 1, peak_trips: 3 }</c>.</summary>
    private Derivation.Combination? Counted(Cursor sum, IReadOnlyList<(string Name, Cursor Value)> factors, Cursor? less, Metric total)
    {
        less?.Mistake("no such field: a part that is taken away counts -1 times");
        var parts = new List<WeightedPart>();
        foreach (var (name, value) in factors)
        {
            if (Known(name, value) is { } part && value.Number("how often it counts") is { } times && IsLike(part, total, value)) parts.Add(new WeightedPart(part.Name, times));
        }
        if (factors.Count == 0) sum.Mistake("an empty block", "how often each part counts, such as { trips: 1, peak_trips: 3 }");
        return parts.Count > 0 && parts.Count == factors.Count ? new Derivation.Combination(parts) : null;
    }

    private Derivation.Stepped? Rounded(Cursor cursor)
    {
        if (cursor.Block(MetricForms.Rounded) is not { } fields) return null;
        var part = NumberOf(fields.Require("of"));
        var ways = Words.Roundings.SelectMany(way => fields.Find(way.Key) is { } at ? new[] { (Way: way.Value, At: at) } : []).ToList();
        fields.RefuseOthers();
        if (ways is not [var (way, at)])
        {
            cursor.Mistake(ways.Count == 0 ? "no step" : "several steps", MetricForms.Rounded.Expected);
            return null;
        }
        var step = at.Number("the size of a step");
        if (step <= 0) at.Mistake("a step above 0");
        return part is null || step is null or <= 0 ? null : new Derivation.Stepped(part.Name, step.Value, way);
    }

    /// <summary>Weights that are shares add up to 100 %; weights that are the points of a full share to 100.</summary>
    private Derivation.Combination? Score(Cursor cursor, Metric score, MissingPart whenMissing)
    {
        const string Expected = "weights by metric such as { on_time: 60 %, quality: 40 % }";
        if (cursor.Named(Expected) is not { } weights) return null;
        if (score.Kind is not (MetricKind.Score or MetricKind.Rating or MetricKind.Points or MetricKind.Rate)) cursor.Mistake("a score, a rating, points or a rate");
        var parts = new List<WeightedPart>();
        foreach (var (name, value) in weights)
        {
            if (Known(name, value) is not { } part || value.Number("a weight") is not { } weight) continue;
            if (weight <= 0) value.Mistake("a weight above 0");
            if (!part.IsNumber) value.Mistake($"'{name}', a {Name(part)}", "a metric that is a number");
            parts.Add(new WeightedPart(part.Name, weight));
        }
        if (parts.Count == 0 || parts.Count != weights.Count)
        {
            if (weights.Count == 0) cursor.Mistake("an empty block", Expected);
            return null;
        }
        var sum = parts.Sum(part => part.Weight);
        if (sum is not (1 or 100))
            cursor.Mistake(string.Create(CultureInfo.InvariantCulture, $"weights that add up to {sum:0.############}"), "weights that add up to 100 % (or to 100 points)");
        return new Derivation.Combination(parts, whenMissing);
    }

    private Derivation.Combination? Multiple(Cursor cursor, Metric multiple)
    {
        if (cursor.Block(MetricForms.Multiple) is not { } fields) return null;
        var part = NumberOf(fields.Require("of"));
        var times = fields.Find("by");
        var divisor = fields.Find("dividedBy");
        fields.RefuseOthers();
        if (times is null && divisor is null) cursor.Mistake("no 'by'", "by: a factor, or dividedBy: a divisor");
        var by = times is null ? 1 : times.Number();
        var over = divisor is null ? 1 : divisor.Number();
        if (over <= 0) divisor!.Mistake("a divisor above 0"); // never null: without it the divisor is 1
        if (part?.Kind is MetricKind.Amount && multiple.Kind is MetricKind.Amount && part.Unit != multiple.Unit) cursor.Mistake("a metric of the same currency");
        return part is null || by is null || over is null or <= 0 ? null : new Derivation.Combination([new WeightedPart(part.Name, by.Value, over.Value)]);
    }

    private Derivation.Growth? Growth(Cursor cursor)
    {
        if (cursor.Block(MetricForms.Growth) is not { } fields) return null;
        var of = NumberOf(fields.Require("of"));
        var against = fields.Require("against");
        var before = NumberOf(against);
        fields.RefuseOthers();
        if (of is null || before is null) return null;
        if (of.Kind != before.Kind || of.Unit != before.Unit) against!.Mistake($"a metric of the kind and currency of {of.Name}"); // never null: the metric was found by it
        return new Derivation.Growth(of.Name, before.Name);
    }

    private Derivation.Age? Age(Cursor cursor, Metric age)
    {
        if (cursor.Block(MetricForms.Age) is not { } fields) return null;
        var of = fields.Require("of");
        var unit = fields.Require("in")?.Choice(Words.AgeUnits);
        fields.RefuseOthers();
        if (age.Kind is not (MetricKind.Count or MetricKind.Duration)) cursor.Mistake($"an age that is a {Name(age)}", "a count or a duration");
        if (declared.Find(of, Part) is not { } date || unit is null) return null;
        if (date.Kind is MetricKind.Date) return new Derivation.Age(date.Name, unit.Value);
        of!.Mistake($"'{date.Name}', a {Name(date)}", "a date"); // never null: the metric was found by it
        return null;
    }

    private Derivation.Banded? Banded(Cursor cursor, Metric metric)
    {
        if (cursor.Block(MetricForms.Bands) is not { } fields) return null;
        var of = NumberOf(fields.Require("of"));
        var to = fields.Require("to");
        fields.RefuseOthers();
        if (of is null || to?.Named("ranges by step, or by number of points") is not { } steps) return null;
        var bands = new List<Band>();
        foreach (var (name, range) in steps)
        {
            if (ValueOf(name, range, metric) is { } value && BandReader.Read(range, value, of) is { } band) bands.Add(band);
        }
        if (steps.Count == 0) to.Mistake("an empty block", "at least one band");
        return bands.Count == steps.Count ? new Derivation.Banded(of.Name, bands) : null;
    }

    private static string? ValueOf(string name, Cursor at, Metric metric)
    {
        if (metric.IsNamed)
        {
            if (metric.Values.Contains(name, StringComparer.Ordinal)) return name;
            at.Mistake($"the step '{name}'", $"one of {string.Join(", ", metric.Values)}{CloseName.To(name, metric.Values)}");
            return null;
        }
        if (Numeral.Read(name, out _) is { } points && metric.Codec.ToUnits(points) is not null) return points.ToString(CultureInfo.InvariantCulture);
        at.Mistake($"'{name}'", $"a number that {metric.Name} can be");
        return null;
    }

    private Derivation.Choice? Choice(Cursor cursor, Metric metric)
    {
        var expected = MetricForms.Alternative.Expected;
        if (cursor.List(expected) is not { } items) return null;
        var alternatives = new List<Alternative>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Block(MetricForms.Alternative) is not { } fields) continue;
            var when = fields.Find("when");
            var take = fields.Require("take");
            fields.RefuseOthers();
            if (when is null && i < items.Count - 1) items[i].Mistake("no 'when' in an alternative that others follow", "only the last without a condition");
            var condition = when is null ? null : Condition(when);
            if (LikeOf(take, metric) is { } part && (when is null || condition is not null)) alternatives.Add(new Alternative(condition, part.Name));
        }
        if (items.Count == 0) cursor.Mistake("an empty list", expected);
        return alternatives.Count > 0 && alternatives.Count == items.Count ? new Derivation.Choice(alternatives) : null;
    }

    private Derivation.First? First(Cursor cursor, Cursor? usual, Metric metric)
    {
        var parts = PartsOf(cursor, metric);
        var text = usual is null ? null : LiteralReader.Reading(usual, metric);
        return parts is null || usual is not null && text is null ? null : new Derivation.First(parts, text);
    }

    private Derivation.Tally? Tally(Cursor cursor)
    {
        if (cursor.List("a list of conditions") is not { } items) return null;
        if (items.Count == 0) cursor.Mistake("an empty list", "at least one condition");
        var conditions = items.Select(Condition).ToList();
        return conditions.Count > 0 && conditions.All(condition => condition is not null) ? new Derivation.Tally([.. conditions.OfType<Requirement>()]) : null;
    }

    private Requirement? Condition(Cursor cursor) => requirements.Read(cursor, new Surroundings(allowsPeers: false));

    private List<string>? PartsOf(Cursor cursor, Metric whole)
    {
        if (cursor.List(Several) is not { } items) return null;
        if (items.Count == 0)
        {
            cursor.Mistake("an empty list", Several);
            return null;
        }
        var parts = items.Select(item => LikeOf(item, whole)).OfType<Metric>().Select(part => part.Name).ToList();
        return parts.Count == items.Count ? parts : null;
    }

    /// <summary>A part that is of the same sort as what is computed from it; a score or points may come of any number.</summary>
    private Metric? LikeOf(Cursor? cursor, Metric whole)
    {
        if (cursor is not null && whole.IsNumber && Constants.IsOne(cursor)) return constants.Find(cursor, whole);
        if (declared.Find(cursor, Part) is not { } part || cursor is null) return null;
        return IsLike(part, whole, cursor) ? part : null;
    }

    private static bool IsLike(Metric part, Metric whole, Cursor cursor)
    {
        if (whole.IsNumber && !part.IsNumber) cursor.Mistake($"'{part.Name}', a {Name(part)}", "a metric that is a number");
        else if (whole.Kind is MetricKind.Score or MetricKind.Points && part.Kind is not MetricKind.Amount) return true;
        else if (part.Kind != whole.Kind || part.Kind is MetricKind.Amount && part.Unit != whole.Unit)
            cursor.Mistake($"'{part.Name}', a {Name(part)}", "a metric of the same kind and currency as the one computed from it");
        else if (part.IsNamed && !part.Values.SequenceEqual(whole.Values, StringComparer.Ordinal))
            cursor.Mistake($"'{part.Name}' with other names", $"a metric with the names {string.Join(", ", whole.Values)}");
        else return true;
        return false;
    }

    private List<string>? NumbersOf(Cursor cursor)
    {
        if (cursor.List(Several) is not { } items) return null;
        // A factor has no unit and may have any number of decimal places.
        var factor = new Metric("factor", MetricKind.Score, decimals: 12);
        var parts = items.Select(item => Constants.IsOne(item) ? constants.Find(item, factor) : NumberOf(item)).OfType<Metric>().Select(part => part.Name).ToList();
        if (items.Count < 2) cursor.Mistake(items.Count == 0 ? "an empty list" : "one metric", "at least two metrics");
        return parts.Count > 1 && parts.Count == items.Count ? parts : null;
    }

    private Metric? NumberOf(Cursor? cursor)
    {
        if (declared.Find(cursor, Part) is not { } part) return null;
        if (part.IsNumber) return part;
        cursor!.Mistake($"'{part.Name}', a {Name(part)}", "a metric that is a number"); // never null: the metric was found by it
        return null;
    }

    private Metric? Known(string name, Cursor at)
    {
        if (declared.Names.Contains(name, StringComparer.Ordinal)) return declared.Use(name);
        at.Mistake($"'{name}'", Part + CloseName.To(name, declared.Names));
        return null;
    }

    private static string Name(Metric metric) => metric.Kind.ToString().ToLowerInvariant();
}
