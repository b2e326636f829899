using System.Diagnostics;
using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>
/// A number computed from a row without any rounding; null where it is missing. What a formula is made of is computed from the
/// readings that blobs supply, never from another's reading that has been cut to whole units.
/// </summary>
internal abstract class Formula
{
    public abstract Exact? Of(ReadOnlySpan<long> row);

    /// <summary>The formula of a metric that is a number.</summary>
    public static Formula For(string metric, Compilation plan)
    {
        var slot = plan.Policy.SlotOf(metric);
        var declared = plan.Policy.Metrics[slot];
        return declared.IsCut ? For(declared, plan) : new Reading(slot, declared.UnitsPerOne);
    }

    public static Formula For(Metric metric, Compilation plan) => metric.Derivation switch
    {
        Derivation.Ratio ratio => new Quotient(For(ratio.Of, plan), For(ratio.Per, plan)),
        Derivation.Growth growth => new Increase(For(growth.Of, plan), For(growth.Against, plan)),
        Derivation.Combination sum => new Weighing([.. sum.Of.Select(part => (For(part.Metric, plan), Exact.Of(part.Weight) / Exact.Of(part.Divisor)))], sum.WhenMissing),
        Derivation.Constant constant => new Always(Exact.Of(NumberOf(constant.Reading))),
        Derivation.Product product => new Multiplied([.. product.Of.Select(part => For(part, plan))]),
        Derivation.Stepped stepped => new WholeSteps(For(stepped.Of, plan), Exact.Of(stepped.Step), stepped.Way),
        Derivation.Mean mean => new Average([.. mean.Of.Select(part => For(part, plan))], mean.WhenMissing),
        Derivation.Extreme extreme => new Furthest([.. extreme.Of.Select(part => For(part, plan))], extreme.Greatest, extreme.WhenMissing),
        Derivation.Age age => new Elapsed(plan.Policy.SlotOf(age.Since), age.Unit, plan.Period.LastDay),
        Derivation.Banded banded => new Steps(For(banded.Of, plan), [.. banded.Bands.Select(band => new Step(band, Exact.Of(NumberOf(band.Value))))]),
        Derivation.Choice choice => new Chosen([.. choice.Of.Select(one => (plan.Condition(one.When), For(one.Take, plan)))]),
        Derivation.First first => new FirstOf([.. first.Of.Select(part => For(part, plan))], first.Default is { } usual ? Exact.Of(NumberOf(usual)) : null),
        Derivation.Tally tally => new Number([.. tally.Of.Select(condition => plan.Condition(condition)!)]), // never null: there is a requirement
        _ => throw new UnreachableException(),
    };

