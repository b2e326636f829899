using System.Globalization;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Results;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>
/// What a metric reads of another programme: <c>from: { programme: service-level, over: months of the period, take: worst }</c>. Whether
/// there is such a programme, the folder of policies says.
/// </summary>
/// <param name="own">The policy's own programme; null where that could not be read.</param>
/// <param name="effectiveFrom">A period of the policy's cadence; null where that could not be read.</param>
/// <param name="isOnDemand">Whether it is assessed when somebody asks, so that no period comes before another.</param>
internal sealed class ResultReader(string? own, Period? effectiveFrom, bool isOnDemand)
{
    private readonly List<ProgrammeLink> links = [];

    public string? Own => own;

    public Period? EffectiveFrom => effectiveFrom;

    public bool IsOnDemand => isOnDemand;

    /// <summary>What was read so far, with its places.</summary>
    public IReadOnlyList<ProgrammeLink> Links => links;

    public Derivation.OfProgramme? Read(Cursor cursor, Metric metric, MissingPart whenMissing)
    {
        if (cursor.Block(ResultForms.Source) is not { } fields) return null;
        var programmeAt = fields.Require("programme");
        var programme = programmeAt?.Id("a programme's name");
        var over = SpanOf(fields.Find("over"));
        var takeAt = fields.Find("take");
        var take = takeAt?.Choice(Words.Takes);
        var countsAt = fields.Find("counts");
        var counts = TiersOf(countsAt);
        var productsAt = fields.Find("products");
        var products = TiersOf(productsAt);
        var orSupplied = fields.Find("otherwise")?.Choice(Words.Supplied) ?? false;
        fields.RefuseOthers();

        if (programme is not null && programme == own)
            programmeAt!.Mistake("another programme: what a store held here before is for a streak or a rule of movement"); // never null: it was read
        var countedAt = countsAt ?? productsAt;
        if (metric.Kind is MetricKind.Count && countedAt is null) cursor.Mistake("a count without 'counts'", "counts: the tiers whose periods are counted, or products: the tiers whose products are");
        if (metric.Kind is not MetricKind.Count && countedAt is not null) countedAt.Mistake($"'{(countsAt is null ? "products" : "counts")}' for a {Name(metric)}", "a count");
        if (countsAt is not null && productsAt is not null) productsAt.Mistake("both 'counts' and 'products'", "counts: the tiers whose periods are counted, or products: the tiers whose products are");
        if (metric.Kind is MetricKind.Count) takeAt?.Mistake("no such field: a count counts every period");
        else if (metric.Values.Count == 0) cursor.Mistake("a category that takes any name", "of: the programme's tiers");
        if (metric.Kind is MetricKind.Category && take is ResultTake.Best or ResultTake.Worst) takeAt!.Mistake("last: a category has no order"); // never null: it was read
        if (programme is null || over is null || countsAt is not null && counts is null || productsAt is not null && products is null) return null;

        var source = new ResultSource(programme, over, take ?? ResultTake.Last, counts, whenMissing, orSupplied) { Products = products ?? [] };
        links.Add(new ProgrammeLink(metric.Name, source, metric.Kind is MetricKind.Count ? source.Tiers : metric.Values, cursor.Line, cursor.Path));
        return new Derivation.OfProgramme(source);
    }

    private static List<string>? TiersOf(Cursor? cursor) => cursor?.List("a list of the programme's tiers")?.Select(tier => tier.Text("a tier")).OfType<string>().ToList();

    /// <summary>The very period unless something else is said.</summary>
    private ResultSpan? SpanOf(Cursor? cursor)
    {
        if (cursor is null) return new ResultSpan();
        if (cursor.Text(ResultForms.Spans) is not { } text) return null;
        if (text == ResultForms.Same) return new ResultSpan();
        var words = text.Split(' ');
        if (words is [var unit, "of", "the", "period"] && Words.Several.TryGetValue(unit, out var inside))
        {
            if (effectiveFrom is not { } period || new ResultSpan(inside).Of(period).Count > 0) return new ResultSpan(inside);
            cursor.Mistake("a unit shorter than the period that the policy judges");
            return null;
        }
        if (words is ["last", var single] && Words.Single.TryGetValue(single, out var one)) return new ResultSpan(one, 1);
        if (words is ["last", var number, var units] && Words.Several.TryGetValue(units, out var several)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= ResultForms.Many)
        {
            return new ResultSpan(several, count);
        }
        cursor.Mistake(ResultForms.Spans);
        return null;
    }

    private static string Name(Metric metric) => metric.Kind.ToString().ToLowerInvariant();
}
