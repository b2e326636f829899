using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>What a list of events comes to: <c>events: { of: violations, only: [ip], within: { months: 12 } }</c>.</summary>
internal static class EventsReader
{
    public static Derivation.OfEvents? Read(Cursor cursor, Metric metric, Declared<Metric> declared)
    {
        if (cursor.Block(MetricForms.Events) is not { } fields) return null;
        var of = fields.Require("of");
        var only = fields.Find("only");
        var points = fields.Find("points");
        var within = fields.Find("within");
        var since = fields.Find("since");
        var fading = fields.Find("fading");
        fields.RefuseOthers();
        if (new[] { within, since, fading }.Count(way => way is not null) > 1)
            cursor.Mistake("more than one of 'within', 'since' and 'fading'", "one rule by which events stop counting, or none");
        if (declared.Find(of, "a declared list of events") is not { } list) return null;
        if (list.Kind is not MetricKind.Events)
        {
            of!.Mistake($"'{list.Name}', a {list.Kind.ToString().ToLowerInvariant()}", "a metric of the kind events"); // never null: the metric was found by it
            return null;
        }
        if (metric.IsNumber && metric.Kind is not MetricKind.Count && metric.Decimals < list.Decimals)
            of!.Mistake($"'{list.Name}' with {list.Decimals} decimal places", string.Create(CultureInfo.InvariantCulture, $"at most the metric's {metric.Decimals}: nothing is rounded")); // as above
        var weights = points is null ? [] : Weights(points, metric, list);
        var types = only is null ? [] : Types(only, list);
        var span = since?.Choice(Words.CalendarSpans);
        List<Stage>? stages = fading is not null ? Stages(fading, metric, list, weights ?? []) : within is null ? [] : Span(within, 1) is { } whole ? [whole] : null;
        return types is null || stages is null || weights is null || since is not null && span is null ? null : new Derivation.OfEvents(list.Name, types, span, stages) { Weights = weights };
    }

    /// <summary>What a point counts by type: <c>points: { ip: 8, late: 0.5 }</c>.</summary>
    private static Dictionary<string, decimal>? Weights(Cursor cursor, Metric metric, Metric list)
    {
        const string Expected = "what a point counts by type such as { ip: 8, late: 1 }";
        if (metric.Kind is MetricKind.Count or MetricKind.Date) cursor.Mistake("no such field: a count or a day has no points", "only, for some types");
        if (cursor.Named(Expected) is not { } types) return null;
        var weights = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (type, value) in types)
        {
            if (!list.Values.Contains(type, StringComparer.Ordinal)) value.Mistake($"'{type}'", OneOfTypes(type, list));
            else if (value.Number("what a point counts") is { } weight && IsWhole(weight, value, metric, list, "a number"))
            {
                if (weight < 0) value.Mistake("a number that is not below 0");
                else weights[type] = weight;
            }
        }
        return weights.Count == types.Count ? weights : null;
    }

    /// <summary>Whether the metric has the decimal places for what becomes of a point.</summary>
    private static bool IsWhole(decimal weight, Cursor at, Metric metric, Metric list, string what)
    {
        var places = Math.Max(0, metric.Decimals - list.Decimals);
        if (decimal.Round(weight, places) == weight) return true;
        at.Mistake(string.Create(CultureInfo.InvariantCulture, $"{what} with at most {places} decimal places, so that the {metric.Decimals} of the metric hold what is left of a point"));
        return false;
    }

    private static string OneOfTypes(string type, Metric list) =>
        list.Values.Count == 0 ? $"no types: {list.Name} has none" : $"one of {string.Join(", ", list.Values)}{CloseName.To(type, list.Values)}";

    private static List<string>? Types(Cursor cursor, Metric list)
    {
        if (cursor.List("types of events") is not { } items) return null;
        var types = new List<string>();
        foreach (var item in items)
        {
            if (item.Text("a type of event") is not { } type) continue;
            if (list.Values.Contains(type, StringComparer.Ordinal)) types.Add(type);
            else item.Mistake($"'{type}'", OneOfTypes(type, list));
        }
        return types.Count > 0 && types.Count == items.Count ? types : null;
    }

    private static List<Stage>? Stages(Cursor cursor, Metric metric, Metric list, Dictionary<string, decimal> weights)
    {
        if (metric.Kind is MetricKind.Count or MetricKind.Date) cursor.Mistake("no such field: only points fade", "within or since");
        if (cursor.List("stages such as { within: { days: 90 }, at: 50 % }") is not { } items) return null;
        var stages = new List<Stage>();
        foreach (var item in items)
        {
            if (item.Block(MetricForms.Stage) is not { } fields) continue;
            var within = fields.Require("within");
            var at = fields.Require("at");
            fields.RefuseOthers();
            if (at?.Number("a share from 0 to 100 %") is not { } share || within is null || Span(within, share) is not { } stage) continue;
            if (share is < 0 or > 1) at.Mistake("a share from 0 to 100 %");
            else if (!weights.Values.Append(1).All(weight => IsWhole(weight * share, at, metric, list, "a share")))
                continue;
            else if (stages.Count > 0 && stages[^1].Unit == stage.Unit && stages[^1].Length >= stage.Length) within.Mistake("a longer time than that of the stage before");
            else stages.Add(stage);
        }
        return stages.Count > 0 && stages.Count == items.Count ? stages : null;
    }

    private static Stage? Span(Cursor cursor, decimal share)
    {
        if (cursor.Block(MetricForms.Span) is not { } fields) return null;
        var days = fields.Find("days");
        var months = fields.Find("months");
        fields.RefuseOthers();
        if (days is null == months is null)
        {
            cursor.Mistake(days is null ? "no time" : "both 'days' and 'months'", MetricForms.Span.Expected);
            return null;
        }
        var length = days is not null ? days.Whole("days", 1, MovementForms.Many) : months!.Whole("calendar months", 1, MovementForms.Many); // never null: one of the two is there
        return length is { } known ? new Stage(known, days is null ? AgeUnit.Months : AgeUnit.Days, share) : null;
    }
}
