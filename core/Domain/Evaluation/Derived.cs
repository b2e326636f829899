using System.Diagnostics;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>A derived metric compiled to slots of a row. Where a part is missing, undefined or does not fit, so is the result.</summary>
internal abstract class Derived(int slot, Metric metric)
{
    protected Metric Metric => metric;

    public void Compute(Span<long> row) => row[slot] = Of(row);

    protected abstract long Of(ReadOnlySpan<long> row);

    public static Derived Of(Policy policy, Metric metric, int slot) => metric.Derivation switch
    {
        Derivation.Ratio ratio => new Share(slot, metric, policy.SlotOf(ratio.Of), policy.SlotOf(ratio.Per), policy),
        Derivation.Sum sum => new Total(slot, metric, [.. sum.Plus.Select(policy.SlotOf)], [.. sum.Minus.Select(policy.SlotOf)], policy),
        _ => throw new UnreachableException(),
    };

    private static long Fit(Int128 value) => value > long.MinValue && value <= long.MaxValue ? (long)value : Metric.Missing;

    private sealed class Share(int slot, Metric metric, int of, int per, Policy policy) : Derived(slot, metric)
    {
        private readonly Int128 scaleUp = (Int128)(metric.UnitsPerOne / 2) * policy.Metrics[per].UnitsPerOne;
        private readonly Int128 scaleDown = policy.Metrics[of].UnitsPerOne;

        protected override long Of(ReadOnlySpan<long> row)
        {
            if (row[of] == Metric.Missing || row[per] == Metric.Missing || row[per] <= 0) return Metric.Missing;
            var (whole, rest) = Int128.DivRem(row[of] * scaleUp, row[per] * scaleDown);
            if (rest < 0) (whole, rest) = (whole - 1, rest + 1);
            return Fit(whole * 2 + (rest == 0 ? 0 : 1));
        }
    }

    private sealed class Total(int slot, Metric metric, int[] plus, int[] minus, Policy policy) : Derived(slot, metric)
    {
        protected override long Of(ReadOnlySpan<long> row)
        {
            Int128 sum = 0;
            foreach (var part in plus)
            {
                if (row[part] == Metric.Missing) return Metric.Missing;
                sum += InMyUnits(row[part], part);
            }
            foreach (var part in minus)
            {
                if (row[part] == Metric.Missing) return Metric.Missing;
                sum -= InMyUnits(row[part], part);
            }
            return Fit(sum);
        }

        // The reader of policies sees to it that a sum has at least as many decimal places as its parts.
        private Int128 InMyUnits(long units, int part) => (Int128)units * (Metric.UnitsPerOne / policy.Metrics[part].UnitsPerOne);
    }
}
