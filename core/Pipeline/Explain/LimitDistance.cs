using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Pipeline.Explain;

/// <summary>How far a store's reading lies from the limit of a test, both as numbers of the metric's unit.</summary>
internal readonly record struct LimitDistance(decimal Reading, decimal Limit)
{
    /// <summary>As a share of the limit; of a limit of 0 the reading itself.</summary>
    public decimal Share => Math.Abs(Reading - Limit) / (Limit == 0 ? 1 : Math.Abs(Limit));

    /// <summary>Null where there is no reading, no limit or no number.</summary>
    /// <param name="test">The test's place in the plan.</param>
    /// <param name="row">The row that was judged.</param>
    public static LimitDistance? Of(Judge judge, int test, ReadOnlySpan<long> row)
    {
        var policy = judge.Plan.Policy;
        var slot = policy.SlotOf(judge.Plan.Tests[test].Metric);
        var metric = policy.Metrics[slot];
        if (!metric.IsNumber || row[slot] == Metric.Missing || judge.LimitFor(test, row).Value is not { } value) return null;
        return new LimitDistance(metric.Codec.ToNumber(row[slot]), (decimal)value.Numerator / (decimal)value.Denominator / metric.UnitsPerOne);
    }
}
