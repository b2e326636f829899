using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pages.Tests;

/// <summary>A completed run that never was, with numbers that look like a marketplace's and always add up.</summary>
internal sealed class MadeUpRun
{
    private static readonly string[] names =
    [
        "apparel", "shoes", "beauty", "health", "jewellery", "toys", "phones", "computers", "home_decor", "garden", "sports", "auto_parts",
        "consumer_electronics", "musical_instruments", "industrial_and_scientific", "pet_supplies", "baby", "books", "stationery", "furniture",
    ];

    private static readonly (string Name, double Middle, double Width)[] ratings =
        [("dsr_description", 4.70, 0.075), ("dsr_logistics", 4.66, 0.08), ("dsr_service", 4.72, 0.07)];

    private readonly Random chance = new(20261001);
    private readonly IReadOnlyList<string> industries;

    public MadeUpRun(int industryCount = 12, string? hostileName = null)
    {
        industries = [.. Enumerable.Range(0, industryCount).Select(i => i == 0 && hostileName is not null ? hostileName : i < names.Length ? names[i] : $"{names[i % names.Length]}_{i / names.Length + 1}")];
        Policy = PolicyOf(hostileName);
        Benchmarks = BenchmarksOf();
        Run = RunOf(hostileName);
    }

    public Policy Policy { get; }

    public BenchmarkSet Benchmarks { get; }

    public Run Run { get; init; }

