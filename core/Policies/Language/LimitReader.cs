using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>A limit as it is written: a reading of the metric, or for numbers a share of another reading of the same store, <c>90 % of sales_before</c>.</summary>
internal static class LimitReader
{
    public static Limit? Read(Cursor cursor, Metric metric, Declared<Metric> metrics)
    {
        if (!metric.IsNumber || cursor.Raw?.Split(" of ") is not [var share, var name]) return LiteralReader.Read(cursor, metric);
        if (Numeral.Read(share.Trim(), out var fault) is not { } number)
        {
            cursor.Mistake("a share" + fault);
            return null;
        }
        if (!metrics.Names.Contains(name.Trim(), StringComparer.Ordinal))
        {
            cursor.Mistake($"'{name.Trim()}'", "a declared metric" + CloseName.To(name.Trim(), metrics.Names));
            return null;
        }
        if (metrics.Use(name.Trim()) is not { } other) return null;
        if (other.Kind == metric.Kind && other.Unit == metric.Unit) return new Limit.OfMetric(number, other.Name);
        cursor.Mistake($"'{other.Name}'", $"a metric of the kind and currency of {metric.Name}");
        return null;
    }
}
