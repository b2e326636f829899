using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;
using TierFunctions.Domain.Tests.Calendar;

namespace TierFunctions.Domain.Tests;

/// <summary>A marketplace of a few metrics, for policies of one or two tiers and stores of one or two readings.</summary>
internal static class Sample
{
    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        new("industry", MetricKind.Category),
        new("country", MetricKind.Category),
        new("sales", MetricKind.Amount, unit: "USD", decimals: 2),
        new("stars", MetricKind.Rating, decimals: 1, maximum: 5),
        new("orders", MetricKind.Count),
        new("disputes", MetricKind.Count, better: Better.Lower),
        new("dispute_rate", MetricKind.Rate, better: Better.Lower, derivation: new Derivation.Ratio("disputes", "orders")),
        new("returned", MetricKind.Amount, unit: "USD", decimals: 2),
        new("net", MetricKind.Amount, unit: "USD", decimals: 2, derivation: new Derivation.Sum(["sales"], ["returned"])),
        new("points", MetricKind.Count, better: Better.Lower, whenMissing: "0"),
        new("level", MetricKind.Level, values: ["failing", "passing", "good", "excellent"]),
        new("bound", MetricKind.Flag),
        new("opened", MetricKind.Date),
    ];

    public static Test Test(
        string metric, Comparison comparison, Limit limit, Verdict whenMissing = Verdict.NotEvaluable,
        AskedOf? askedOf = null, Given? given = null, Shield? shield = null, params LimitOverride[] overrides) =>
        new(metric, metric, comparison, new LimitRule(limit, overrides), whenMissing, askedOf, given, shield);

    public static Requirement Check(string metric, Comparison comparison, decimal limit) => Check(Test(metric, comparison, new Limit.Fixed(limit)));

    public static Requirement Check(string metric, Comparison comparison, params string[] names) => Check(Test(metric, comparison, new Limit.Names(names)));

    public static Requirement Check(Test test) => new Requirement.Check(test);

    public static LimitOverride For(string attribute, string value, decimal limit) => new([new(attribute, value)], new Limit.Fixed(limit));

    public static Policy Policy(
        Requirement gold, Requirement? silver = null, Requirement? population = null, IReadOnlyList<Bar>? bars = null,
        IReadOnlyList<Entitlement>? entitlements = null, IReadOnlyList<Metric>? metrics = null)
    {
        IReadOnlyList<string> grants = [.. (entitlements ?? []).Select(entitlement => entitlement.Id)];
        return new Policy
        {
            Programme = "medals",
            Version = "1",
            Title = Wording.Plain("Medals"),
            EffectiveFrom = PeriodTests.Read("2026-Q3"),
            TimeZone = "America/Los_Angeles",
            Metrics = metrics ?? Metrics,
            Population = population,
            Peers = new Peers("industry", 3, PercentileMethod.Type7),
            Bars = bars ?? [],
            Tiers = silver is null ? [Tier("gold", 1, gold, grants)] : [Tier("gold", 2, gold, grants), Tier("silver", 1, silver, grants)],
            Otherwise = Tier("none", 0, new Requirement.All([]), []),
            Entitlements = entitlements ?? [],
        };
    }

    /// <summary>Judges a store by its readings: <c>("sales", "30000"), ("industry", "toys")</c>. What is not said is missing.</summary>
    public static Evidence Judge(Policy policy, params (string Metric, string Reading)[] readings) => Judge(policy, BenchmarkSet.Empty, null, readings);

    public static Evidence Judge(Policy policy, BenchmarkSet benchmarks, Standing? before, params (string Metric, string Reading)[] readings)
    {
        var plan = new Plan(policy);
        var industries = new Vocabulary(plan.NamesOf(policy.SlotOf("industry")).Union(["toys", "shoes"]));
        var row = Row(plan, industries, readings);
        return Evidence.Of(new Judge(plan, benchmarks, industries.Names), row, before, PeriodTests.Read("2026-Q3"));
    }

    /// <summary>Judges a store that an exemption may protect.</summary>
    public static Evidence Judge(Policy policy, Exemption exemption, params (string Metric, string Reading)[] readings)
    {
        var plan = new Plan(policy);
        var industries = new Vocabulary(["toys", "shoes"]);
        var supplied = Supplied(plan, industries, readings);
        var row = supplied.ToArray();
        plan.Complete(row);
        var exempting = new Exempting(plan, [exemption], (_, _) => -1);
        return Evidence.Of(new Judge(plan, BenchmarkSet.Empty, industries.Names), row, null, PeriodTests.Read("2026-Q3"), sheltered: new Sheltered(exempting, "S1", row, supplied));
    }

    /// <summary>The verdict on one test for one store.</summary>
    public static Verdict VerdictOn(Test test, params (string Metric, string Reading)[] readings) =>
        Judge(Policy(Check(test)), readings).Tiers[0].Findings.Single().Verdict;

    private static long[] Row(Plan plan, Vocabulary industries, (string Metric, string Reading)[] readings)
    {
        var row = Supplied(plan, industries, readings);
        plan.Complete(row);
        return row;
    }

    private static long[] Supplied(Plan plan, Vocabulary industries, (string Metric, string Reading)[] readings)
    {
        var row = new long[plan.Policy.Metrics.Count];
        row.AsSpan().Fill(Metric.Missing);
        foreach (var (name, reading) in readings)
        {
            var slot = plan.Policy.SlotOf(name);
            var metric = plan.Policy.Metrics[slot];
            if (metric.Kind is MetricKind.Category)
            {
                var names = name == "industry" ? industries : new Vocabulary(plan.NamesOf(slot));
                row[slot] = names.FindOrAdd(System.Text.Encoding.UTF8.GetBytes(reading));
            }
            else if (metric.Codec.TryRead(reading, out row[slot]) is not ReadingFault.None and var fault)
                throw new ArgumentException($"{name} = {reading}: {fault}", nameof(readings));
        }
        return row;
    }

    private static Tier Tier(string name, int rank, Requirement requires, IReadOnlyList<string> grants) => new(name, rank, Wording.Plain(name), requires, grants);
}
