using System.Diagnostics;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>
/// A plan with the limits of one period filled in. Every limit has become an inclusive range of whole units per industry, so
/// judging a reading is two comparisons of integers and as exact as the fraction behind the limit. Safe for any number of threads.
/// </summary>
public sealed class Judge
{
    private readonly Plan plan;
    private readonly IReadOnlyList<Test> tests;
    private readonly BenchmarkSet benchmarks;
    private readonly IReadOnlyList<string> groups;
    private readonly int[] slots;
    private readonly (int Of, int Per)[] lines;
    private readonly Verdict[] whenMissing;

    // One line of ranges per group and a last one for stores without a group of their own: [group * tests + test].
    private readonly Range[] ranges;

    // The limits behind the ranges, made when somebody asks why.
    private readonly LimitInForce?[] limits;
    private readonly Special[] specials;
    private readonly Special?[] specialOf;

    /// <param name="groups">The names of the groups in the order of their places in rows; a place beyond them means the market.</param>
    public Judge(Plan plan, BenchmarkSet benchmarks, IReadOnlyList<string> groups)
        : this(plan, benchmarks, groups, plan.Tests)
    {
    }

    /// <summary>A judge of some tests only: those of the population or of a condition, which stand before any benchmark exists.</summary>
    internal Judge(Plan plan, BenchmarkSet benchmarks, IReadOnlyList<string> groups, IReadOnlyList<Test> tests)
    {
        this.plan = plan;
        this.benchmarks = benchmarks;
        this.groups = groups;
        this.tests = tests;
        TestCount = tests.Count;
        slots = [.. tests.Select(test => plan.Policy.SlotOf(test.Metric))];
        lines = [.. slots.Select(slot => plan.Policy.Metrics[slot].Derivation is Derivation.Ratio ratio ? (plan.Policy.SlotOf(ratio.Of), plan.Policy.SlotOf(ratio.Per)) : (-1, -1))];
        whenMissing = [.. tests.Select(test => test.WhenMissing)];
        ranges = new Range[(groups.Count + 1) * TestCount];
        limits = new LimitInForce?[ranges.Length];
        for (var group = 0; group <= groups.Count; group++)
        {
            for (var test = 0; test < TestCount; test++) ranges[group * TestCount + test] = RangeOf(test, tests[test].Limit.Default, GroupName(group));
        }
        specialOf = [.. Enumerable.Range(0, TestCount).Select(SpecialOf)];
        specials = [.. specialOf.OfType<Special>()];
    }

    public Plan Plan => plan;

    /// <summary>How many limits there are that stores share; see <see cref="LimitInForce.SharedAt"/>.</summary>
    public int SharedLimits => limits.Length;

    internal int TestCount { get; }

    /// <summary>Judges one store. <paramref name="row"/> must be complete; <paramref name="verdicts"/> has a place for every test of the plan.</summary>
    public Decision Assess(ReadOnlySpan<long> row, Span<Verdict> verdicts)
    {
        Examine(row, verdicts);
        return plan.Decide(verdicts);
    }

    /// <summary>The tier that a list of verdicts earns.</summary>
    internal Decision Decide(ReadOnlySpan<Verdict> verdicts) => plan.Decide(verdicts);

    internal void Examine(ReadOnlySpan<long> row, Span<Verdict> verdicts)
    {
        var line = ranges.AsSpan(GroupOf(row) * TestCount, TestCount);
        for (var test = 0; test < line.Length; test++)
        {
            var reading = row[slots[test]];
            verdicts[test] = reading == Metric.Missing ? whenMissing[test] : line[test].Judge(reading);
        }
        foreach (var special in specials) verdicts[special.Test] = special.Judge(row, verdicts[special.Test], GroupOf(row));
    }

    /// <summary>The verdict on one test alone.</summary>
    internal Verdict Examine(ReadOnlySpan<long> row, int test)
    {
        var group = GroupOf(row);
        var reading = row[slots[test]];
        var plain = reading == Metric.Missing ? whenMissing[test] : ranges[group * TestCount + test].Judge(reading);
        return specialOf[test] is { } special ? special.Judge(row, plain, group) : plain;
    }

