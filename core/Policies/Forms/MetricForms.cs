using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Language;
using static TierFunctions.Policies.Forms.Shapes;

namespace TierFunctions.Policies.Forms;

/// <summary>Metrics: what every one may say, and what is for its kind to say.</summary>
internal static class MetricForms
{
    private const string Expected = "a metric: { kind: …, … }";

    private static readonly Shape Parts = new Shape.Items(Literal, 1);

    private static readonly Shape Values = new Shape.Items(Text, 1);

    public static Form Multiple { get; } = new("multiple", "a multiple such as { of: sales, by: 1.2 }",
        new("of", "a declared metric", Name, true), new("by", "a factor", Number), new("dividedBy", "a divisor above 0", Number));

    public static Form Rounded { get; } = new("rounded", "whole steps such as { of: orders, down: 100 } or { of: stars, nearest: 0.1 }",
        new("of", "a declared metric", Name, true), new("down", "the size of a step; what is over is left out", Number),
        new("up", "the size of a step; what is over counts as one more", Number), new("nearest", "the size of a step; halfway is one more", Number))
    { OneOf = ["down", "up", "nearest"] };

    public static Form Growth { get; } = new("growth", "a growth such as { of: sales, against: sales_before }",
        new("of", "a declared metric", Name, true), new("against", "the same quantity of an earlier time", Name, true));

    public static Form Age { get; } = new("age", "an age such as { of: opened, in: days }",
        new("of", "a declared date", Name, true), new("in", string.Join(", ", Words.AgeUnits.Keys), WordOf(Words.AgeUnits), true));

    public static Form Span { get; } = new("span", "a time such as { days: 90 } or { months: 12 }",
        new("days", "days", new Shape.Whole(1, MovementForms.Many)), new("months", "calendar months", new Shape.Whole(1, MovementForms.Many))) { OneOf = ["days", "months"] };

    public static Form Stage { get; } = new("stage", "a stage such as { within: { days: 90 }, at: 50 % }",
        new("within", "how old an event of this stage is at most", Of(Span), true), new("at", "the share of its points that an event still has", Number, true));

    public static Form Events { get; } = new("events", "what events come to, such as { of: violations, within: { days: 365 } }",
        new("of", "a declared list of events", Name, true), new("only", "the types that count; without it, all", Values),
        new("points", "what a point of an event counts by its type; 1 for a type that is not there", new Shape.Named(Text, Number, 1)),
        new("within", "how long an event counts", Of(Span)), new("since", "the calendar span on whose first day counting begins anew", WordOf(Words.CalendarSpans)),
        new("fading", "the share of its points that an event still has by its age, youngest first", new Shape.Items(Of(Stage), 1)));

    public static Form Band { get; } = new("band", "a range such as { above: 2 %, atMost: 5 % }, or otherwise",
        new("atLeast", "the lower bound, which is in the range", Literal), new("above", "the lower bound, which is not", Literal),
        new("atMost", "the upper bound, which is in the range", Literal), new("below", "the upper bound, which is not", Literal));

    public static Form Bands { get; } = new("bands", "bands such as { of: late_rate, to: { good: { atMost: 2 % }, poor: otherwise } }",
        new("of", "a declared metric", Name, true),
        new("to", "ranges by step, or by number of points", new Shape.Named(Literal, new Shape.Either(new Shape.Word(["otherwise"]), Of(Band)), 1), true));

    public static Form Alternative { get; } = new("alternative", "a list such as [ { when: { metric: orders_3m, atLeast: 300 }, take: rate_3m }, { take: rate_12m } ]",
        new("when", "the condition under which it counts; only the last has none", RequirementForms.Any), new("take", "the metric, or the number, that counts then", Literal, true));

    private static readonly Field Order = new("order", "the level's steps, lowest first", new Shape.Items(Text, 2), true);

    private static readonly Field Titles = new("titles", "what people call its steps or values, by name", new Shape.Named(Literal, Wording, 1));

    private static readonly Field Currency = new("currency", "a currency code such as USD, or local for each store's own", new Shape.Text("^([A-Z]{3}|local)$"), true);

    private static readonly Field[] Common =
    [
        new("kind", string.Join(", ", Words.Kinds.Keys), WordOf(Words.Kinds), true),
        new("title", "what people call it", Wording),
        new("better", "which way is better; higher, unless it says otherwise", WordOf(Words.Directions)),
        new("required", "whether a row without it is refused", YesNo),
        new("decimals", "decimal places", new Shape.Whole(0, 12)),
        new("range", "the least and the most a reading can be, both inclusive; either may be open", new Shape.Items(new Shape.Either(Number, new Shape.Word(["open"])), 2, 2)),
        new("whenMissing", "what a blank stands for", Literal),
        new("missingPart", "what a missing part of a score, mean, min or max, or of another programme's results or several earlier periods, means", WordOf(Words.MissingParts)),
    ];

