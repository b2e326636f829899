using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>A metric: <c>gmv_90d: { kind: amount, currency: USD, better: higher, range: [0, open] }</c>.</summary>
internal sealed class MetricReader(Declared<Metric> declared, RequirementReader requirements, Declared<string> tiers, CaseMetricReader cases, ResultReader results)
{
    private readonly DerivationReader derivations = new(declared, requirements, tiers, cases, results);

    /// <summary>The numbers among the parts of metrics read since the last call, which are computed before those.</summary>
    public IReadOnlyList<Metric> TakeConstants() => derivations.TakeConstants();

    public Metric? Read(string name, Cursor cursor)
    {
        if (!Scalars.IsId(name)) cursor.Mistake($"the metric name '{name}'", "a name in small letters, digits, - and _, beginning with a letter");
        if (cursor.Block(MetricForms.Any) is not { } fields) return null;

        var kind = fields.Require("kind")?.Choice(Words.Kinds);
        if (kind is { } said) fields.As(MetricForms.Of(said));
        var title = WordingReader.Read(fields.Find("title"));
        var better = fields.Find("better")?.Choice(Words.Directions) ?? Better.Higher;
        var unit = UnitOf(fields, kind);
        var required = fields.Find("required")?.YesOrNo() ?? false;
        var decimals = fields.Find("decimals")?.Whole("decimal places", 0, 12);
        var values = ValuesOf(cursor, fields, kind);
        var titles = kind is MetricKind.Level or MetricKind.Category ? TitlesOf(fields.Find("titles"), values ?? []) : null;
        var range = fields.Find("range");
        var whenMissing = fields.Find("whenMissing");
        var readable = kind is not null && !(kind is MetricKind.Level && values is null) && !(kind is MetricKind.Amount && unit is null);
        var bare = readable ? new Metric(name, kind!.Value, decimals: decimals, unit: unit, values: values) : null; // never null: it is readable
        var derivation = bare is null ? null : derivations.Read(cursor, fields, bare);
        if (bare is null) RefuseNoneOfAnyKind(fields);
        fields.RefuseOthers();
        if (kind is not { } known || bare is null) return null;

        Refuse(known is MetricKind.Count ? fields.Find("decimals") : null, "no decimals: a count is whole");
        Refuse(derivation is null ? null : fields.Find("required"), "no such field: a derived metric is not supplied");
        Refuse(derivation is null ? null : whenMissing, "no such field: a derived metric is missing where a part of it is");

        var plain = new Metric(name, known, title, better, unit, decimals, values: values, required: required, derivation: derivation);
        var (least, most) = range is null ? EarlierReader.RangeOf(derivation, declared, plain) : RangeOf(range, plain);
        var blank = whenMissing is null || derivation is not null ? null : BlankOf(whenMissing, plain);
        return least > most ? null : new Metric(name, known, title, better, unit, decimals, least, most, values, required, blank, derivation, titles);
    }

    /// <summary>What may stand in some kind's block is not refused, so that a mistake in the kind does not make one of each of these.</summary>
    private static void RefuseNoneOfAnyKind(Fields fields)
    {
        fields.As(MetricForms.Any);
        foreach (var field in MetricForms.Any.Fields) fields.Find(field.Name);
    }

    private const string OwnCurrency = "local";

    private static void Refuse(Cursor? cursor, string expected) => cursor?.Mistake(expected);

    private static string? UnitOf(Fields fields, MetricKind? kind)
    {
        if (kind is not MetricKind.Amount) return fields.Find("unit")?.Text("a unit such as orders or days");
        const string Expected = $"a currency code such as USD, or {OwnCurrency} for each store's own";
        if (fields.Require("currency") is not { } cursor || cursor.Text(Expected) is not { } code) return null;
        if (code.Length == 3 && code.All(char.IsAsciiLetterUpper) || code == OwnCurrency) return code;
        cursor.Mistake(Expected);
        return null;
    }

    private static List<string>? ValuesOf(Cursor cursor, Fields fields, MetricKind? kind)
    {
        if (kind is MetricKind.Events) return fields.Find("of") is { } types ? NamesOf(types, 1, "a list of the types of events") : null;
        if (kind is MetricKind.Category) return fields.Find("of") is { } of ? NamesOf(of, 1, "a list of the category's values") : null;
        if (kind is not MetricKind.Level) return null;
        const string Expected = "the level's steps, lowest first";
        if (fields.Find("order") is { } order) return NamesOf(order, 2, Expected);
        cursor.Mistake("no 'order'", $"order: {Expected}");
        return null;
    }

    private static Dictionary<string, Wording> TitlesOf(Cursor? cursor, List<string> values)
    {
        var titles = new Dictionary<string, Wording>(StringComparer.Ordinal);
        foreach (var (name, value) in cursor?.Named("texts by name such as { good: { en: Good, zh: 良好 } }") ?? [])
        {
            if (values.Count > 0 && !values.Contains(name, StringComparer.Ordinal)) value.Mistake($"'{name}'", $"one of {string.Join(", ", values)}{CloseName.To(name, values)}");
            if (WordingReader.Read(value) is { } title) titles[name] = title;
        }
        return titles;
    }

    private static List<string>? NamesOf(Cursor cursor, int least, string expected)
    {
        if (cursor.List(expected) is not { } items) return null;
        var names = new List<string>();
        foreach (var item in items)
        {
            if (item.Text("a name") is not { } name) continue;
            if (names.Contains(name, StringComparer.Ordinal)) item.Mistake($"'{name}' again", "each name once");
            names.Add(name);
        }
        if (items.Count >= least) return names.Count >= least ? names : null;
        cursor.Mistake(string.Create(CultureInfo.InvariantCulture, $"{items.Count} names"), expected);
        return null;
    }

    /// <summary>Two inclusive bounds, either of which may be <c>open</c>.</summary>
    private static (decimal? Least, decimal? Most) RangeOf(Cursor cursor, Metric metric)
    {
        const string Expected = "two bounds such as [0, 5] or [0, open]";
        if (!metric.IsNumber)
        {
            cursor.Mistake($"no range: a {Name(metric.Kind)} has no bounds");
            return (null, null);
        }
        if (cursor.List(Expected) is not { } bounds) return (null, null);
        if (bounds.Count != 2)
        {
            cursor.Mistake(string.Create(CultureInfo.InvariantCulture, $"{bounds.Count} bounds"), Expected);
            return (null, null);
        }
        // Where a kind has a bound of its own, an open one is the furthest that fits.
        var furthest = decimal.Truncate((decimal)long.MaxValue / metric.UnitsPerOne);
        var least = BoundOf(bounds[0], metric, metric.Minimum is null ? null : -furthest);
        var most = BoundOf(bounds[1], metric, metric.Maximum is null ? null : furthest);
        if (least > most) bounds[1].Mistake("a bound that is not below the first");
        return (least, most);
    }

    private static decimal? BoundOf(Cursor cursor, Metric metric, decimal? open)
    {
        if (cursor.Raw == "open") return open;
        return LiteralReader.Decimals(cursor, metric, "a number or open");
    }

    /// <summary>What a blank stands for, as the text that the metric's codec reads.</summary>
    private static string? BlankOf(Cursor cursor, Metric metric)
    {
        if (metric.Kind is MetricKind.Text || metric.Kind is MetricKind.Category && metric.Values.Count == 0)
        {
            cursor.Mistake($"no such field: a {Name(metric.Kind)} that takes any text stays missing");
            return null;
        }
        return LiteralReader.Reading(cursor, metric);
    }

    private static string Name(MetricKind kind) => kind.ToString().ToLowerInvariant();
}
