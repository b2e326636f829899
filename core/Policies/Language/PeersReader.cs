using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>Whom stores are compared with: <c>{ by: industry, atLeast: 30, otherwise: market, percentile: type-7 }</c>.</summary>
internal sealed class PeersReader(Declared<Metric> metrics)
{
    /// <summary>What a policy without benchmarks has: the question never comes up.</summary>
    public static Peers Unasked { get; } = new(null, 1, PercentileMethod.Type7);

    private static readonly Dictionary<string, bool> Fallbacks = Words.Of(("market", true));

    public Peers? Read(Cursor cursor)
    {
        if (cursor.Block(StandardForms.Peers) is not { } fields) return null;
        var by = By(fields.Find("by"));
        var least = fields.Require("atLeast")?.Whole("readings", 1, 1_000_000);
        var percentile = fields.Require("percentile")?.Choice(Words.Percentiles);
        fields.Find("otherwise")?.Choice(Fallbacks);
        fields.RefuseOthers();
        return least is { } number && percentile is { } method ? new Peers(by, number, method) : null;
    }

    private string? By(Cursor? cursor)
    {
        if (metrics.Find(cursor, "a declared category") is not { } metric) return null;
        if (metric.Kind is not MetricKind.Category)
            cursor!.Mistake($"'{metric.Name}', a {metric.Kind.ToString().ToLowerInvariant()}", "a category"); // never null: the metric was found by it
        else if (CarriedMetrics.IsOne(metric, metrics))
            cursor!.Mistake($"'{metric.Name}', which is known only when a store is judged", "a category of the period's own rows"); // as above
        else if (metric.Derivation is not null)
            cursor!.Mistake($"'{metric.Name}', which is computed", "a category that the rows have"); // as above
        return metric.Name;
    }
}
