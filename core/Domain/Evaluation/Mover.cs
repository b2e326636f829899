using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;

namespace TierFunctions.Domain.Evaluation;

/// <summary>
/// Turns what a store earned into what it holds, by the policy's rules of movement and what stood before the period. Pure: a period
/// judged again from the same standing gives the same. Safe for any number of threads.
/// </summary>
public sealed class Mover
{
    private readonly Plan plan;
    private readonly MovementRules rules;
    private readonly Tier[] ladder;
    private readonly Tier otherwise;
    private readonly DateOnly effective;
    private readonly (string Name, int Slot, Tier? Tier)[] streaks;

    internal Mover(Plan plan)
    {
        this.plan = plan;
        rules = plan.Policy.Movement ?? MovementRules.None;
        ladder = [.. plan.Policy.Ladder];
        otherwise = plan.Policy.Otherwise;
        effective = plan.Period.EffectiveDay;
        streaks = [.. plan.Streaks.Select(streak => (streak.Metric.Name, streak.Slot, streak.OfTier is { } name ? plan.Policy.FindTier(name) : null))];
    }

    /// <param name="verdicts">Those of every test of the plan; empty where nothing was judged.</param>
    /// <param name="row">The complete row; empty where there is none.</param>
    /// <param name="follows">Whether <paramref name="before"/> is of the very period before: a streak does not reach over a gap.</param>
    /// <param name="rulings">What operators decided for the store in this period.</param>
    public Moved Move(
        Decision decision, ReadOnlySpan<Verdict> verdicts, ReadOnlySpan<long> row, Standing? before, bool follows, IReadOnlyList<OperatorDecision>? rulings = null)
    {
        var earned = ladder[decision.Tier];
        var readmission = rulings?.FirstOrDefault(ruling => ruling.Kind is DecisionKind.Readmission);
        if (readmission is not null && before is not null) before = before with { Carried = before.Carried with { Cancelled = null, WaitsUntil = null } };
        var carried = before?.Carried ?? Carried.Nothing;
        var held = Ruled(Hold(decision, earned, verdicts, before, carried), rulings);
        var standing = Standing.After(before, held.Tier, plan.Period);
        var next = held.Carried with
        {
            WaitsUntil = held.Carried.WaitsUntil ?? WaitFrom(before, held),
            Assessments = Counted(decision, carried),
            Streaks = streaks.Length == 0 ? null : Streaks(row, carried, held.Tier, follows),
        };
        return new Moved(standing with { Carried = next.IsNothing ? Carried.Nothing : next }, earned, held.By, held.Until ?? EndOfIncubation(standing), held.Ruling ?? readmission);
    }

    /// <summary>Operators have the last word: a bar brings a store down to what is still open to it, an override sets its tier.</summary>
    private Held Ruled(Held held, IReadOnlyList<OperatorDecision>? rulings)
    {
        foreach (var ruling in rulings ?? [])
        {
            if (ruling.Kind is not DecisionKind.Bar) continue;
            var tier = held.Tier;
            while (tier.Rank > otherwise.Rank && ruling.Shuts.Contains(tier.Name, StringComparer.Ordinal)) tier = AtRank(tier.Rank - 1);
            if (tier.Rank != held.Tier.Rank) held = held with { Tier = tier, By = MovedBy.DiscretionaryBar, Until = ruling.Until, Ruling = ruling };
        }
        foreach (var ruling in rulings ?? [])
        {
            if (ruling is { Kind: DecisionKind.Override, Tier: { } name }) held = held with { Tier = Find(name), By = MovedBy.Override, Until = ruling.Until, Ruling = ruling };
        }
        return held;
    }

    private Held Hold(Decision decision, Tier earned, ReadOnlySpan<Verdict> verdicts, Standing? before, Carried carried)
    {
        if (carried.Cancelled is { } known) return Out(MovedBy.Cancelled, earned, known);
        if (before is not null && before.Tier.Rank > otherwise.Rank && CancelledBy(verdicts) is { } rule)
            return Out(MovedBy.Cancelled, earned, new Cancelled(rule.Id, effective));

        // Proven, not missed: nothing softens it.
        if (decision.Status is Status.NotEligible || earned.Rank < otherwise.Rank) return new Held(earned, null, StillWaiting(carried));
        if (carried.WaitsUntil is { } day && day > effective)
            return earned.Rank > otherwise.Rank ? new Held(otherwise, MovedBy.Waiting, StillWaiting(carried), day) : new Held(earned, null, StillWaiting(carried));

        var held = before is null ? new Held(earned, null) : HoldAfter(before, earned, carried);
        if (rules.Grace is { } grace && carried.Assessments < grace.Assessments && Find(grace.Tier) is var least && held.Tier.Rank < least.Rank
            && decision.Status is not Status.NotAssessed && held.By is not MovedBy.IncubationEnded)
        {
            held = new Held(least, MovedBy.Grace);
        }
        return Unbarred(held, earned, verdicts);
    }

