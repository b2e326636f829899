using FsCheck;
using FsCheck.Fluent;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;
using TierFunctions.Domain.Remedies;
using TierFunctions.Domain.Tests.Calendar;

namespace TierFunctions.Domain.Tests.Remedies;

/// <summary>A made-up policy of one tier and the readings of one store, perhaps protected by exemptions, small enough that every change can be tried.</summary>
internal sealed class RandomCase
{
    private const string Good = "good";

    private static readonly string[] Steps = ["poor", "fair", Good];

    private static readonly IReadOnlyList<Metric> Metrics =
    [
        new("industry", MetricKind.Category, values: ["toys", "shoes", "books"]),
        new("orders", MetricKind.Count, maximum: 60),
        new("on_time", MetricKind.Count, maximum: 60),
        new("disputes", MetricKind.Count, maximum: 60, better: Better.Lower),
        new("stars", MetricKind.Rating, decimals: 1, maximum: 5),
        new("sales", MetricKind.Amount, unit: "USD", decimals: 0, minimum: -90, maximum: 90),
        new("returned", MetricKind.Amount, unit: "USD", decimals: 0, minimum: 0, maximum: 90),
        new("signed", MetricKind.Flag),
        new("level", MetricKind.Level, values: Steps),
        new("on_time_rate", MetricKind.Rate, derivation: new Derivation.Ratio("on_time", "orders")),
        new("dispute_rate", MetricKind.Rate, derivation: new Derivation.Ratio("disputes", "orders")),
        new("turnover", MetricKind.Amount, unit: "USD", decimals: 0, derivation: new Derivation.Sum(["sales", "returned"], [])),
        new("return_rate", MetricKind.Rate, derivation: new Derivation.Ratio("returned", "turnover")),
        new("score", MetricKind.Score, derivation: new Derivation.Combination([new("stars", 20), new("on_time_rate", 30)])),
        new("twenties", MetricKind.Count, derivation: new Derivation.Stepped("orders", 20, Rounding.Down)),
        new("fee", MetricKind.Score, derivation: new Derivation.Product(["sales", "on_time_rate"])),
        new("on_time_band", MetricKind.Level, values: Steps, derivation: Bands("on_time_rate", new Bound(0.9m, true), new Bound(0.5m, true))),
        new("star_band", MetricKind.Level, values: Steps, derivation: Bands("stars", new Bound(4m, true), new Bound(2m, true))),
        new("worst", MetricKind.Level, values: Steps, derivation: new Derivation.Extreme(["on_time_band", "star_band", "level"], Greatest: false)),
        new("recent", MetricKind.Count, derivation: new Derivation.Choice([new(Check("orders", Comparison.AtLeast, 20), "on_time"), new(null, "disputes")])),
        new("faults", MetricKind.Count, derivation: new Derivation.Tally([Check("stars", Comparison.Below, 3), Check("disputes", Comparison.Above, 5)])),
    ];

    private static readonly (string Metric, decimal Most)[] Numbers =
    [
        ("orders", 60), ("on_time", 60), ("disputes", 60), ("stars", 5), ("sales", 90), ("turnover", 180), ("score", 130), ("recent", 60), ("faults", 2), ("twenties", 60), ("fee", 90),
        ("on_time_rate", 1), ("dispute_rate", 1), ("return_rate", 1),
    ];

    private readonly long[] supplied;
    private readonly Exempting exempting;

    private RandomCase(Requirement requirement, long[] supplied, IReadOnlyList<Exemption> exemptions)
    {
        var policy = new Policy
        {
            Programme = "random",
            Version = "1",
            Title = Wording.Plain("Random"),
            EffectiveFrom = PeriodTests.Read("2026-Q3"),
            TimeZone = "UTC",
            Metrics = Metrics,
            Peers = new Peers(null, 1, PercentileMethod.Type7),
            Tiers = [new Tier("gold", 1, Wording.Plain("gold"), requirement, [])],
            Otherwise = new Tier("none", 0, Wording.Plain("none"), new Requirement.All([]), []),
        };
        Plan = new Plan(policy);
        Judge = new Judge(Plan, BenchmarkSet.Empty, []);
        this.supplied = supplied;
        exempting = new Exempting(Plan, exemptions, (slot, name) => Metrics[slot].Values.ToList().IndexOf(name));
        Row = Completed();
        Evidence = Judged();
    }

    public Plan Plan { get; }

    public Judge Judge { get; }

    public long[] Row { get; }

    public Evidence Evidence { get; }

    /// <summary>The verdict on one test, and whether the tier is earned, once readings are others; exemptions protect those as well.</summary>
    public (Verdict Verdict, bool Earned) With(Test test, params (Metric Metric, long Units)[] changes)
    {
        var evidence = Judged(changes);
        return (evidence.Tiers[0].Findings.First(finding => Plan.PlaceOf(finding.Test) == Plan.PlaceOf(test)).Verdict, evidence.Standing.Tier.Name == "gold");
    }

    public static Arbitrary<RandomCase> Any { get; } = (
        from requirement in Tree(2)
        from supplied in Readings
        from exemptions in Gen.Frequency((2, Gen.Constant<IReadOnlyList<Exemption>>([])), (1, from one in AnyExemption("e1") select (IReadOnlyList<Exemption>)[one]), (1, from one in AnyExemption("e1") from other in AnyExemption("e2") select (IReadOnlyList<Exemption>)[one, other]))
        select new RandomCase(requirement, supplied, exemptions)).ToArbitrary();

    private Evidence Judged(params (Metric Metric, long Units)[] changes)
    {
        var (row, changed) = (Completed(changes), supplied.ToArray());
        foreach (var (metric, units) in changes) changed[Plan.Policy.SlotOf(metric.Name)] = units;
        return Evidence.Of(Judge, row, null, PeriodTests.Read("2026-Q3"), sheltered: new Sheltered(exempting, "S1", row, changed));
    }

