using System.Diagnostics;
using System.Numerics;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>A derived metric compiled to slots of a row. Where a part is missing, undefined or does not fit, so is the result.</summary>
internal abstract class Derived(int slot, Metric metric)
{
    protected Metric Metric => metric;

    public bool IsStreak => metric.Derivation is Derivation.Streak;

    public void Compute(Span<long> row) => row[slot] = Of(row);

    protected abstract long Of(ReadOnlySpan<long> row);

    public static Derived Of(Compilation plan, Metric metric, int slot) => metric.Derivation switch
    {
        Derivation.Ratio ratio when IsPlain(ratio.Of, plan) && IsPlain(ratio.Per, plan) =>
            new Share(slot, metric, plan.Policy.SlotOf(ratio.Of), plan.Policy.SlotOf(ratio.Per), plan.Policy),
        Derivation.Sum sum => new Total(slot, metric, [.. sum.Plus.Select(plan.Policy.SlotOf)], [.. sum.Minus.Select(plan.Policy.SlotOf)], plan.Policy),
        Derivation.Holds holds => new Truth(slot, metric, plan.Condition(holds.Condition)!), // never null: there is a requirement
        Derivation.Constant constant => new Always(slot, metric, constant.Reading),
        _ when metric.IsRead => new Settled(slot, metric),
        Derivation.Streak { Last: not null } streak => new Often(slot, metric, plan.Condition(streak.Of)),
        Derivation.Streak streak => new Lasting(slot, metric, plan.Condition(streak.Of)),
        _ when metric.IsNumber => new Computed(slot, metric, Formula.For(metric, plan)),
        Derivation.Banded banded => new Place(slot, metric, Formula.For(banded.Of, plan), banded.Bands),
        Derivation.Extreme extreme => new Furthest(slot, metric, [.. extreme.Of.Select(plan.Policy.SlotOf)], extreme.Greatest, extreme.WhenMissing),
        Derivation.Choice choice => new Chosen(slot, metric, [.. choice.Of.Select(one => (plan.Condition(one.When), plan.Policy.SlotOf(one.Take)))]),
        Derivation.First first => new FirstOf(slot, metric, [.. first.Of.Select(plan.Policy.SlotOf)], first.Default),
        _ => throw new UnreachableException(),
    };

    private static bool IsPlain(string part, Compilation plan) => !plan.Policy.Metrics[plan.Policy.SlotOf(part)].IsCut;

    private static long UnitsOf(string reading, Metric metric) => metric.Codec.TryRead(reading, out var units) is ReadingFault.None ? units : Metric.Missing;

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

    private sealed class Computed(int slot, Metric metric, Formula formula) : Derived(slot, metric)
    {
        protected override long Of(ReadOnlySpan<long> row)
        {
            if (formula.Of(row) is not { } value) return Metric.Missing;
            var (whole, hasRest) = value.Cut(Metric.UnitsPerOne / 2);
            var units = whole * 2 + (hasRest ? BigInteger.One : BigInteger.Zero);
            return units > long.MinValue && units <= long.MaxValue ? (long)units : Metric.Missing;
        }
    }

    private sealed class Always(int slot, Metric metric, string reading) : Derived(slot, metric)
    {
        private readonly long units = UnitsOf(reading, metric);

        protected override long Of(ReadOnlySpan<long> row) => units;
    }

    private sealed class Truth(int slot, Metric metric, Condition condition) : Derived(slot, metric)
    {
        protected override long Of(ReadOnlySpan<long> row) => condition.Judge(row) switch
        {
            Verdict.Met => 1,
            Verdict.Missed => 0,
            _ => Metric.Missing,
        };
    }

    /// <summary>What stands in the row already: what a list of events comes to, put there as the list was read, or what was brought from elsewhere.</summary>
    private sealed class Settled(int slot, Metric metric) : Derived(slot, metric)
    {
        private readonly int slot = slot;

        protected override long Of(ReadOnlySpan<long> row) => row[slot];
    }

    /// <summary>How long it has lasted stands in the row already. What has to hold in this period adds one to that, or ends it.</summary>
    private sealed class Lasting(int slot, Metric metric, Condition? condition) : Derived(slot, metric)
    {
        private readonly int slot = slot;

        protected override long Of(ReadOnlySpan<long> row) => condition?.Judge(row) switch
        {
            null => row[slot],
            Verdict.Met => row[slot] == Metric.Missing ? 1 : row[slot] + 1,
            Verdict.Missed => 0,
            _ => Metric.Missing,
        };
    }

    /// <summary>In which periods it held stands in the row already. What holds in this one counts as well.</summary>
    private sealed class Often(int slot, Metric metric, Condition? condition) : Derived(slot, metric)
    {
        private readonly int slot = slot;
        private readonly LastPeriods last = new StreakMetric(metric, slot).Last!.Value; // never null: it is one that remembers

        protected override long Of(ReadOnlySpan<long> row) => condition?.Judge(row) switch
        {
            null or Verdict.Missed => last.CountBefore(Carried(row)),
            Verdict.Met => last.CountBefore(Carried(row)) + 1,
            _ => Metric.Missing,
        };

        private long Carried(ReadOnlySpan<long> row) => row[slot] == Metric.Missing ? 0 : row[slot];
    }

    private sealed class Place(int slot, Metric metric, Formula of, IReadOnlyList<Band> bands) : Derived(slot, metric)
    {
        private readonly (RangeOf Range, int Step)[] steps = [.. bands.Select(band => (new RangeOf(band), metric.Values.ToList().IndexOf(band.Value)))];

        protected override long Of(ReadOnlySpan<long> row)
        {
            if (of.Of(row) is not { } value) return Metric.Missing;
            foreach (var (range, step) in steps)
            {
                if (range.Holds(value)) return step;
            }
            return Metric.Missing;
        }
    }

    private sealed class Furthest(int slot, Metric metric, int[] parts, bool greatest, MissingPart whenMissing) : Derived(slot, metric)
    {
        protected override long Of(ReadOnlySpan<long> row)
        {
            var furthest = Metric.Missing;
            foreach (var part in parts)
            {
                if (row[part] == Metric.Missing)
                {
                    if (whenMissing is MissingPart.Missing) return Metric.Missing;
                    continue;
                }
                if (furthest == Metric.Missing || row[part] > furthest == greatest) furthest = row[part];
            }
            return furthest;
        }
    }

    private sealed class Chosen(int slot, Metric metric, (Condition? When, int Take)[] alternatives) : Derived(slot, metric)
    {
        protected override long Of(ReadOnlySpan<long> row)
        {
            foreach (var (when, take) in alternatives)
            {
                if (when is null) return row[take];
                switch (when.Judge(row))
                {
                    case Verdict.Met:
                        return row[take];
                    case Verdict.NotEvaluable:
                        return Metric.Missing; // which of them counts cannot be told
                }
            }
            return Metric.Missing;
        }
    }

    private sealed class FirstOf(int slot, Metric metric, int[] parts, string? usual) : Derived(slot, metric)
    {
        private readonly long otherwise = usual is null ? Metric.Missing : UnitsOf(usual, metric);

        protected override long Of(ReadOnlySpan<long> row)
        {
            foreach (var part in parts)
            {
                if (row[part] != Metric.Missing) return row[part];
            }
            return otherwise;
        }
    }
}
