using FsCheck;
using FsCheck.Fluent;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;
using TierFunctions.Domain.Tests.Calendar;

namespace TierFunctions.Domain.Tests.Evaluation;

/// <summary>
/// A made-up policy in which everything asked is asked in the direction that is better, what stood before a period, and two cards
/// of which one is at least as good in every reading. Bars, cancellations and tiers under the default one are what worse readings bring.
/// </summary>
/// <param name="Rulings">What operators decided for the store.</param>
internal sealed record BetterCards(Policy Policy, Standing? Before, bool Follows, IReadOnlyList<OperatorDecision> Rulings, long[] WorseCard, long[] BetterCard)
{
    private const int Most = 9;

    private static readonly Period Now = PeriodTests.Read("2026-07");
    private static readonly string[] Upwards = ["sales", "stars", "orders"];
    private static readonly string[] Ladder = ["gold", "silver", "bronze"];

    private static readonly IReadOnlyList<Metric> Metrics =
    [
        .. Upwards.Select(name => new Metric(name, MetricKind.Count, maximum: Most)),
        new("faults", MetricKind.Count, maximum: Most, better: Better.Lower),
        new("steady", MetricKind.Count, derivation: new Derivation.Streak(Leaf("sales", Comparison.AtLeast, 4), null)),
        new("loyal", MetricKind.Count, derivation: new Derivation.Streak(null, "silver")),
    ];

    private readonly Plan plan = new(Policy, Now);

    /// <summary>What the store holds with a card, and which rule made it so.</summary>
    public (int Rank, MovedBy? By) Held(long[] card)
    {
        var row = new long[Metrics.Count];
        card.CopyTo(row, 0);
        plan.Bring(row, Before, Follows);
        plan.Complete(row);
        var verdicts = new Verdict[plan.Tests.Count];
        var decision = new Judge(plan, BenchmarkSet.Empty, []).Assess(row, verdicts);
        var moved = plan.Mover.Move(decision, verdicts, row, Before, Follows, Rulings);
        return (moved.Standing.Tier.Rank, moved.By);
    }