    private static decimal NumberOf(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static bool IsPresent(Exact? value, MissingPart whenMissing, ref Exact? present)
    {
        present = value ?? (whenMissing is MissingPart.Zero ? Exact.Of(0) : null);
        return present is not null;
    }

    private sealed class Reading(int slot, long unitsPerOne) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row) => row[slot] == Metric.Missing ? null : Exact.FromUnits(row[slot], unitsPerOne);
    }

    private sealed class Always(Exact number) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row) => number;
    }

    private sealed class Multiplied(Formula[] parts) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row)
        {
            var product = Exact.Of(1);
            foreach (var part in parts)
            {
                if (part.Of(row) is not { } value) return null;
                product *= value;
            }
            return product;
        }
    }

    private sealed class WholeSteps(Formula of, Exact step, Rounding way) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row) => of.Of(row) is { } value ? Exact.Whole((value / step).Whole(way)) * step : null;
    }

    private sealed class Quotient(Formula of, Formula per) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row) => of.Of(row) is { } above && per.Of(row) is { IsAboveZero: true } below ? above / below : null;
    }

    private sealed class Increase(Formula of, Formula against) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row) =>
            of.Of(row) is { } now && against.Of(row) is { IsAboveZero: true } before ? (now - before) / before : null;
    }

    private sealed class Weighing((Formula Of, Exact Weight)[] parts, MissingPart whenMissing) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row)
        {
            Exact sum = Exact.Of(0), present = Exact.Of(0), all = Exact.Of(0);
            Exact? value = null;
            foreach (var (of, weight) in parts)
            {
                all += weight;
                if (IsPresent(of.Of(row), whenMissing, ref value))
                {
                    sum += value!.Value * weight; // never null: it is present
                    present += weight;
                }
                else if (whenMissing is MissingPart.Missing) return null;
            }
            if (whenMissing is not MissingPart.LeaveOut) return sum;
            return present.IsAboveZero ? sum * all / present : null;
        }
    }

    private sealed class Average(Formula[] parts, MissingPart whenMissing) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row)
        {
            var sum = Exact.Of(0);
            var count = 0;
            Exact? value = null;
            foreach (var part in parts)
            {
                if (IsPresent(part.Of(row), whenMissing, ref value))
                {
                    sum += value!.Value; // never null: it is present
                    count++;
                }
                else if (whenMissing is MissingPart.Missing) return null;
            }
            return count == 0 ? null : sum / Exact.Of(count);
        }
    }

    private sealed class Furthest(Formula[] parts, bool greatest, MissingPart whenMissing) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row)
        {
            Exact? furthest = null;
            Exact? value = null;
            foreach (var part in parts)
            {
                if (IsPresent(part.Of(row), whenMissing, ref value))
                {
                    if (furthest is null || value!.Value.CompareTo(furthest.Value) > 0 == greatest) furthest = value;
                }
                else if (whenMissing is MissingPart.Missing) return null;
            }
            return furthest;
        }
    }

    private sealed class Elapsed(int slot, AgeUnit unit, DateOnly asOf) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row)
        {
            if (row[slot] == Metric.Missing) return null;
            var since = DateOnly.FromDayNumber((int)row[slot]);
            return Exact.Of(unit is AgeUnit.Days ? asOf.DayNumber - since.DayNumber : Months(since));
        }

        /// <summary>The most months that have passed by the one rule for calendar months: since plus months is not after the day.</summary>
        private int Months(DateOnly since)
        {
            var months = (asOf.Year - since.Year) * 12 + asOf.Month - since.Month;
            return since.AddMonths(months) <= asOf ? months : months - 1;
        }
    }

    private sealed class Steps(Formula of, Step[] steps) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row)
        {
            if (of.Of(row) is not { } value) return null;
            foreach (var step in steps)
            {
                if (step.Range.Holds(value)) return step.Points;
            }
            return null;
        }
    }

    private sealed class Step(Band band, Exact points)
    {
        public RangeOf Range { get; } = new(band);

        public Exact Points => points;
    }

    private sealed class Chosen((Condition? When, Formula Take)[] alternatives) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row)
        {
            foreach (var (when, take) in alternatives)
            {
                if (when is null) return take.Of(row);
                switch (when.Judge(row))
                {
                    case Verdict.Met:
                        return take.Of(row);
                    case Verdict.NotEvaluable:
                        return null; // which of them counts cannot be told
                }
            }
            return null;
        }
    }

    private sealed class FirstOf(Formula[] parts, Exact? usual) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row)
        {
            foreach (var part in parts)
            {
                if (part.Of(row) is { } value) return value;
            }
            return usual;
        }
    }

    private sealed class Number(Condition[] conditions) : Formula
    {
        public override Exact? Of(ReadOnlySpan<long> row)
        {
            var met = 0;
            foreach (var condition in conditions)
            {
                switch (condition.Judge(row))
                {
                    case Verdict.Met:
                        met++;
                        break;
                    case Verdict.NotEvaluable:
                        return null;
                }
            }
            return Exact.Of(met);
        }
    }
}

/// <summary>The range of a band, with exact ends.</summary>
internal sealed class RangeOf(Band band)
{
    private readonly Exact? low = band.Low is { } least ? Exact.Of(least.Number) : null;
    private readonly Exact? high = band.High is { } most ? Exact.Of(most.Number) : null;

    public bool Holds(Exact value) =>
        (low is not { } least || value.CompareTo(least) is var above && (above > 0 || above == 0 && band.Low!.Inclusive)) // never null where low is not
        && (high is not { } most || value.CompareTo(most) is var below && (below < 0 || below == 0 && band.High!.Inclusive)); // never null where high is not
}
