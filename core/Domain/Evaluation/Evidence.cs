using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Remedies;
using TierFunctions.Domain.Rulings;

namespace TierFunctions.Domain.Evaluation;

/// <summary>Why a store holds what it holds: everything behind one outcome, made from its readings whenever somebody asks.</summary>
/// <param name="Population">The findings on whether it is judged at all.</param>
/// <param name="Bars">Every bar, and whether it applies.</param>
/// <param name="Tiers">From the highest tier down: what it asks and what was found. The default tier is not among them.</param>
/// <param name="Below">The tiers under the default one: a store holds one where its verdict is met.</param>
/// <param name="NotAssessed">The reasons not to judge a store, and whether each applies: it does where its verdict is met.</param>
/// <param name="Ladders">What the store holds of the policy's other ladders.</param>
/// <param name="Gap">What stands between the store and the next tier.</param>
/// <param name="Grants">The entitlements of the tier it holds, given or withheld.</param>
public sealed record Evidence(
    Status Status, Standing Standing, Tier? Before, IReadOnlyList<Finding> Population, IReadOnlyList<BarFinding> Bars,
    IReadOnlyList<TierFinding> Tiers, Gap? Gap, IReadOnlyList<Grant> Grants)
{
    public IReadOnlyList<TierFinding> Below { get; init; } = [];

    public IReadOnlyList<NotAssessedFinding> NotAssessed { get; init; } = [];

    public IReadOnlyList<LadderFinding> Ladders { get; init; } = [];

    /// <summary>What was earned, and the rule that made the standing another; null under a policy without rules of movement.</summary>
    public Moved? Moved { get; init; }

    /// <summary>The exemptions that protected the store; the findings then say what was read and what the protected reading is.</summary>
    public IReadOnlyList<Exemption> Exemptions { get; init; } = [];

    public Movement Movement => Movements.Between(Before, Standing.Tier);

    /// <summary>
    /// Judges a complete row and explains the result. <paramref name="before"/> is what the store held before the period,
    /// <paramref name="follows"/> whether that was in the very period before, <paramref name="sheltered"/> the store where the run has exemptions.
    /// </summary>
    public static Evidence Of(
        Judge judge, ReadOnlySpan<long> row, Standing? before, Period period, bool follows = true, IReadOnlyList<OperatorDecision>? rulings = null, Sheltered? sheltered = null)
    {
        var protection = sheltered?.Protection;
        var plan = judge.Plan;
        var policy = plan.Policy;
        var raw = new Verdict[plan.Tests.Count];
        var decision = judge.Assess(row, raw);
        var verdicts = raw;
        ReadOnlySpan<long> rawRow = row;
        if (protection is not null)
        {
            verdicts = new Verdict[raw.Length];
            row = protection.Row;
            decision = protection.Assess(judge, verdicts);
        }
        var moved = plan.HasMovement || rulings is { Count: > 0 } ? plan.Mover.Move(decision, verdicts, row, before, follows, rulings) : null;
        var standing = moved?.Standing ?? Standing.After(before, policy.Ladder[decision.Tier], period);
        var findings = new Finding[verdicts.Length];
        for (var place = 0; place < findings.Length; place++)
        {
            var found = Finding.From(judge, place, row, verdicts[place]);
            findings[place] = protection is null ? found : Finding.Protected(found, Finding.From(judge, place, rawRow, raw[place]), protection.LifterOf(place));
        }

        return new Evidence(
            decision.Status,
            standing,
            before?.Tier,
            Pick(policy.Population),
            Each(policy.Bars, (bar, i) => new BarFinding(bar, plan.OfBar(i, verdicts), Pick(bar.When))),
            Each(policy.Tiers, (tier, i) => new TierFinding(tier, plan.OfTier(i, verdicts), Pick(tier.Requires))),
            GapAbove(judge, decision, rawRow, sheltered, verdicts, findings),
            decision.Status is Status.Assessed || standing.Tier.Rank > policy.Otherwise.Rank ? Grant.For(plan, standing, period, verdicts, row) : [])
        {
            Moved = moved,
            Exemptions = protection?.Exemptions ?? [],
            Below = Each(policy.Below, (tier, i) => new TierFinding(tier, plan.OfBelow(i, verdicts), Pick(tier.Requires))),
            NotAssessed = Each(policy.NotAssessed, (rule, i) => new NotAssessedFinding(rule, plan.OfNotAssessed(i, verdicts), Pick(rule.When))),
            Ladders = Each(policy.Ladders, (ladder, i) => new LadderFinding(
                ladder, plan.HeldOf(i, verdicts), [.. ladder.Tiers.SelectMany(tier => plan.PlacesOf(tier.Requires)).Distinct().Select(place => findings[place])])),
        };

        Finding[] Pick(Requirement? requirement)
        {
            if (requirement is null) return [];
            var places = plan.PlacesOf(requirement);
            var picked = new Finding[places.Length];
            for (var i = 0; i < picked.Length; i++) picked[i] = findings[places[i]];
            return picked;
        }
    }

    private static TFound[] Each<TPart, TFound>(IReadOnlyList<TPart> parts, Func<TPart, int, TFound> find)
    {
        if (parts.Count == 0) return [];
        var found = new TFound[parts.Count];
        for (var i = 0; i < found.Length; i++) found[i] = find(parts[i], i);
        return found;
    }

    /// <summary>A tier above the default one is missed; one under it is met, and there is no tier to strive for but not to be there.</summary>
    private static Gap? GapAbove(Judge judge, Decision decision, ReadOnlySpan<long> rawRow, Sheltered? sheltered, Verdict[] verdicts, IReadOnlyList<Finding> findings) =>
        decision.Status is Status.NotEligible or Status.NotAssessed || decision.Tier == 0 || decision.Tier > judge.Plan.Policy.Tiers.Count
            ? null
            : Gap.To(judge.Plan.Policy.Ladder[decision.Tier - 1], judge.Plan, new Trial(judge, rawRow, sheltered, verdicts), verdicts, findings);
}

