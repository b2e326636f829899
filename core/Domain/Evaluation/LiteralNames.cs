using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>The names of a category that its policy does not list, but speaks of.</summary>
internal static class LiteralNames
{
    /// <summary>Each once, in the order in which tests speak of them.</summary>
    /// <param name="period">The period whose limits count.</param>
    public static string[] Of(string metric, IEnumerable<Test> tests, Period period) => [.. tests.SelectMany(test => In(test, metric, period)).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> In(Test test, string metric, Period period) =>
    [
        .. test.Metric == metric ? test.Limit.All.Select(limit => limit.At(period)).OfType<Limit.Names>().SelectMany(names => names.Values) : [],
        .. test.Limit.Overrides.SelectMany(exception => exception.Where).Where(where => where.Key == metric).Select(where => where.Value),
        .. test.AskedOf is { } asked && asked.Attribute == metric ? asked.Values : [],
    ];
}
