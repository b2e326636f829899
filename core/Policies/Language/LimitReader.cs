using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>
/// A limit as it is written: a reading of the metric, or for numbers another reading of the same store, <c>allowed_points</c>, or a
/// share of one, <c>90 % of sales_before</c>.
/// </summary>
internal static class LimitReader
{
    public static Limit? Read(Cursor cursor, Metric metric, Declared<Metric> metrics)
    {
        if (!metric.IsNumber || cursor.Raw is not { } text) return LiteralReader.Read(cursor, metric);
        if (metrics.Names.Contains(text.Trim(), StringComparer.Ordinal)) return PartOf(1, text.Trim(), cursor, metric, metrics);
        if (text.Split(" of ") is not [var share, var name]) return LiteralReader.Read(cursor, metric);
        if (Numeral.Read(share.Trim(), out var fault) is not { } number)
        {
            cursor.Mistake("a share" + fault);
            return null;
        }
        if (metrics.Names.Contains(name.Trim(), StringComparer.Ordinal)) return PartOf(number, name.Trim(), cursor, metric, metrics);
        cursor.Mistake($"'{name.Trim()}'", "a declared metric" + CloseName.To(name.Trim(), metrics.Names));
        return null;
    }

    private static Limit.OfMetric? PartOf(decimal share, string name, Cursor cursor, Metric metric, Declared<Metric> metrics)
    {
        if (metrics.Use(name) is not { } other) return null;
        if (other.Kind == metric.Kind && other.Unit == metric.Unit) return new Limit.OfMetric(share, other.Name);
        cursor.Mistake($"'{other.Name}'", $"a metric of the kind and currency of {metric.Name}");
        return null;
    }
}