    private static readonly Field Unit = new("unit", "a unit such as orders or days", Text);

    private static readonly Field[] OfSeveral =
    [
        new("value", "the same reading for every store, to compute others with", Literal),
        new("choose", "the metric of the first condition that is met", new Shape.Items(Of(Alternative), 1)),
        new("coalesce", "the first of these that has a reading", Parts),
        new("default", "what it falls back to where none of them has", Literal),
        new("earlier", "the reading that a metric had in an earlier period, or what several such come to", Of(ResultForms.Earlier)),
    ];

    private static readonly Field From = new("from", "what another programme made of the store", Of(ResultForms.Source));

    private static readonly Field[] Ordered =
    [
        new("min", "the least of these metrics or numbers; of levels, the worst step", Parts),
        new("max", "the most of these metrics or numbers; of levels, the best step", Parts),
        .. OfSeveral,
    ];

    private static readonly Field[] Banded = [new("bands", "the first step, or number of points, whose range holds a reading", Of(Bands)), .. Ordered];

    private static readonly Field OfEvents = new("events", "the number, the points or the latest day of events, as its kind is a count, another number or a date", Of(Events));

    private static readonly Field OfCase = new("case", "what the store's case says: state, mean or the name of a strength", Id);

    private static readonly Field[] Numeric =
    [
        new("of", "what this is a share of, with 'per'", Name),
        new("per", "the whole of the share, with 'of'", Name),
        new("sum", "metrics or numbers to add up, or how often each counts by metric", new Shape.Either(Parts, new Shape.Named(Name, Number, 1))),
        new("less", "metrics or numbers to take from the sum", Parts),
        new("product", "metrics or numbers to multiply with each other", Parts),
        new("rounded", "a metric cut to whole steps", Of(Rounded)),
        new("score", "weights by metric that add up to 100 %, or to 100 points", new Shape.Named(Name, Number, 1)),
        new("multiple", "a multiple or a part of a metric", Of(Multiple)),
        new("mean", "the mean of these", Parts),
        new("growth", "the growth against an earlier time", Of(Growth)),
        new("age", "days or calendar months from a date to the period's last day", Of(Age)),
        new("streak", "how many periods in a row something has lasted", Of(MovementForms.Streak)),
        new("periods", "in how many of the last periods something held", Of(MovementForms.Periods)),
        OfEvents,
        new("countOf", "how many of these conditions are met", new Shape.Items(RequirementForms.Any, 1)),
        .. Banded,
    ];

    private static readonly Field Holds = new("holds", "whether this condition is met", RequirementForms.Any);

    /// <summary>What a metric of any kind may say, for as long as its kind is not known.</summary>
    public static Form Any { get; } = new("metric", Expected,
    [
        .. Common, Unit, Currency, Order, Titles, Holds, OfCase, From,
        .. Numeric.Where(field => field.Name != "of"), new("of", "what this is a share of, a category's values, or the types of events", new Shape.Either(Name, Values)),
    ]);

    private static readonly Dictionary<MetricKind, Form> ByKind = Enum.GetValues<MetricKind>().ToDictionary(kind => kind, Make);

    public static Form Of(MetricKind kind) => ByKind[kind];

    public static Shape Metric { get; } = new Shape.Switch("kind", Any, [.. Words.Kinds.Select(word => KeyValuePair.Create(word.Key, Of(word.Value)))]);

    private static Form Make(MetricKind kind)
    {
        Field[] own = kind switch
        {
            MetricKind.Amount => [Currency, .. Numeric],
            MetricKind.Flag => [Unit, Holds, .. OfSeveral],
            MetricKind.Date => [Unit, OfEvents, .. Ordered],
            MetricKind.Count => [Unit, From, .. Numeric],
            MetricKind.Level => [Unit, Order, Titles, OfCase, From, .. Banded],
            MetricKind.Category => [Unit, new("of", "a list of the category's values", Values), Titles, OfCase, From, .. OfSeveral],
            MetricKind.Text => [Unit],
            MetricKind.Events => [Unit, new("of", "the types of events, where they have types", Values)],
            MetricKind.Score => [Unit, OfCase, .. Numeric],
            _ => [Unit, .. Numeric],
        };
        return new Form(Words.Kinds.First(word => word.Value == kind).Key, Expected, [.. Common, .. own])
        {
            Together = own.Contains(Numeric[0]) ? [("of", "per")] : [],
        };
    }

    private static Shape Of(Form form) => Shapes.Of(form);
}
