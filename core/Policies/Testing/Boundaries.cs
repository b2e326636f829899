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
/// Rows around every numeric limit of a policy: the default, that of each exception, each dated one in its first period, and those
/// that peers set, from a benchmark that is fixed for the row. What is expected is worked out from the requirement in decimal
/// numbers, apart from the ranges of whole units that judging uses. Limits that are a share of a computed
/// reading of the store are left out, and requirements under a condition for which no store can be made up that meets it.
/// </summary>
public static class Boundaries
{
    public static IReadOnlyList<BoundaryRow> Of(Policy policy)
    {
        var periods = new Plan(policy, policy.EffectiveFrom).Tests.SelectMany(test => test.Limit.All).OfType<Limit.Dated>()
            .SelectMany(dated => dated.Entries.Select(entry => entry.From)).Append(policy.EffectiveFrom).Where(period => period >= policy.EffectiveFrom).Distinct().Order();
        return [.. periods.Select(period => new Bench(policy, period)).SelectMany(bench => bench.Plan.Tests.SelectMany(test => RowsOf(bench, test)))];
    }

    private static IEnumerable<BoundaryRow> RowsOf(Bench bench, Test test)
    {
        var metric = bench.Policy.Metrics[bench.Policy.SlotOf(test.Metric)];
        if (!metric.IsNumber) return [];
        if (test.When is null) return BoundaryCase.Of(bench, test, metric).SelectMany(one => RowsOf(bench, test, metric, one));
        if (Satisfying.ReadingsFor(test.When, bench) is not { } readings) return [];
        return BoundaryCase.Of(bench, test, metric).Select(one => one.Under(readings)).OfType<BoundaryCase>().SelectMany(one => RowsOf(bench, test, metric, one));
    }

    private static IEnumerable<BoundaryRow> RowsOf(Bench bench, Test test, Metric metric, BoundaryCase one) => StoresOf(bench, test, metric, one)
        .Where(store => bench.IsAsked(test, store.Row)).Select(store => Judged(bench, test, metric, one, store.Name, store.Row));

    private static IEnumerable<(string Name, long[] Row)> StoresOf(Bench bench, Test test, Metric metric, BoundaryCase one)
    {
        var units = one.Units;
        var step = metric.IsCut ? 2 : 1;
        foreach (var (name, reading) in new (string, long)[]
        {
            ("at the limit", units), ("one unit below", units - step), ("one unit above", units + step), ("missing", Metric.Missing),
        })
        {
            if (reading != Metric.Missing && (Number(metric, reading) < metric.Minimum || Number(metric, reading) > metric.Maximum)) continue;
            var row = Asked(bench, test, one);
            row[bench.Policy.SlotOf(test.Metric)] = reading;
            yield return (name, row);
        }
        if (metric.Derivation is Derivation.Ratio ratio && !bench.IsComputed(ratio.Of) && !bench.IsComputed(ratio.Per))
        {
            var row = Asked(bench, test, one);
            row[bench.Policy.SlotOf(ratio.Of)] = 0;
            row[bench.Policy.SlotOf(ratio.Per)] = 0;
            bench.Plan.Complete(row);
            yield return ("nothing in nothing", row);
        }
        if (test.Given is { } given)
        {
            var row = Asked(bench, test, one);
            row[bench.Policy.SlotOf(test.Metric)] = units;
            row[bench.Policy.SlotOf(given.Metric)] -= 1;
            yield return ("one unit under the least volume", row);
        }
        if (test.Shield is { } shield)
        {
            var row = Asked(bench, test, one);
            row[bench.Policy.SlotOf(test.Metric)] = test.Comparison is Comparison.AtMost or Comparison.Below ? units + step : units - step;
            row[bench.Policy.SlotOf(shield.Metric)] -= 1;
            yield return ("missed, but shielded", row);
        }
    }

    /// <summary>A row of a store that the test is asked of and the limit holds for, with volume enough and nothing to shield it.</summary>
    private static long[] Asked(Bench bench, Test test, BoundaryCase one)
    {
        var row = bench.Row(one.Attributes);
        if (test.Given is { } given) row[bench.Policy.SlotOf(given.Metric)] = UnitsOf(bench, given.Metric, given.AtLeast);
        if (test.Shield is { } shield) row[bench.Policy.SlotOf(shield.Metric)] = UnitsOf(bench, shield.Metric, shield.AtMost) + 1;
        return row;
    }

    private static BoundaryRow Judged(Bench bench, Test test, Metric metric, BoundaryCase one, string name, long[] row)
    {
        var verdicts = new Verdict[bench.Plan.Tests.Count];
        bench.Judge(one.Peers).Assess(row, verdicts); // after the row, which may bring a value of a category that was not known
        var reading = row[bench.Policy.SlotOf(test.Metric)];
        return new BoundaryRow(
            test.Id, test.Metric, one.Name.Length == 0 ? name : $"{name}, {one.Name}", reading == Metric.Missing ? "" : Number(metric, reading).ToString(CultureInfo.InvariantCulture),
            Expected(bench, test, metric, one.Number, row), verdicts[bench.Plan.PlaceOf(test)]);
    }

    private static Verdict Expected(Bench bench, Test test, Metric metric, decimal limit, long[] row)
    {
        if (test.Given is { } given && !(NumberOf(bench, given.Metric, row) >= given.AtLeast)) return given.Otherwise;
        if (test.Shield is { } shield && NumberOf(bench, shield.Metric, row) <= shield.AtMost) return Verdict.Met;
        if (NumberOf(bench, metric.Name, row) is not { } reading) return test.WhenMissing;
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

    private static decimal? NumberOf(Bench bench, string metric, long[] row)
    {
        var slot = bench.Policy.SlotOf(metric);
        return row[slot] == Metric.Missing ? null : Number(bench.Policy.Metrics[slot], row[slot]);
    }

    private static decimal Number(Metric metric, long units) => (decimal)units / metric.UnitsPerOne;

    private static long UnitsOf(Bench bench, string metric, decimal number) =>
        bench.Policy.Metrics[bench.Policy.SlotOf(metric)].Codec.ToUnits(number)!.Value; // never null: the reader of policies checks every number
}