    /// <summary>
    /// The readings of the test's own metric that meet it, an inclusive range of units, where that is all there is to it; null where other
    /// readings have a say, or names. Nothing meets it where the range is empty.
    /// </summary>
    internal (long Low, long High)? RangeOf(ReadOnlySpan<long> row, int test) =>
        specialOf[test] is null && ranges[GroupOf(row) * TestCount + test] is var range && range != Range.Unknown ? (range.Low, range.High) : null;

    /// <summary>The slot of the metric that a test looks at.</summary>
    internal int SlotOf(int test) => slots[test];

    /// <summary>Where that is a share, the slots of what is above and below the line; below 0 where it is none.</summary>
    internal (int Of, int Per) LineOf(int test) => lines[test];

    /// <summary>The limit that a test sets for a store, and where it comes from.</summary>
    public LimitInForce LimitFor(int test, ReadOnlySpan<long> row)
    {
        var exception = specialOf[test]?.OverrideFor(row);
        var limit = (exception?.Limit ?? tests[test].Limit.Default).At(plan.Period);
        if (limit is Limit.OfMetric own) return new LimitInForce(limit, OwnLimitOf(test, own).For(row, plan.Policy.Metrics[slots[test]].UnitsPerOne), exception, null, 0);
        var group = GroupOf(row);
        if (exception is not null) return Resolve(test, limit, exception, GroupName(group));
        var at = group * TestCount + test;
        return limits[at] ??= Resolve(test, limit, null, GroupName(group)) with { SharedAt = at };
    }

    private int GroupOf(ReadOnlySpan<long> row)
    {
        if (plan.GroupSlot < 0) return groups.Count;
        var group = row[plan.GroupSlot];
        return (ulong)group < (ulong)groups.Count ? (int)group : groups.Count;
    }

    private string GroupName(int group) => group < groups.Count ? groups[group] : BenchmarkSet.Market;

    private LimitInForce Resolve(int test, Limit limit, LimitOverride? exception, string group)
    {
        var metric = plan.Policy.Metrics[slots[test]];
        limit = limit.At(plan.Period);
        switch (limit)
        {
            case Limit.Fixed number:
                return new LimitInForce(limit, Fraction.Whole(metric.Codec.ToUnits(number.Value)!.Value), exception, null, 0);
            case Limit.Names or Limit.OfMetric:
                return new LimitInForce(limit, null, exception, null, 0);
            case Limit.PartOf part:
                var whole = Resolve(test, part.Peers, exception, part.OfMarket ? BenchmarkSet.Market : group);
                return whole with { Limit = limit, Value = whole.Value is { } all ? PartOf(all, part, metric) : null };
            default:
                return benchmarks.Find(group, metric.Name, limit) is { } found
                    ? new LimitInForce(limit, found.Value, exception, found.Group, found.Population)
                    : new LimitInForce(limit, null, exception, null, 0);
        }
    }

    private Range RangeOf(int test, Limit limit, string group)
    {
        var comparison = tests[test].Comparison;
        if (limit.At(plan.Period) is Limit.Names names)
        {
            var order = plan.NamesOf(slots[test]).ToList();
            var place = order.IndexOf(names.Values[0]);
            return comparison switch
            {
                Comparison.AtLeast => new Range(place, long.MaxValue),
                Comparison.Above => new Range(place + 1, long.MaxValue),
                Comparison.AtMost => new Range(0, place),
                Comparison.Below => new Range(0, place - 1),
                _ => Range.Unknown, // sets of names are judged by their special
            };
        }
        if (Resolve(test, limit, null, group).Value is not { } value) return Range.Unknown;
        return comparison switch
        {
            Comparison.AtLeast => new Range(value.Ceiling(), long.MaxValue),
            Comparison.Above => value.Floor() == long.MaxValue ? Range.Nothing : new Range(value.Floor() + 1, long.MaxValue),
            Comparison.AtMost => new Range(long.MinValue, value.Floor()),
            Comparison.Below => new Range(long.MinValue, Math.Max(value.Ceiling() - 1, long.MinValue + 1)),
            Comparison.Is => value.Floor() == value.Ceiling() ? new Range(value.Floor(), value.Floor()) : Range.Nothing,
            _ => throw new UnreachableException(),
        };
    }

