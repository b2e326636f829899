using System.Diagnostics;
using System.Globalization;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Testing;

/// <summary>A generated row: one reading on or beside one limit, the verdict that the policy's text means, and the one it gets.</summary>
/// <param name="Row">"at the limit", "one unit above", "missing" and so on.</param>
/// <param name="Reading">As it is written; empty where there is none.</param>
public sealed record BoundaryRow(string Test, string Metric, string Row, string Reading, Verdict Expected, Verdict Found)
{
    public bool Passes => Expected == Found;
}

/// <summary>
/// Rows around every numeric requirement of a policy. What is expected is worked out from the requirement in decimal numbers, apart
/// from the ranges of whole units that judging uses. Requirements under a condition, and limits of computed metrics, are left out.
/// </summary>
public static class Boundaries
{
    public static IReadOnlyList<BoundaryRow> Of(Policy policy)
    {
        var bench = new Bench(policy, policy.EffectiveFrom);
        return [.. bench.Plan.Tests.SelectMany(test => RowsOf(bench, test))];
    }

    private static IEnumerable<BoundaryRow> RowsOf(Bench bench, Test test)
    {
        var metric = bench.Policy.Metrics[bench.Policy.SlotOf(test.Metric)];
        if (!metric.IsNumber || test.When is not null || test.Limit.Default.At(bench.Plan.Period) is not Limit.Fixed limit) yield break;

        var judge = bench.Judge([]);
        var units = metric.Codec.ToUnits(limit.Value)!.Value; // never null: the reader of policies checks every limit
        var step = metric.IsCut ? 2 : 1;
        foreach (var (name, reading) in new (string, long)[]
        {
            ("at the limit", units), ("one unit below", units - step), ("one unit above", units + step), ("missing", Metric.Missing),
        })
        {
            if (reading != Metric.Missing && (Number(metric, reading) < metric.Minimum || Number(metric, reading) > metric.Maximum)) continue;
            var row = Asked(bench, test);
            row[bench.Policy.SlotOf(test.Metric)] = reading;
            yield return Judged(bench, judge, test, metric, name, row);
        }
        if (metric.Derivation is Derivation.Ratio ratio && !IsComputed(bench, ratio.Of) && !IsComputed(bench, ratio.Per))
        {
            var row = Asked(bench, test);
            row[bench.Policy.SlotOf(ratio.Of)] = 0;
            row[bench.Policy.SlotOf(ratio.Per)] = 0;
            bench.Plan.Complete(row);
            yield return Judged(bench, judge, test, metric, "nothing in nothing", row);
        }
        if (test.Given is { } given)
        {
            var row = Asked(bench, test);
            row[bench.Policy.SlotOf(test.Metric)] = units;
            row[bench.Policy.SlotOf(given.Metric)] -= 1;
            yield return Judged(bench, judge, test, metric, "one unit under the least volume", row);
        }
        if (test.Shield is { } shield)
        {
            var row = Asked(bench, test);
            row[bench.Policy.SlotOf(test.Metric)] = test.Comparison is Comparison.AtMost or Comparison.Below ? units + step : units - step;
            row[bench.Policy.SlotOf(shield.Metric)] -= 1;
            yield return Judged(bench, judge, test, metric, "missed, but shielded", row);
        }
    }

    /// <summary>A row of a store that the test is asked of, with volume enough and nothing to shield it.</summary>
    private static long[] Asked(Bench bench, Test test)
    {
        var row = bench.Row(new Dictionary<string, string>(test.AskedOf is { } asked ? [KeyValuePair.Create(asked.Attribute, asked.Values[0])] : []));
        if (test.Given is { } given) row[bench.Policy.SlotOf(given.Metric)] = UnitsOf(bench, given.Metric, given.AtLeast);
        if (test.Shield is { } shield) row[bench.Policy.SlotOf(shield.Metric)] = UnitsOf(bench, shield.Metric, shield.AtMost) + 1;
        return row;
    }

    private static BoundaryRow Judged(Bench bench, Judge judge, Test test, Metric metric, string name, long[] row)
    {
        var verdicts = new Verdict[bench.Plan.Tests.Count];
        judge.Assess(row, verdicts);
        var reading = row[bench.Policy.SlotOf(test.Metric)];
        return new BoundaryRow(
            test.Id, test.Metric, name, reading == Metric.Missing ? "" : Number(metric, reading).ToString(CultureInfo.InvariantCulture),
            Expected(bench, test, metric, row), verdicts[bench.Plan.PlaceOf(test)]);
    }

    private static Verdict Expected(Bench bench, Test test, Metric metric, long[] row)
    {
        if (test.Given is { } given && !(NumberOf(bench, given.Metric, row) >= given.AtLeast)) return given.Otherwise;
        if (test.Shield is { } shield && NumberOf(bench, shield.Metric, row) <= shield.AtMost) return Verdict.Met;
        if (NumberOf(bench, metric.Name, row) is not { } reading) return test.WhenMissing;
        var limit = ((Limit.Fixed)test.Limit.Default.At(bench.Plan.Period)).Value;
        var holds = test.Comparison switch
        {
            Comparison.AtLeast => reading >= limit,
            Comparison.Above => reading > limit,
            Comparison.AtMost => reading <= limit,
            Comparison.Below => reading < limit,
            Comparison.Is => reading == limit,
            _ => throw new UnreachableException(),
        };
        return holds ? Verdict.Met : Verdict.Missed;
    }

    private static bool IsComputed(Bench bench, string metric) => bench.Policy.Metrics[bench.Policy.SlotOf(metric)].Derivation is not null;

    private static decimal? NumberOf(Bench bench, string metric, long[] row)
    {
        var slot = bench.Policy.SlotOf(metric);
        return row[slot] == Metric.Missing ? null : Number(bench.Policy.Metrics[slot], row[slot]);
    }

    private static decimal Number(Metric metric, long units) => (decimal)units / metric.UnitsPerOne;

    private static long UnitsOf(Bench bench, string metric, decimal number) =>
        bench.Policy.Metrics[bench.Policy.SlotOf(metric)].Codec.ToUnits(number)!.Value; // never null: the reader of policies checks every number
}