    private Held HoldAfter(Standing before, Tier earned, Carried carried)
    {
        if (EndOfIncubation(before) is { } end && end <= effective && earned.Rank <= before.Tier.Rank)
        {
            var then = Find(IncubationOf(before.Tier)!.Then); // never null: it has an end
            return new Held(earned.Rank < then.Rank ? earned : then, MovedBy.IncubationEnded, Until: end);
        }
        var from = Math.Max(before.Tier.Rank, otherwise.Rank);
        if (rules.StepsUp is { } up && earned.Rank - from > up) return new Held(AtRank(from + up), MovedBy.StepUp);
        if (earned.Rank >= before.Tier.Rank) return new Held(earned, null);

        // Under protection a miss is not even counted.
        if (ProtectedUntil(before) is { } day && day > effective) return new Held(before.Tier, MovedBy.Protection, new Carried(carried.Strikes), day);
        if (carried.Strikes + 1 < rules.Strikes) return new Held(before.Tier, MovedBy.Strike, new Carried(carried.Strikes + 1));
        return rules.StepsDown is { } down && before.Tier.Rank - earned.Rank > down
            ? new Held(AtRank(before.Tier.Rank - down), MovedBy.StepDown)
            : new Held(earned, null);
    }

    /// <summary>A tier that a bar shuts is not kept by any rule: the store holds the next one below that is open to it.</summary>
    private Held Unbarred(Held held, Tier earned, ReadOnlySpan<Verdict> verdicts)
    {
        if (verdicts.IsEmpty || held.By is null) return held;
        var tier = held.Tier;
        while (tier.Rank > earned.Rank && IsShut(tier, verdicts)) tier = AtRank(tier.Rank - 1);
        if (tier.Rank == held.Tier.Rank) return held;
        return tier.Rank == earned.Rank ? new Held(earned, null) : held with { Tier = tier, Carried = Carried.Nothing };
    }

    private bool IsShut(Tier tier, ReadOnlySpan<Verdict> verdicts)
    {
        for (var bar = 0; bar < plan.Policy.Bars.Count; bar++)
        {
            if (plan.Policy.Bars[bar].Shuts.Contains(tier.Name, StringComparer.Ordinal) && plan.OfBar(bar, verdicts) is Verdict.Met) return true;
        }
        return false;
    }

    private Cancellation? CancelledBy(ReadOnlySpan<Verdict> verdicts)
    {
        if (verdicts.IsEmpty) return null;
        for (var i = 0; i < rules.Cancellations.Count; i++)
        {
            if (plan.OfCancellation(i, verdicts) is Verdict.Met) return rules.Cancellations[i];
        }
        return null;
    }

    private Held Out(MovedBy by, Tier earned, Cancelled cancelled) =>
        new(earned.Rank < otherwise.Rank ? earned : otherwise, by, new Carried(Cancelled: cancelled));

    private Carried StillWaiting(Carried carried) =>
        carried.WaitsUntil is { } day && day > effective ? new Carried(WaitsUntil: day) : Carried.Nothing;

    private DateOnly? WaitFrom(Standing? before, Held held) =>
        rules.Waiting is { } waiting && held.Carried.Cancelled is null && before is not null && before.Tier.Rank > otherwise.Rank && held.Tier.Rank <= otherwise.Rank
            ? waiting.EndOf(effective, plan.Policy.Cadence)
            : null;

    private int Counted(Decision decision, Carried carried) => rules.Grace is not { } grace ? 0
        : decision.Status is Status.NotAssessed or Status.NotEligible ? carried.Assessments
        : Math.Min(carried.Assessments + 1, grace.Assessments);

    private List<KeyValuePair<string, long>>? Streaks(ReadOnlySpan<long> row, Carried carried, Tier held, bool follows)
    {
        List<KeyValuePair<string, long>>? lasting = null;
        foreach (var (name, slot, tier) in streaks)
        {
            var periods = tier is null
                ? row.IsEmpty || row[slot] == Metric.Missing ? 0 : row[slot]
                : held.Rank >= tier.Rank ? (follows ? carried.StreakOf(name) : 0) + 1 : 0;
            if (periods > 0) (lasting ??= []).Add(KeyValuePair.Create(name, periods));
        }
        return lasting;
    }

    /// <summary>The first day on which an incubated tier is over; null where the standing has no such end.</summary>
    public DateOnly? EndOfIncubation(Standing standing) =>
        standing.Since is { } since && IncubationOf(standing.Tier) is { } incubation ? incubation.EndOf(since) : null;

    /// <summary>The first day on which the store can fall from its tier again; null where it is not protected.</summary>
    public DateOnly? ProtectedUntil(Standing standing) =>
        standing.Tier.Rank > otherwise.Rank && standing.IsNewHolder && standing.Since is { } since && rules.Protection is { } protection ? protection.EndOf(since, plan.Policy.Cadence) : null;

    private Incubation? IncubationOf(Tier tier)
    {
        foreach (var incubation in rules.Incubations)
        {
            if (incubation.Tier == tier.Name) return incubation;
        }
        return null;
    }

    private Tier Find(string name) => plan.Policy.TierOrOtherwise(name);

    private Tier AtRank(int rank) => ladder[ladder.Length - 1 - rank];

    /// <param name="Carried">What the rule counts on; the rest is added to it.</param>
    private sealed record Held(Tier Tier, MovedBy? By, Carried Carried, DateOnly? Until = null)
    {
        /// <summary>The operator's decision behind it.</summary>
        public OperatorDecision? Ruling { get; init; }

        public Held(Tier tier, MovedBy? by, DateOnly? Until = null)
            : this(tier, by, Evaluation.Carried.Nothing, Until)
        {
        }
    }
}
