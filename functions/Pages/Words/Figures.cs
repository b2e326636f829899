using System.Globalization;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Pages.Words;

/// <summary>
/// Numbers as people read them, the same in every culture: comma between thousands, point before decimals, a no-break space
/// before a unit. What is cut for display is rounded half away from zero; nothing is ever decided by a rounded number.
/// </summary>
public static class Figures
{
    private const string NoBreakSpace = "\u00A0";

    public static string Count(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A share in percent with one decimal place; a part too small to show is not shown as nothing, nor one too large as all.</summary>
    public static string Share(long part, long whole)
    {
        if (whole <= 0) return "–";
        if (part > 0 && part * 2000m < whole) return $"<{NoBreakSpace}0.1{NoBreakSpace}%";
        if (part < whole && (whole - part) * 2000m < whole) return $">{NoBreakSpace}99.9{NoBreakSpace}%";
        return Percent(part * 100m / whole, "0.0");
    }

    /// <summary>A reading with its unit, exactly as the policy or a blob has it: USD 42,000.5 or 1.5 days or 8 %.</summary>
    public static string Exact(Metric metric, decimal number) => metric.Kind is MetricKind.Rate
        ? Percent(number * 100, "#,##0.############")
        : WithUnit(metric, number.ToString("#,##0.############", CultureInfo.InvariantCulture));

    /// <summary>A number of a metric, cut to a fixed number of places so that a column of them lines up, without its unit (but a rate with its percent sign).</summary>
    public static string Number(Metric metric, decimal number) => metric.Kind switch
    {
        MetricKind.Rate => Percent(number * 100, "#,##0.00"),
        MetricKind.Count => Rounded(number, number == decimal.Truncate(number) ? "#,##0" : "#,##0.0"),
        MetricKind.Amount => Rounded(number, Math.Abs(number) >= 100 ? "#,##0" : "#,##0.00"),
        _ => Rounded(number, "#,##0.000"),
    };

    /// <summary>A number of a metric, cut as <see cref="Number"/> cuts it, with its unit.</summary>
    public static string Short(Metric metric, decimal number) => metric.Kind is MetricKind.Rate ? Number(metric, number) : WithUnit(metric, Number(metric, number));

    /// <summary>A round number of a metric, as short as it can be said, for an axis: 5 %, 4.65, 200 k.</summary>
    public static string Tick(Metric metric, decimal number) => metric.Kind is MetricKind.Rate
        ? Percent(number * 100, "#,##0.####")
        : Math.Abs(number) >= 1_000_000 ? Rounded(number / 1_000_000, "#,##0.###") + NoBreakSpace + "M"
        : Math.Abs(number) >= 10_000 ? Rounded(number / 1_000, "#,##0.###") + NoBreakSpace + "k"
        : Rounded(number, "#,##0.######");

    /// <summary>90 % of, 1.2 times.</summary>
    public static string Times(decimal factor) => factor switch
    {
        1 => "all of",
        < 1 => Percent(factor * 100, "#,##0.############") + " of",
        _ => factor.ToString("0.############", CultureInfo.InvariantCulture) + " times",
    };

    /// <summary>A limit taken from a benchmark as a number of its metric.</summary>
    public static decimal ToNumber(Metric metric, Fraction value) => (decimal)value.Numerator / (decimal)value.Denominator / metric.UnitsPerOne;

    /// <summary>What readings count, for a heading or a caption; null for a bare number.</summary>
    public static string? UnitOf(Metric metric) => metric.Kind is MetricKind.Rate ? null : metric.Unit;

    /// <summary>90th, 1st, 97.5th.</summary>
    public static string Ordinal(decimal number)
    {
        var text = number.ToString("0.############", CultureInfo.InvariantCulture);
        var ending = number != decimal.Truncate(number) || number % 100 is >= 11 and <= 13 ? "th" : (number % 10) switch
        {
            1 => "st",
            2 => "nd",
            3 => "rd",
            _ => "th",
        };
        return text + ending;
    }

    /// <summary>2026-10-01 07:15 UTC.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string WithUnit(Metric metric, string number) =>
        metric.Unit is not { Length: > 0 } unit ? number
        : metric.Kind is MetricKind.Amount ? unit + NoBreakSpace + number
        : number + NoBreakSpace + unit;

    private static string Percent(decimal number, string format) => Rounded(number, format) + NoBreakSpace + "%";

    private static string Rounded(decimal number, string format)
    {
        var point = format.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : format.Length - point - 1;
        return decimal.Round(number, places, MidpointRounding.AwayFromZero).ToString(format, CultureInfo.InvariantCulture);
    }
}
