using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Testing;

/// <summary>
/// Readings with which a condition is met, where such can be made up: each check by itself, at its limit or a unit beyond it, and of
/// alternatives the first. Whether they really meet it is for the caller to try: two checks may ask for different readings of one metric.
/// </summary>
internal static class Satisfying
{
    /// <summary>Null where a check looks at what is computed, or where its limit is not written in the policy.</summary>
    public static IReadOnlyDictionary<string, string>? ReadingsFor(Requirement condition, Bench bench)
    {
        var readings = new Dictionary<string, string>(StringComparer.Ordinal);
        return Add(condition, bench, readings) ? readings : null;
    }

    private static bool Add(Requirement condition, Bench bench, Dictionary<string, string> readings) => condition switch
    {
        Requirement.All all => all.Of.All(part => Add(part, bench, readings)),
        Requirement.AtLeast some => some.Of.Take(some.Count).All(part => Add(part, bench, readings)),
        Requirement.Check { Test: { When: null, AskedOf: null, Given: null } test } => ReadingFor(test, bench) is { } reading && readings.TryAdd(test.Metric, reading) | readings[test.Metric] == reading,
        _ => false,
    };

    private static string? ReadingFor(Test test, Bench bench)
    {
        var metric = bench.Policy.Metrics[bench.Policy.SlotOf(test.Metric)];
        if (!metric.IsGiven) return null;
        return test.Limit.Default.At(bench.Plan.Period) switch
        {
            Limit.Names names => NameFor(test.Comparison, names, metric),
            Limit.Fixed number when metric.Codec.ToUnits(number.Value) is { } units => metric.Codec.Write(units + Beyond(test.Comparison)),
            _ => null,
        };
    }

    private static long Beyond(Comparison comparison) => comparison switch
    {
        Comparison.Above => 1,
        Comparison.Below => -1,
        _ => 0,
    };

    private static string? NameFor(Comparison comparison, Limit.Names names, Metric metric)
    {
        if (comparison is Comparison.IsNot) return metric.Values.FirstOrDefault(value => !names.Values.Contains(value, StringComparer.Ordinal));
        var place = metric.Values.ToList().IndexOf(names.Values[0]) + (int)Beyond(comparison);
        return metric.Values.Count == 0 ? names.Values[0] : metric.Values.ElementAtOrDefault(place);
    }
}
