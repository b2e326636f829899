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
        var types = only is null ? [] : Types(only, list);
        var span = since?.Choice(Words.CalendarSpans);
        List<Stage>? stages = fading is not null ? Stages(fading, metric, list) : within is null ? [] : Span(within, 1) is { } whole ? [whole] : null;
        return types is null || stages is null || since is not null && span is null ? null : new Derivation.OfEvents(list.Name, types, span, stages);
    }

    private static List<string>? Types(Cursor cursor, Metric list)
    {
        if (cursor.List("types of events") is not { } items) return null;
        var types = new List<string>();
        foreach (var item in items)
        {
            if (item.Text("a type of event") is not { } type) continue;
            if (list.Values.Contains(type, StringComparer.Ordinal)) types.Add(type);
            else item.Mistake($"'{type}'", list.Values.Count == 0 ? $"no types: {list.Name} has none" : $"one of {string.Join(", ", list.Values)}{CloseName.To(type, list.Values)}");
        }
        return types.Count > 0 && types.Count == items.Count ? types : null;
    }

    private static List<Stage>? Stages(Cursor cursor, Metric metric, Metric list)
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
            else if (decimal.Round(share, Math.Max(0, metric.Decimals - list.Decimals)) != share)
                at.Mistake(string.Create(CultureInfo.InvariantCulture, $"a share with at most {Math.Max(0, metric.Decimals - list.Decimals)} decimal places, so that the {metric.Decimals} of the metric hold what is left of a point"));
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
