using System.Globalization;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>
/// A policy compiled once per run: every distinct test has a place in a store's list of verdicts, every metric a slot in its row
/// of readings. A plan knows no benchmark; <see cref="Judge"/> adds those.
/// </summary>
public sealed class Plan
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<Test> tests = [];
    private readonly Derived[] derived;
    private readonly Node? population;
    private readonly Node[] tiers;
    private readonly Node[] bars;
    private readonly Node?[] entitlements;
    private readonly Judge populationJudge;
    private readonly (int Slot, long Units)[] blanks;

    public Plan(Policy policy)
    {
        Policy = policy;
        derived = [.. policy.Metrics.Select((metric, slot) => (metric, slot)).Where(m => m.metric.Derivation is not null).Select(m => Derived.Of(policy, m.metric, m.slot))];
        blanks = [.. policy.Metrics.Select((metric, slot) => (slot, BlankOf(metric))).Where(blank => blank.Item2 != Metric.Missing)];
        GroupSlot = policy.Peers.By is { } by ? policy.SlotOf(by) : -1;

        population = policy.Population is { } asked ? Node.Compile(asked, PlaceOf) : null;
        var populationTests = tests.Count;
        bars = [.. policy.Bars.Select(bar => Node.Compile(bar.When, PlaceOf))];
        tiers = [.. policy.Tiers.Select(tier => Node.Compile(WithBars(policy, tier), PlaceOf))];
        entitlements = [.. policy.Entitlements.Select(entitlement => entitlement.While is { } terms ? Node.Compile(terms, PlaceOf) : null)];

        Benchmarked = [.. tests.SelectMany(RelativeLimits).GroupBy(limit => limit.Slot).OrderBy(group => group.Key)
            .Select(group => new BenchmarkedMetric(group.Key, policy.Metrics[group.Key], [.. group.Select(limit => limit.Limit).Distinct()]))];
        populationJudge = new Judge(this, BenchmarkSet.Empty, [], populationTests);
    }

    public Policy Policy { get; }

    /// <summary>The distinct tests, in the order of the document; a test's place here is its place in a list of verdicts.</summary>
    public IReadOnlyList<Test> Tests => tests;

    /// <summary>The slot of the metric that groups stores into industries, or -1.</summary>
    public int GroupSlot { get; }

    /// <summary>The metrics that need benchmarks, with the limits to be computed for each group.</summary>
    public IReadOnlyList<BenchmarkedMetric> Benchmarked { get; }

    /// <summary>The place of a test of this policy in a list of verdicts.</summary>
    public int PlaceOf(Test test)
    {
        var signature = SignatureOf(test);
        if (places.TryGetValue(signature, out var place)) return place;
        places.Add(signature, tests.Count);
        tests.Add(test);
        return tests.Count - 1;
    }

    /// <summary>Fills in what the policy says a blank stands for, then the derived metrics, from the readings that blobs supply.</summary>
    public void Complete(Span<long> row)
    {
        foreach (var (slot, units) in blanks)
        {
            if (row[slot] == Metric.Missing) row[slot] = units;
        }
        foreach (var step in derived) step.Compute(row);
    }

    /// <summary>Whether the store is judged at all, and so counts in its industry's benchmarks.</summary>
    public bool IsEligible(ReadOnlySpan<long> row)
    {
        if (population is null) return true;
        Span<Verdict> verdicts = stackalloc Verdict[populationJudge.TestCount];
        populationJudge.Examine(row, verdicts);
        return population.Judge(verdicts) is Verdict.Met or Verdict.NotConsidered;
    }

    /// <summary>The names that readings of a category or level stand for, to begin with: the policy's own.</summary>
    public IEnumerable<string> NamesOf(int slot)
    {
        var metric = Policy.Metrics[slot];
        return metric.Values.Count > 0 ? metric.Values : Literals(metric.Name).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The tier that a list of verdicts earns.</summary>
    internal Decision Decide(ReadOnlySpan<Verdict> verdicts)
    {
        if (population is not null && population.Judge(verdicts) is Verdict.Missed or Verdict.NotEvaluable)
            return new Decision(population.Judge(verdicts) is Verdict.Missed ? Status.NotEligible : Status.NotEvaluable, tiers.Length);

        var open = false;
        for (var i = 0; i < tiers.Length; i++)
        {
            switch (tiers[i].Judge(verdicts))
            {
                case Verdict.Met:
                    return new Decision(Status.Assessed, i);
                case Verdict.NotEvaluable or Verdict.NotConsidered:
                    open = true;
                    break;
            }
        }
        // No tier is proven. Where one could not be ruled out either, the default tier is not a finding.
        return new Decision(open ? Status.NotEvaluable : Status.Assessed, tiers.Length);
    }

    internal Verdict OfTier(int tier, ReadOnlySpan<Verdict> verdicts) => tiers[tier].Judge(verdicts);

    internal Verdict OfBar(int bar, ReadOnlySpan<Verdict> verdicts) => bars[bar].Judge(verdicts);

    /// <summary>Whether the terms of an entitlement hold; met where it has none.</summary>
    internal Verdict OfEntitlement(int entitlement, ReadOnlySpan<Verdict> verdicts) => entitlements[entitlement]?.Judge(verdicts) ?? Verdict.Met;

    private static Requirement.All WithBars(Policy policy, Tier tier) => new([
        .. policy.Bars.Where(bar => bar.Shuts.Contains(tier.Name, StringComparer.Ordinal)).Select(bar => new Requirement.Not(bar.When)),
        .. tier.Requires is Requirement.All all ? all.Of : [tier.Requires],
    ]);

    private IEnumerable<(int Slot, Limit Limit)> RelativeLimits(Test test)
    {
        var slot = Policy.SlotOf(test.Metric);
        return new[] { test.Limit.Default }.Concat(test.Limit.Overrides.Select(o => o.Limit)).Where(limit => limit.IsRelative).Select(limit => (slot, limit));
    }

    private IEnumerable<string> Literals(string metric)
    {
        foreach (var test in tests)
        {
            foreach (var limit in test.Limit.Overrides.Select(o => o.Limit).Prepend(test.Limit.Default))
            {
                if (test.Metric == metric && limit is Limit.Names names)
                {
                    foreach (var name in names.Values) yield return name;
                }
            }
            foreach (var (attribute, value) in test.Limit.Overrides.SelectMany(o => o.Where))
            {
                if (attribute == metric) yield return value;
            }
            foreach (var value in test.AskedOf is { } asked && asked.Attribute == metric ? asked.Values : []) yield return value;
        }
    }

    private static long BlankOf(Metric metric)
    {
        if (metric.WhenMissing is not { } text) return Metric.Missing;
        return metric.Codec.TryRead(text, out var units) is ReadingFault.None
            ? units
            : throw new ArgumentException($"{metric.Name}: '{text}' is not a reading of it and cannot stand for a blank.");
    }

    /// <summary>Two tests with the same signature can never differ in their verdict, so they share a place.</summary>
    private static string SignatureOf(Test test)
    {
        static string Of(Limit limit) => limit is Limit.Names names ? string.Join(',', names.Values) : string.Create(CultureInfo.InvariantCulture, $"{limit}");
        var overrides = string.Join(';', test.Limit.Overrides.Select(o => $"{string.Join(',', o.Where)}:{Of(o.Limit)}"));
        var askedOf = test.AskedOf is { } asked ? $"{asked.Attribute}:{string.Join(',', asked.Values)}" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{test.Id}|{test.Metric}|{test.Comparison}|{Of(test.Limit.Default)}|{overrides}|{test.WhenMissing}|{askedOf}|{test.Given}|{test.Shield}");
    }
}

/// <summary>A metric that needs benchmarks.</summary>
/// <param name="Slot">Its slot in a row of readings.</param>
/// <param name="Limits">The percentiles and means that tests ask for.</param>
public sealed record BenchmarkedMetric(int Slot, Metric Metric, IReadOnlyList<Limit> Limits);

/// <summary>What became of a store.</summary>
public enum Status : byte
{
    /// <summary>It earned a tier, the default one included.</summary>
    Assessed,

    /// <summary>It is not in the programme's population.</summary>
    NotEligible,

    /// <summary>No tier is proven and at least one cannot be ruled out, because readings are missing.</summary>
    NotEvaluable,

    /// <summary>Judging it failed; the run ends with failures.</summary>
    Failed,
}

/// <summary>The tier a store earned.</summary>
/// <param name="Tier">The tier's place in the policy's ladder, 0 for the highest; without a tier that of the default one.</param>
public readonly record struct Decision(Status Status, int Tier);
