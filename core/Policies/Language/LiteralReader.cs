using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>A reading written in a policy: a number, a day, yes or no, the name of a step or a value, as its metric's kind asks.</summary>
internal static class LiteralReader
{
    public static Limit? Read(Cursor cursor, Metric metric)
    {
        switch (metric.Kind)
        {
            case MetricKind.Flag:
                return cursor.YesOrNo() is { } yes ? new Limit.Fixed(yes ? 1 : 0) : null;
            case MetricKind.Date:
                return Day(cursor, metric);
            case MetricKind.Level or MetricKind.Category:
                return Name(cursor, metric) is { } name ? new Limit.Names([name]) : null;
            case MetricKind.Text or MetricKind.Events:
                throw new System.Diagnostics.UnreachableException("Texts and lists of events are never judged themselves.");
            default:
                return Number(cursor, metric) is { } number ? new Limit.Fixed(number) : null;
        }
    }

    /// <summary>A reading as the text that the metric's codec reads.</summary>
    public static string? Reading(Cursor cursor, Metric metric) => metric.Kind is MetricKind.Events ? Events(cursor, metric) : Read(cursor, metric) switch
    {
        Limit.Names names => names.Values[0],
        Limit.Fixed number => metric.Codec.Write(metric.Codec.ToUnits(number.Value)!.Value), // never null: the literal was checked
        _ => null,
    };

    /// <summary>A number that a reading of the metric can be.</summary>
    public static decimal? Number(Cursor cursor, Metric metric)
    {
        if (Decimals(cursor, metric, $"a number for {metric.Name}") is not { } number) return null;
        if (!(number < metric.Minimum) && !(number > metric.Maximum)) return number;
        cursor.Mistake($"a number in the range of {metric.Name}, {Bound(metric.Minimum)} to {Bound(metric.Maximum)}");
        return null;
    }

    /// <summary>A number with no more decimal places than the metric has.</summary>
    public static decimal? Decimals(Cursor cursor, Metric metric, string what)
    {
        if (cursor.Number(what) is not { } number) return null;
        if (decimal.Round(number, metric.Decimals) == number && metric.Codec.ToUnits(number) is not null) return number;
        cursor.Mistake(decimal.Round(number, metric.Decimals) == number
            ? $"a number that fits: {metric.Name} is kept in units of its last decimal place, at most {long.MaxValue / metric.UnitsPerOne}"
            : string.Create(CultureInfo.InvariantCulture, $"at most {metric.Decimals} decimal places, as {metric.Name} has"));
        return null;
    }

    /// <summary>A step of a level, or a value of a category.</summary>
    public static string? Name(Cursor cursor, Metric metric)
    {
        var expected = metric.Values.Count > 0 ? $"one of {string.Join(", ", metric.Values)}" : $"a value of {metric.Name}";
        if (cursor.Text(expected) is not { } name) return null;
        if (metric.Values.Count == 0 || metric.Values.Contains(name, StringComparer.Ordinal)) return name;
        cursor.Mistake(expected + CloseName.To(name, metric.Values));
        return null;
    }

    private static string? Events(Cursor cursor, Metric metric)
    {
        var expected = $"events such as 2026-07-03{(metric.Values.Count == 0 ? "" : $" {metric.Values[0]}")} 6; …, or none";
        if (cursor.Text(expected) is not { } text) return null;
        if (metric.Codec.TryRead(text, out _) is ReadingFault.None) return text;
        cursor.Mistake(expected);
        return null;
    }

    private static Limit.Fixed? Day(Cursor cursor, Metric metric)
    {
        const string Expected = "a day such as 2026-07-31";
        if (cursor.Text(Expected) is not { } text) return null;
        if (metric.Codec.TryRead(text, out var units) is ReadingFault.None) return new Limit.Fixed(units);
        cursor.Mistake(Expected);
        return null;
    }

    private static string Bound(decimal? bound) => bound?.ToString(CultureInfo.InvariantCulture) ?? "open";
}
