using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>Why a store holds what it holds: everything behind one outcome, made from its readings whenever somebody asks.</summary>
/// <param name="Population">The findings on whether it is judged at all.</param>
/// <param name="Bars">Every bar, and whether it applies.</param>
/// <param name="Tiers">From the highest tier down: what it asks and what was found. The default tier is not among them.</param>
/// <param name="Gap">What stands between the store and the next tier.</param>
/// <param name="Grants">The entitlements of the tier it holds, given or withheld.</param>
public sealed record Evidence(
    Status Status, Standing Standing, Tier? Before, IReadOnlyList<Finding> Population, IReadOnlyList<BarFinding> Bars,
    IReadOnlyList<TierFinding> Tiers, Gap? Gap, IReadOnlyList<Grant> Grants)
{
    public Movement Movement => Movements.Between(Before, Standing.Tier);

    /// <summary>
    /// Judges a complete row and explains the result. <paramref name="before"/> is what the store held before the period.
    /// </summary>
    public static Evidence Of(Judge judge, ReadOnlySpan<long> row, Standing? before, Period period)
    {
        var plan = judge.Plan;
        var policy = plan.Policy;
        var verdicts = new Verdict[plan.Tests.Count];
        var decision = judge.Assess(row, verdicts);
        var standing = Standing.After(before, policy.Ladder[decision.Tier], period);
        var findings = new Finding[verdicts.Length];
        for (var place = 0; place < findings.Length; place++) findings[place] = Finding.From(judge, place, row, verdicts[place]);

        return new Evidence(
            decision.Status,
            standing,
            before?.Tier,
            Pick(policy.Population),
            [.. policy.Bars.Select((bar, i) => new BarFinding(bar, plan.OfBar(i, verdicts), Pick(bar.When)))],
            [.. policy.Tiers.Select((tier, i) => new TierFinding(tier, plan.OfTier(i, verdicts), Pick(tier.Requires)))],
            decision.Status is Status.NotEligible || decision.Tier == 0 ? null : Gap.To(policy.Ladder[decision.Tier - 1], plan, verdicts, findings),
            decision.Status is Status.Assessed ? Grant.For(plan, standing, period, verdicts) : []);

        IReadOnlyList<Finding> Pick(Requirement? requirement) =>
            requirement is null ? [] : [.. requirement.Tests.Select(test => findings[plan.PlaceOf(test)])];
    }
}

/// <summary>A bar and whether it shuts its tiers for this store: it does where the verdict is met.</summary>
public sealed record BarFinding(Bar Bar, Verdict Verdict, IReadOnlyList<Finding> Findings)
{
    public bool Applies => Verdict is Verdict.Met;
}

/// <summary>A tier, whether all it asks holds (bars included), and its findings.</summary>
public sealed record TierFinding(Tier Tier, Verdict Verdict, IReadOnlyList<Finding> Findings);

/// <summary>One test of one store: the reading, the limit, the verdict.</summary>
/// <param name="Units">The reading in units of the metric, or <see cref="Metric.Missing"/>.</param>
/// <param name="Numerator">For a ratio, the reading above the line.</param>
/// <param name="Denominator">For a ratio, the reading below the line.</param>
public sealed record Finding(Test Test, Metric Metric, long Units, LimitInForce Limit, Verdict Verdict, PartReading? Numerator, PartReading? Denominator)
{
    public bool HasReading => Units != Metric.Missing;

    internal static Finding From(Judge judge, int place, ReadOnlySpan<long> row, Verdict verdict)
    {
        var policy = judge.Plan.Policy;
        var test = judge.Plan.Tests[place];
        var slot = policy.SlotOf(test.Metric);
        var ratio = policy.Metrics[slot].Derivation as Derivation.Ratio;
        return new Finding(
            test, policy.Metrics[slot], row[slot], judge.LimitFor(place, row), verdict, PartOf(policy, ratio?.Of, row), PartOf(policy, ratio?.Per, row));
    }

    private static PartReading? PartOf(Policy policy, string? name, ReadOnlySpan<long> row) =>
        name is null ? null : new PartReading(policy.Metrics[policy.SlotOf(name)], row[policy.SlotOf(name)]);
}

/// <summary>The reading of a metric that another is computed from.</summary>
public sealed record PartReading(Metric Metric, long Units);