    private static Policy PolicyOf(string? hostile)
    {
        var lower = Better.Lower;
        var limits = (Excellent: Peer(90), Average: new LimitRule(new Limit.PeerMean(), []));
        IReadOnlyList<Requirement> investment = [Check("investment-work-chat", "work_chat_bound", Comparison.Is, 1), Check("investment-traffic", "traffic_spend_90d", Comparison.Above, 0)];
        return new Policy
        {
            Programme = "gold-silver",
            Version = "2026-01",
            Title = Wording.Plain(hostile ?? "Gold and silver medal merchants"),
            EffectiveFrom = PeriodOf("2026-Q1"),
            TimeZone = "America/Los_Angeles",
            LookBackDays = 90,
            Peers = new Peers("industry", 30, PercentileMethod.Type7),
            Metrics =
            [
                new Metric("industry", MetricKind.Category, Wording.Plain(hostile ?? "Industry"), required: true),
                new Metric("store_type", MetricKind.Category, Wording.Plain("Store type"), values: ["official", "franchise", "ordinary"]),
                new Metric("gmv_90d", MetricKind.Amount, Wording.Plain("Sales in 90 days"), unit: "USD", minimum: 0),
                new Metric("orders_90d", MetricKind.Count, Wording.Plain("Orders in 90 days")),
                new Metric("capability", MetricKind.Level, Wording.Plain("Operating capability"), values: ["tail", "waist", "high_potential", "advanced"]),
                .. ratings.Select(rating => new Metric(rating.Name, MetricKind.Rating, Wording.Plain(rating.Name switch { "dsr_description" => hostile ?? "Goods as described", "dsr_logistics" => "Logistics", _ => "Seller service" }), minimum: 0, maximum: 5)),
                new Metric("disputes_90d", MetricKind.Count, Wording.Plain("Disputes in 90 days"), lower),
                new Metric("dispute_rate", MetricKind.Rate, Wording.Plain("Goods-not-as-described dispute rate"), lower, derivation: new Derivation.Ratio("disputes_90d", "orders_90d")),
                new Metric("praise_rate", MetricKind.Rate, Wording.Plain("Praise rate")),
                new Metric("service_level", MetricKind.Level, Wording.Plain("Monthly service level"), values: ["failing", "passing", "good", "excellent"]),
                new Metric("on_shelf_access_rate", MetricKind.Rate, Wording.Plain("Store access rate")),
                new Metric("im_response_rate", MetricKind.Rate, Wording.Plain("Messages answered within 24 hours")),
                new Metric("handling", MetricKind.Duration, Wording.Plain("Days to dispatch"), lower, unit: "days"),
                new Metric("work_chat_bound", MetricKind.Flag, Wording.Plain("Work-chat account bound")),
                new Metric("traffic_spend_90d", MetricKind.Amount, Wording.Plain("Traffic bought in 90 days"), unit: "USD"),
                new Metric("listed_goods", MetricKind.Count, Wording.Plain("Listed goods")),
                new Metric("ip_points", MetricKind.Count, Wording.Plain("Intellectual-property points"), lower),
                new Metric("dishonest", MetricKind.Count, Wording.Plain("Dishonest operations"), lower),
            ],
            Population = new Requirement.All([Check("transactions", "orders_90d", Comparison.AtLeast, 1, Wording.Plain("A transaction within 90 days"))]),
            Bars =
            [
                new Bar("ip-points", Wording.Plain("Intellectual-property violation points"), Check("ip-points", "ip_points", Comparison.AtLeast, 18), ["gold", "silver"]),
                new Bar("dishonest", Wording.Plain("Dishonest operation"), Check("dishonest", "dishonest", Comparison.AtLeast, 1), ["gold", "silver"]),
            ],
            Tiers =
            [
                new Tier("gold", 2, Wording.Plain(hostile ?? "Gold"), new Requirement.All([
                    new Requirement.Check(new Test("store-type", "store_type", Comparison.IsNot, LimitRule.Of(new Limit.Names(["ordinary"])))),
                    .. Relative(limits.Excellent, Peer(10), atLeast: true),
                    Level("capability", "high_potential"), Level("service_level", "good"),
                    new Requirement.All(investment),
                    new Requirement.Check(new Test("industry-listed-goods", "listed_goods", Comparison.AtLeast, LimitRule.Of(new Limit.Fixed(100)), AskedOf: new AskedOf("industry", ["jewellery"]))),
                ]), ["account-manager", "window-reward"]),
                new Tier("silver", 1, Wording.Plain("Silver"), new Requirement.All([
                    new Requirement.Check(new Test("store-type", "store_type", Comparison.IsNot, LimitRule.Of(new Limit.Names(["ordinary"])))),
                    .. Relative(limits.Average, limits.Average, atLeast: false),
                    Level("capability", "waist"), Level("service_level", "good"),
                    new Requirement.AtLeast(1, investment),
                ]), ["early-payout"]),
            ],
            Otherwise = new Tier("none", 0, Wording.Plain("No medal"), new Requirement.All([]), []),
            Entitlements =
            [
                new Entitlement("account-manager", Wording.Plain("Dedicated account manager")),
                new Entitlement("window-reward", Wording.Plain("Window reward"), new Requirement.Check(new Test("sales-lead", "gmv_90d", Comparison.AtLeast, Peer(100)))),
                new Entitlement("early-payout", Wording.Plain("Early payout"), Months: 6, NewHoldersOnly: true, Terms: Wording.Plain("By the general policy and quota")),
            ],
        };
    }

    private static IEnumerable<Requirement> Relative(LimitRule higher, LimitRule lower, bool atLeast)
    {
        var up = atLeast ? Comparison.AtLeast : Comparison.Above;
        var down = atLeast ? Comparison.AtMost : Comparison.Below;
        yield return new Requirement.Check(new Test("transaction-scale", "gmv_90d", up, atLeast
            ? new LimitRule(higher.Default, [new LimitOverride([KeyValuePair.Create("industry", "jewellery")], new Limit.PeerPercentile(85))])
            : higher));
        foreach (var name in ratings.Select(rating => rating.Name)) yield return new Requirement.Check(new Test(name.Replace('_', '-'), name, up, higher));
        yield return new Requirement.Check(new Test("dispute-rate", "dispute_rate", down, lower, Shield: new Shield("disputes_90d", 2)));
        yield return new Requirement.Check(new Test("positive-feedback", "praise_rate", up, higher));
        yield return new Requirement.Check(new Test("on-shelf-access", "on_shelf_access_rate", up, higher));
        yield return new Requirement.Check(new Test("im-response", "im_response_rate", up, higher, Given: new Given("orders_90d", 20, Verdict.NotConsidered)));
        yield return new Requirement.Check(new Test("handling", "handling", down, lower));
    }

