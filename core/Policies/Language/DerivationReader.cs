using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>How a metric is computed: <c>of: disputes_90d, per: orders_90d</c>, or <c>sum: [gmv, returned]</c> with or without <c>less: […]</c>.</summary>
internal sealed class DerivationReader(Declared<Metric> declared)
{
    /// <summary>Parts are computed in the order of the document, which also keeps a metric from being computed from itself.</summary>
    private const string Part = "a metric declared above this one, which is computed from it";

    // A reading has 63 bits, and 10 to this power fits beside it in 127.
    private const int MostDecimals = 19;

    public Derivation? Read(Cursor cursor, Fields fields, MetricKind kind, string? unit, int? decimals)
    {
        if (!IsNumber(kind)) return null;
        var sum = fields.Find("sum");
        var less = fields.Find("less");
        var of = fields.Find("of");
        var per = fields.Find("per");
        if (sum is not null && (of ?? per) is not null)
        {
            cursor.Mistake("both 'sum' and 'of' or 'per'", "one way to compute a metric");
            return null;
        }
        if (sum is not null) return ReadSum(sum, less, new Metric("total", kind, decimals: decimals, unit: unit));
        less?.Mistake("'less' without 'sum'", "sum: the metrics to take it from");
        if (of is null && per is null) return null;
        if (of is null || per is null)
        {
            cursor.Mistake(of is null ? "'per' without 'of'" : "'of' without 'per'", "both, as in of: disputes_90d, per: orders_90d");
            return null;
        }
        return ReadRatio(cursor, of, per, new Metric("share", kind, decimals: decimals));
    }

    private Derivation.Ratio? ReadRatio(Cursor cursor, Cursor of, Cursor per, Metric share)
    {
        var above = PartOf(of);
        var below = PartOf(per);
        if (share.Kind is MetricKind.Count)
        {
            cursor.Mistake("a count computed as a share", "a rate, or another kind that need not be whole");
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

    private Derivation.Sum? ReadSum(Cursor sum, Cursor? less, Metric total)
    {
        var plus = PartsOf(sum, total);
        var minus = less is null ? [] : PartsOf(less, total);
        return plus is null || minus is null ? null : new Derivation.Sum(plus, minus);
    }

    private List<string>? PartsOf(Cursor cursor, Metric total)
    {
        const string Expected = "a list of metrics";
        if (cursor.List(Expected) is not { } items) return null;
        if (items.Count == 0)
        {
            cursor.Mistake("an empty list", Expected);
            return null;
        }
        var parts = new List<string>();
        foreach (var item in items)
        {
            if (PartOf(item) is not { } part) continue;
            if (part.Kind != total.Kind || part.Kind is MetricKind.Amount && part.Unit != total.Unit)
                item.Mistake("a metric of the same kind and currency as the sum");
            else if (part.Decimals > total.Decimals)
                item.Mistake($"'{part.Name}' with {part.Decimals} decimal places", $"at most the sum's {total.Decimals}: nothing is rounded");
            parts.Add(part.Name);
        }
        return parts.Count == items.Count ? parts : null;
    }

    private Metric? PartOf(Cursor cursor)
    {
        if (declared.Find(cursor, Part) is not { } part) return null;
        if (!part.IsNumber) cursor.Mistake($"'{part.Name}', a {part.Kind.ToString().ToLowerInvariant()}", "a metric that is a number");
        else if (part.Derivation is Derivation.Ratio) cursor.Mistake($"'{part.Name}', a share", "a metric that is not itself a share");
        else return part;
        return null;
    }

    private static bool IsNumber(MetricKind kind) =>
        kind is not (MetricKind.Flag or MetricKind.Date or MetricKind.Level or MetricKind.Category or MetricKind.Text);
}