/// <summary>A bar and whether it shuts its tiers for this store: it does where the verdict is met.</summary>
public sealed record BarFinding(Bar Bar, Verdict Verdict, IReadOnlyList<Finding> Findings)
{
    public bool Applies => Verdict is Verdict.Met;
}

/// <summary>A reason not to judge a store in this period.</summary>
public sealed record NotAssessedFinding(NotAssessedRule Rule, Verdict Verdict, IReadOnlyList<Finding> Findings)
{
    public bool Applies => Verdict is Verdict.Met;
}

/// <summary>What a store holds of another ladder of the policy; no tier where that cannot be told.</summary>
public sealed record LadderFinding(SideLadder Ladder, Tier? Held, IReadOnlyList<Finding> Findings);

/// <summary>A tier, whether all it asks holds (bars included), and its findings.</summary>
public sealed record TierFinding(Tier Tier, Verdict Verdict, IReadOnlyList<Finding> Findings);

/// <summary>One test of one store: the reading, the limit, the verdict.</summary>
/// <param name="Units">The reading in units of the metric, or <see cref="Metric.Missing"/>.</param>
/// <param name="Numerator">For a ratio, the reading above the line.</param>
/// <param name="Denominator">For a ratio, the reading below the line.</param>
public sealed record Finding(Test Test, Metric Metric, long Units, LimitInForce Limit, Verdict Verdict, PartReading? Numerator, PartReading? Denominator)
{
    public bool HasReading => Units != Metric.Missing;

    /// <summary>What was read and found without the exemptions; null where they changed neither.</summary>
    public Finding? Raw { get; init; }

    /// <summary>The exemption that lifts the requirement, the first of several; null where it stands.</summary>
    public Exemption? LiftedBy { get; init; }

    internal static Finding Protected(Finding found, Finding raw, Exemption? lifter) =>
        found with { Raw = found.Units == raw.Units && found.Verdict == raw.Verdict ? null : raw, LiftedBy = lifter };

    internal static Finding From(Judge judge, int place, ReadOnlySpan<long> row, Verdict verdict)
    {
        var metrics = judge.Plan.Policy.Metrics;
        var slot = judge.SlotOf(place);
        var (of, per) = judge.LineOf(place);
        return new Finding(judge.Plan.Tests[place], metrics[slot], row[slot], judge.LimitFor(place, row), verdict, PartOf(metrics, of, row), PartOf(metrics, per, row));
    }

    private static PartReading? PartOf(IReadOnlyList<Metric> metrics, int slot, ReadOnlySpan<long> row) => slot < 0 ? null : new PartReading(metrics[slot], row[slot]);
}

/// <summary>The reading of a metric that another is computed from.</summary>
public sealed record PartReading(Metric Metric, long Units);