    public static Arbitrary<BetterCards> Any { get; } = (
        from policy in Policies
        from before in Gen.Frequency((1, Gen.Constant<Standing?>(null)), (5, Standings(policy)))
        from follows in Gen.Elements(true, true, false)
        from rulings in Decisions
        from worse in Gen.Choose(0, Most).ArrayOf(Upwards.Length + 1)
        from more in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, Most))).ArrayOf(Upwards.Length + 1)
        select new BetterCards(policy, before, follows, rulings, Card(worse, worse), Card(worse, [.. worse.Zip(more, (one, other) => Math.Min(Most, one + other))]))).ToArbitrary();

    // Of faults fewer are better.
    private static long[] Card(int[] worse, int[] better) => [.. better[..^1].Select(reading => (long)reading), Most - better[^1]];

    private static Gen<Policy> Policies =>
        from gold in Tree(2, upwards: true)
        from silver in Tree(2, upwards: true)
        from bronze in Tree(1, upwards: true)
        from suspended in Gen.Frequency((2, Gen.Constant<Requirement?>(null)), (1, Tree(1, upwards: false).Select(tree => (Requirement?)tree)))
        from bars in Bars
        from movement in Movements
        let below = suspended is null ? 0 : 1
        select new Policy
        {
            Programme = "random",
            Version = "1",
            Title = Wording.Plain("Random"),
            EffectiveFrom = Now,
            TimeZone = "UTC",
            Metrics = Metrics,
            Peers = new Peers(null, 1, PercentileMethod.Type7),
            Bars = bars,
            Tiers = [Tier("gold", below + 3, gold), Tier("silver", below + 2, silver), Tier("bronze", below + 1, bronze)],
            Otherwise = Tier("none", below, new Requirement.All([])),
            Below = suspended is null ? [] : [Tier("suspended", 0, suspended)],
            Movement = movement,
        };

    private static Gen<IReadOnlyList<Bar>> Bars =>
        from when in Tree(1, upwards: false)
        from shuts in Gen.SubListOf(Ladder)
        select (IReadOnlyList<Bar>)(shuts.Count == 0 ? [] : [new Bar("bar", Wording.Plain("Bar"), when, [.. shuts])]);

    private static Gen<MovementRules> Movements =>
        from strikes in Gen.Choose(1, 3)
        from down in Steps
        from up in Steps
        from grace in Gen.Elements<Grace?>(null, null, new Grace("bronze", 2), new Grace("silver", 1))
        from protection in Gen.Elements<Term?>(null, null, new Term(3, TermUnit.Months), new Term(1, TermUnit.Periods))
        from waiting in Gen.Elements<Term?>(null, null, new Term(2, TermUnit.Months))
        from incubation in Gen.Elements<Incubation[]>([], [], [new Incubation("silver", 2, "none")], [new Incubation("silver", 2, "bronze")])
        from validity in Gen.Elements<Term?>(null, null, new Term(2, TermUnit.Periods))
        from fallsAt in Gen.Elements<CalendarSpan?>(null, null, CalendarSpan.Quarter, CalendarSpan.Month)
        from time in Gen.Elements<Term?>(null, new Term(30, TermUnit.Days))
        from cancel in Gen.Frequency((3, Gen.Constant<Requirement?>(null)), (1, Tree(1, upwards: false).Select(tree => (Requirement?)tree)))
        select new MovementRules
        {
            Strikes = strikes, StepsDown = down, StepsUp = up, Grace = grace, Protection = protection, Waiting = waiting, Incubations = incubation, Validity = validity, FallsAt = fallsAt,
            Cancellations = cancel is null ? [] : [new Cancellation("fraud", Wording.Plain("Fraud"), cancel, time)],
        };

    private static Gen<int?> Steps => Gen.Elements<int?>(null, null, 1, 2);

    private static Gen<Standing?> Standings(Policy policy) =>
        from tier in Gen.Elements<Tier>([.. policy.Ladder])
        from monthsAgo in Gen.Choose(0, 5)
        from origin in Gen.Elements<Tier?>([null, .. policy.Ladder.Where(other => other.Rank != tier.Rank)])
        from strikes in Gen.Choose(0, 2)
        from assessments in Gen.Choose(0, 2)
        from cancelled in Gen.Frequency((8, Gen.Constant<Cancelled?>(null)), (1, Gen.Constant<Cancelled?>(new Cancelled("fraud", Now.FirstDay))))
        from waits in Gen.Frequency((6, Gen.Constant<DateOnly?>(null)), (1, Gen.Elements<DateOnly?>(Now.EffectiveDay, Now.EffectiveDay.AddDays(1))))
        from steady in Gen.Choose(0, 3)
        from valid in Gen.Frequency((3, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("gold", "silver", "bronze")))
        select (Standing?)new Standing(tier, Now.EffectiveDay.AddMonths(-monthsAgo), origin)
        {
            Carried = new Carried(strikes, assessments, cancelled, waits, steady == 0 ? null : [KeyValuePair.Create("steady", (long)steady), KeyValuePair.Create("loyal", (long)steady)])
            {
                Valid = valid is null ? null : [KeyValuePair.Create(valid, Now.EffectiveDay.AddDays(1))],
            },
        };

    private static Gen<IReadOnlyList<OperatorDecision>> Decisions => Gen.Frequency<IReadOnlyList<OperatorDecision>>(
        (6, Gen.Constant<IReadOnlyList<OperatorDecision>>([])),
        (1, Gen.Elements(Ladder).Select(tier => (IReadOnlyList<OperatorDecision>)[Ruling(DecisionKind.Bar, null, [tier])])),
        (1, Gen.Elements(Ladder).Select(tier => (IReadOnlyList<OperatorDecision>)[Ruling(DecisionKind.Override, tier, [])])),
        (1, Gen.Constant<IReadOnlyList<OperatorDecision>>([Ruling(DecisionKind.Readmission, null, [])])));

    private static OperatorDecision Ruling(DecisionKind kind, string? tier, IReadOnlyList<string> shuts) => new("d", "random", "S", kind, tier, shuts, "Ana", "Because", Now.EffectiveDay, null);

    private static Gen<Requirement> Tree(int depth, bool upwards) => depth == 0 ? Leaves(upwards) : Gen.Frequency(
        (3, Leaves(upwards)),
        (2, from parts in Tree(depth - 1, upwards).ListOf(2) select (Requirement)new Requirement.All([.. parts])),
        (1, from parts in Tree(depth - 1, upwards).ListOf(3) from count in Gen.Choose(1, 3) select (Requirement)new Requirement.AtLeast(count, [.. parts])),
        (1, from part in Tree(depth - 1, !upwards) select (Requirement)new Requirement.Not(part)));

    private static Gen<Requirement> Leaves(bool upwards) => Gen.Frequency(
        (4, from metric in Gen.Elements(Upwards) from limit in Gen.Choose(1, Most) select (Requirement)Leaf(metric, upwards ? Comparison.AtLeast : Comparison.Below, limit)),
        (2, from limit in Gen.Choose(0, Most - 1) select (Requirement)Leaf("faults", upwards ? Comparison.AtMost : Comparison.Above, limit)),
        (1, from metric in Gen.Elements("steady", "loyal") from limit in Gen.Choose(1, 3) select (Requirement)Leaf(metric, upwards ? Comparison.AtLeast : Comparison.Below, limit)));

    private static Requirement.Check Leaf(string metric, Comparison comparison, decimal limit) =>
        new Requirement.Check(new Test(FormattableString.Invariant($"{metric}-{comparison}-{limit}"), metric, comparison, LimitRule.Of(new Limit.Fixed(limit))));

    private static Tier Tier(string name, int rank, Requirement requires) => new(name, rank, Wording.Plain(name), requires, []);
}