    private Special? SpecialOf(int place)
    {
        var test = tests[place];
        var usual = test.Limit.Default.At(plan.Period);
        var needsLimits = test.Limit.Overrides.Count > 0 || usual is Limit.OfMetric || usual is Limit.Names && test.Comparison is Comparison.Is or Comparison.IsNot;
        if (!needsLimits && test.AskedOf is null && test.Given is null && test.Shield is null && test.When is null) return null;

        var policy = plan.Policy;
        var exceptions = test.Limit.Overrides
            .OrderByDescending(exception => exception.Where.Count)
            .Select(exception => new Exceptional(
                exception,
                [.. exception.Where.Select(where => (policy.SlotOf(where.Key), PlaceOf(where.Key, where.Value)))],
                [.. Enumerable.Range(0, groups.Count + 1).Select(group => RangeOf(place, exception.Limit, GroupName(group)))],
                SetOf(place, exception.Limit),
                exception.Limit.At(plan.Period) is Limit.OfMetric own ? OwnLimitOf(place, own) : null))
            .ToArray();
        return new Special(
            place, slots[place], test, plan.WhenOf(test), exceptions, SetOf(place, usual), usual is Limit.OfMetric relative ? OwnLimitOf(place, relative) : null,
            test.AskedOf is { } asked ? policy.SlotOf(asked.Attribute) : -1,
            test.AskedOf is { } scope ? new NameSet(scope.Values.Select(value => PlaceOf(scope.Attribute, value))) : new NameSet([]),
            test.Given is { } given ? policy.SlotOf(given.Metric) : -1,
            test.Given is { } volume ? UnitsOf(volume.Metric, volume.AtLeast) : 0,
            test.Shield is { } shield ? policy.SlotOf(shield.Metric) : -1,
            test.Shield is { } count ? UnitsOf(count.Metric, count.AtMost) : 0);
    }

    private NameSet? SetOf(int test, Limit limit)
    {
        if (limit.At(plan.Period) is not Limit.Names names || tests[test].Comparison is not (Comparison.Is or Comparison.IsNot)) return null;
        return new NameSet(names.Values.Select(name => PlaceOf(plan.Policy.Metrics[slots[test]].Name, name)));
    }

    private long PlaceOf(string attribute, string value)
    {
        var slot = plan.Policy.SlotOf(attribute);
        return plan.Policy.Metrics[slot].Kind is MetricKind.Flag ? (value == "yes" ? 1 : 0) : plan.NamesOf(slot).ToList().IndexOf(value);
    }

    private OwnLimit OwnLimitOf(int test, Limit.OfMetric limit) =>
        new(plan.FormulaOf(tests[test].Metric), plan.FormulaOf(limit.Metric), Exact.Of(limit.Share), tests[test].Comparison);

    private static Fraction? PartOf(Fraction whole, Limit.PartOf limit, Metric metric)
    {
        var part = new Exact(whole.Numerator, whole.Denominator) * Exact.Of(limit.Share) + Exact.Of(limit.Plus) * Exact.Of(metric.UnitsPerOne);
        return part.InUnits(1);
    }

    private long UnitsOf(string metric, decimal number) => plan.Policy.Metrics[plan.Policy.SlotOf(metric)].Codec.ToUnits(number)!.Value;

    /// <summary>An inclusive range of units; <see cref="Unknown"/> where there is no limit to judge by.</summary>
    private readonly record struct Range(long Low, long High)
    {
        public static Range Unknown => new(long.MaxValue, long.MinValue);

        public static Range Nothing => new(long.MaxValue, long.MaxValue - 1);

        public Verdict Judge(long reading) =>
            reading >= Low && reading <= High ? Verdict.Met
            : High == long.MinValue ? Verdict.NotEvaluable // only Unknown ends there
            : Verdict.Missed;
    }

    /// <summary>Some of a metric's names, by their places.</summary>
    private sealed class NameSet
    {
        private readonly bool[] holds;

        public NameSet(IEnumerable<long> places)
        {
            var all = places.Where(place => place >= 0).ToList();
            holds = new bool[all.Count == 0 ? 0 : all.Max() + 1];
            foreach (var place in all) holds[place] = true;
        }