    private long[] Completed(params (Metric Metric, long Units)[] changes)
    {
        var row = supplied.ToArray();
        foreach (var (metric, units) in changes) row[Plan.Policy.SlotOf(metric.Name)] = units;
        Plan.Complete(row);
        return row;
    }

    /// <summary>Volume is left as it is, so that what is above the line stays the only lever of a share.</summary>
    private static Gen<Exemption> AnyExemption(string id) =>
        from lifts in Gen.SubListOf("on_time", "disputes", "stars", "sales", "on_time_rate", "dispute_rate", "level", "signed")
        from recomputes in Gen.SubListOf(
            new Recomputed("on_time", "disputes", null), new Recomputed("disputes", "on_time", null), new Recomputed("disputes", null, "0"), new Recomputed("stars", null, "4.5"),
            new Recomputed("sales", "returned", null), new Recomputed("level", null, "fair"), new Recomputed("signed", null, "yes"))
        from scope in Gen.Elements<ExemptScope[]>([], [], [new ExemptScope("industry", ["toys", "books"])], [new ExemptScope("level", [Good])])
        select new Exemption(id, "Strike", "UTC", new DateTime(2026, 7, 1), new DateTime(2026, 8, 1), [], [], scope, [.. lifts.Take(2)], [.. recomputes.Take(2)]);

    private static Gen<Requirement> Tree(int depth) => depth == 0 ? Leaf : Gen.Frequency(
        (3, Leaf),
        (2, from parts in Gen.NonEmptyListOf(Tree(depth - 1)) select (Requirement)new Requirement.All([.. parts.Take(4)])),
        (2, from parts in Gen.NonEmptyListOf(Tree(depth - 1)) from count in Gen.Choose(1, Math.Min(3, parts.Count)) select (Requirement)new Requirement.AtLeast(Math.Min(count, Math.Min(4, parts.Count)), [.. parts.Take(4)])),
        (1, from part in Tree(depth - 1) select (Requirement)new Requirement.Not(part)));

    private static Gen<Requirement> Leaf => Gen.Frequency((4, Numeric), (2, Named)).Select(test => (Requirement)new Requirement.Check(test));

    private static Gen<Test> Numeric =>
        from number in Gen.Elements(Numbers)
        from comparison in Gen.Elements(Comparison.AtLeast, Comparison.Above, Comparison.AtMost, Comparison.Below)
        from twentieths in Gen.Choose(0, 20)
        from missing in Gen.Elements(Verdict.NotEvaluable, Verdict.Missed)
        from given in Gen.Frequency((4, Gen.Constant<Given?>(null)), (1, Gen.Elements(Verdict.Missed, Verdict.Met, Verdict.NotConsidered).Select(otherwise => (Given?)new Given("orders", 20, otherwise))))
        from shield in Gen.Frequency((4, Gen.Constant<Shield?>(null)), (1, Gen.Choose(0, 9).Select(count => (Shield?)new Shield("disputes", count))))
        let places = number.Most == 1 ? 2 : number.Metric == "stars" ? 1 : 0
        let limit = decimal.Round(number.Most * twentieths / 20, places, MidpointRounding.ToZero)
        select new Test(number.Metric, number.Metric, comparison, LimitRule.Of(new Limit.Fixed(limit)), missing, Given: given, Shield: shield);

    private static Gen<Test> Named => Gen.OneOf(
        from metric in Gen.Elements("level", "worst", "on_time_band")
        from comparison in Gen.Elements(Comparison.AtLeast, Comparison.Above, Comparison.AtMost, Comparison.Is)
        from step in Gen.Elements("fair", Good)
        where comparison is not Comparison.Above || step != Good
        select new Test(metric, metric, comparison, LimitRule.Of(new Limit.Names([step]))),
        from comparison in Gen.Elements(Comparison.Is, Comparison.IsNot)
        from name in Gen.Elements("toys", "shoes")
        select new Test("industry", "industry", comparison, LimitRule.Of(new Limit.Names([name]))),
        Gen.Constant(new Test("signed", "signed", Comparison.Is, LimitRule.Of(new Limit.Fixed(1)))));

    private static Gen<long[]> Readings => Gen.Choose(0, 1_000_000).ArrayOf(Metrics.Count).Select(chances => Metrics
        .Select((metric, slot) => metric.Derivation is not null || chances[slot] % 12 == 0 ? Metric.Missing : Reading(metric, chances[slot] / 12)).ToArray());

    private static long Reading(Metric metric, int chance) => metric.Kind switch
    {
        MetricKind.Flag => chance % 2,
        MetricKind.Level or MetricKind.Category => chance % 3,
        _ => metric.Codec.ToUnits(metric.Minimum ?? 0)!.Value + chance % (metric.Codec.ToUnits(metric.Maximum!.Value)!.Value - metric.Codec.ToUnits(metric.Minimum ?? 0)!.Value + 1),
    };

    private static Derivation.Banded Bands(string of, Bound good, Bound fair) =>
        new(of, [new Band(Good, good, null), new Band("fair", fair, null), new Band("poor", null, null)]);

    private static Requirement.Check Check(string metric, Comparison comparison, decimal limit) =>
        new(new Test(metric, metric, comparison, LimitRule.Of(new Limit.Fixed(limit))));

    public override string ToString() =>
        $"{string.Join("; ", Plan.Tests)}\n{string.Join(", ", Plan.Policy.Metrics.Select((metric, slot) => $"{metric}={(Row[slot] == Metric.Missing ? "?" : metric.Codec.Write(Row[slot]))}"))}";
}