    private static LimitRule Peer(decimal percent) => new(new Limit.PeerPercentile(percent), []);

    private static Requirement.Check Level(string metric, string step) => new(new Test(metric.Replace('_', '-'), metric, Comparison.AtLeast, LimitRule.Of(new Limit.Names([step]))));

    private static Requirement.Check Check(string id, string metric, Comparison comparison, decimal limit, Wording? title = null) =>
        new(new Test(id, metric, comparison, LimitRule.Of(new Limit.Fixed(limit)), Title: title));

    private BenchmarkSet BenchmarksOf() => new(
        industries.Select((name, i) => (Name: name, Population: PopulationOf(i), Shift: i % 5 - 2))
            .Append((Name: BenchmarkSet.Market, Population: 4000, Shift: 0))
            .SelectMany(group => new Plan(Policy).Benchmarked.Select(metric => KeyValuePair.Create(group.Name, Benchmark.Of(
                metric.Metric, ReadingsOf(metric.Metric, group.Population, group.Shift), [.. metric.Limits], Policy.Peers.Percentile)))),
        Policy.Peers.AtLeast);

    // The last industry is always too small for benchmarks of its own.
    private int PopulationOf(int industry) => industry == industries.Count - 1 && industry > 0 ? 12 : Math.Max(40, 1450 - 115 * industry);

    private long[] ReadingsOf(Metric metric, int population, int shift) =>
        [.. Enumerable.Range(0, population).Select(_ => metric.Codec.ToUnits(decimal.Round((decimal)ReadingOf(metric.Name, shift), Math.Min(metric.Decimals, 4))) ?? 0)];