        public bool Contains(long place) => (ulong)place < (ulong)holds.Length && holds[place];
    }

    private sealed record Exceptional(LimitOverride Override, (int Slot, long Value)[] Where, Range[] Ranges, NameSet? Set, OwnLimit? Own)
    {
        public bool Fits(ReadOnlySpan<long> row)
        {
            foreach (var (slot, value) in Where)
            {
                if (row[slot] != value) return false;
            }
            return true;
        }
    }

    /// <summary>A limit that is a share of another reading of the same store.</summary>
    private sealed class OwnLimit(Formula reading, Formula other, Exact share, Comparison comparison)
    {
        public Fraction? For(ReadOnlySpan<long> row, long unitsPerOne) => other.Of(row) is { } whole ? (whole * share).InUnits(unitsPerOne) : null;

        public Verdict Judge(ReadOnlySpan<long> row)
        {
            if (reading.Of(row) is not { } value || other.Of(row) is not { } whole) return Verdict.NotEvaluable;
            var order = value.CompareTo(whole * share);
            var holds = comparison switch
            {
                Comparison.AtLeast => order >= 0,
                Comparison.Above => order > 0,
                Comparison.AtMost => order <= 0,
                Comparison.Below => order < 0,
                Comparison.Is => order == 0,
                _ => throw new UnreachableException(),
            };
            return holds ? Verdict.Met : Verdict.Missed;
        }
    }

    /// <summary>
    /// A test that is more than one range per industry: sets of names, overrides, a circle of stores, a condition, a least volume, a
    /// count shield, a limit from the store's own readings.
    /// </summary>
    private sealed record Special(
        int Test, int Slot, Test Source, Condition? When, Exceptional[] Exceptions, NameSet? Set, OwnLimit? Own,
        int AskedSlot, NameSet AskedOf, int GivenSlot, long GivenUnits, int ShieldSlot, long ShieldUnits)
    {
        public LimitOverride? OverrideFor(ReadOnlySpan<long> row) => Fitting(row)?.Override;

        public Verdict Judge(ReadOnlySpan<long> row, Verdict plain, int group)
        {
            if (When is not null && When.Judge(row) is var asked and not Verdict.Met)
                return asked is Verdict.NotEvaluable ? Verdict.NotEvaluable : Verdict.NotConsidered;
            if (AskedSlot >= 0 && !AskedOf.Contains(row[AskedSlot])) return Verdict.NotConsidered;
            if (GivenSlot >= 0 && (row[GivenSlot] == Metric.Missing || row[GivenSlot] < GivenUnits)) return Source.Given!.Otherwise;
            if (ShieldSlot >= 0 && row[ShieldSlot] != Metric.Missing && row[ShieldSlot] <= ShieldUnits) return Verdict.Met;
            var reading = row[Slot];
            if (reading == Metric.Missing) return Source.WhenMissing;

            var exception = Fitting(row);
            var set = exception is null ? Set : exception.Set;
            if (set is not null) return set.Contains(reading) == (Source.Comparison is Comparison.Is) ? Verdict.Met : Verdict.Missed;
            var own = exception is null ? Own : exception.Own;
            if (own is not null) return own.Judge(row);
            return exception is null ? plain : exception.Ranges[group].Judge(reading);
        }

        private Exceptional? Fitting(ReadOnlySpan<long> row)
        {
            foreach (var exception in Exceptions)
            {
                if (exception.Fits(row)) return exception;
            }
            return null;
        }
    }
}

/// <summary>A limit as it holds for one store.</summary>
/// <param name="Limit">What the policy says.</param>
/// <param name="Value">The number it comes to, in units of the metric; null for names and where there is no benchmark.</param>
/// <param name="Override">The override it comes from, if any.</param>
/// <param name="Group">The group whose benchmark it is; null for a limit that the policy fixes.</param>
/// <param name="Population">How many stores that benchmark rests on.</param>
public sealed record LimitInForce(Limit Limit, Fraction? Value, LimitOverride? Override, string? Group, int Population)
{
    /// <summary>
    /// Where every store of the group has the same limit for the test, its place among all of those: what is made of it can be kept. Null where it is this
    /// store's own.
    /// </summary>
    public int? SharedAt { get; init; }
}