    private double ReadingOf(string metric, int shift)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
        var at = normal + shift * 0.2;
        return metric switch
        {
            "gmv_90d" => 35_000 * Math.Exp(1.6 * at),
            "dispute_rate" => 0.014 * Math.Exp(-0.55 * at),
            "praise_rate" => Math.Clamp(0.935 + 0.02 * at, 0, 1),
            "on_shelf_access_rate" => Math.Clamp(0.78 + 0.07 * at, 0, 1),
            "im_response_rate" => Math.Clamp(0.86 + 0.045 * at, 0, 1),
            "handling" => Math.Max(0.1, 2.4 - 0.8 * at),
            _ => Math.Clamp(ratings.Where(rating => rating.Name == metric).Select(rating => rating.Middle + rating.Width * at).Single(), 0, 5),
        };
    }

    private Run RunOf(string? hostile)
    {
        var byIndustry = industries.Select((name, i) => new IndustryTiers(name, TiersOf(PopulationOf(i), i))).OrderBy(industry => industry.Industry, StringComparer.Ordinal).ToList();
        long gold = byIndustry.Sum(i => i.Stores[0]), silver = byIndustry.Sum(i => i.Stores[1]), none = byIndustry.Sum(i => i.Stores[2]);
        var judged = gold + silver + none;
        const long NotEligible = 61, NotEvaluable = 148, Quarantined = 173;
        long goldHeld = gold * 6 / 10, silverHeld = silver * 7 / 10, placed = none / 12;
        IReadOnlyList<Move> moves =
        [
            new("gold", "gold", goldHeld), new("gold", "silver", gold / 5), new("gold", "none", gold / 9),
            new("silver", "gold", gold - goldHeld), new("silver", "silver", silverHeld), new("silver", "none", silver / 6),
            new("none", "silver", silver - silverHeld - gold / 5 - 4), new("none", "none", none - gold / 9 - silver / 6 - placed), new("-", "silver", 4), new("-", "none", placed),
        ];
        var accepted = judged + NotEligible + NotEvaluable;
        return new Run
        {
            Key = new RunKey("gold-silver", PeriodOf("2026-Q3"), 2),
            State = RunState.Completed,
            PolicyVersion = "2026-01",
            PolicySha256 = new string('b', 64),
            Inputs = [],
            Previous = new RunKey("gold-silver", PeriodOf("2026-Q2"), 1),
            Supersedes = new RunKey("gold-silver", PeriodOf("2026-Q3"), 1),
            Reason = hostile ?? "The logistics ratings of 12 stores were corrected by the carrier.",
            GateOverride = hostile,
            CompletedAt = new DateTimeOffset(2026, 10, 1, 7, 15, 42, TimeSpan.Zero),
            Ingest = new IngestSummary
            {
                Inputs =
                [
                    new(hostile ?? "stores-1.csv", 1_612_004, "9f2c5b1e8a7d40c3b6e1f2a3948576d0c1b2a3f4e5d6978812345678abcdef01", 1_900, 1_850, 50),
                    new("stores-3.ndjson.gz", 823_441, "1f0e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0", accepted + Quarantined - 1_900, accepted - 1_850, 123),
                ],
                Read = accepted + Quarantined,
                Accepted = accepted,
                Quarantined = Quarantined,
                QuarantinedBy = new SortedDictionary<string, long>(StringComparer.Ordinal)
                {
                    ["bad-store-id"] = 21, ["duplicate-store-id"] = 44, ["not-a-number"] = 72, ["out-of-range"] = 35, ["stray-quote"] = 1,
                },
                Findings = [new GateFinding("quarantined-share", hostile ?? "173 rows (2.16 %) are quarantined; the policy warns from 1.00 % and stops from 5.00 %", false, true)],
                UnusedColumns = ["remark", hostile ?? "warehouse"],
                SnapshotSha256 = new string('c', 64),
                BenchmarksSha256 = new string('d', 64),
            },
            Summary = new RunSummary
            {
                Evaluated = judged + NotEligible,
                NotEvaluable = NotEvaluable,
                Failed = 0,
                Absent = 0,
                Tiers = [new("gold", gold), new("silver", silver), new("none", none), new("not-eligible", NotEligible), new("not-evaluable", NotEvaluable)],
                Movements = [new("placed", placed + 4), new("promoted", gold - goldHeld + silver - silverHeld - gold / 5 - 4), new("held", goldHeld + silverHeld + none - gold / 9 - silver / 6 - placed), new("demoted", gold / 5 + gold / 9 + silver / 6)],
                Moves = moves,
                Industries = byIndustry,
                Tests = [.. new Plan(Policy).Tests.Select((test, place) => TestOf(test, place, accepted))],
                NoticesOwed = 420,
                Notices = new Dictionary<NoticeState, long> { [NoticeState.Held] = 402, [NoticeState.Suppressed] = 18 },
                OutcomesSha256 = new string('a', 64),
            },
        };
    }

    private static long[] TiersOf(int population, int industry)
    {
        long gold = population * (2 + industry % 3) / 100, silver = population * (9 + industry * 7 % 8) / 100;
        return [gold, silver, population - gold - silver];
    }

    private static TestSummary TestOf(Test test, int place, long stores)
    {
        var missed = stores * (7 + place * 37 % 80) / 100;
        var notEvaluable = stores * (place * 13 % 5) / 100;
        var notConsidered = test.AskedOf is null ? 0 : (stores - missed - notEvaluable) * 9 / 10;
        var decided = place < 1 || test.Metric.StartsWith("ip", StringComparison.Ordinal) ? 0 : place * 71 % 233;
        return new TestSummary(test.Id, test.Metric, stores - missed - notEvaluable - notConsidered, missed, notEvaluable, notConsidered, decided);
    }

    private static Period PeriodOf(string text) => Period.TryParse(text, out var period) ? period : throw new FormatException(text);
}
