using System.Diagnostics;
using TierFunctions.Domain.Calendar;
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
    private readonly (string Name, int Slot, Tier? Tier, LastPeriods? Last)[] streaks;

    internal Mover(Plan plan)
    {
        this.plan = plan;
        rules = plan.Policy.Movement ?? MovementRules.None;
        ladder = [.. plan.Policy.Ladder];
        otherwise = plan.Policy.Otherwise;
        effective = plan.Period.EffectiveDay;
        streaks = [.. plan.Streaks.Select(streak => (streak.Metric.Name, streak.Slot, streak.OfTier is { } name ? plan.Policy.FindTier(name) : null, streak.Last))];
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
        // A store without a row is one that missed; of one with a row it may be that nobody can tell.
        var unjudged = !row.IsEmpty && decision.Status is Status.NotEvaluable or Status.NotAssessed or Status.Failed;
        if (!unjudged && before is not null) before = Resumed(before, earned);
        var carried = before?.Carried ?? Carried.Nothing;
        var held = Ruled(Hold(decision, earned, unjudged, verdicts, before, carried), rulings);
        var standing = Standing.After(before, held.Tier, plan.Period);
        var next = held.Carried with
        {
            WaitsUntil = held.Carried.WaitsUntil ?? (unjudged ? null : WaitFrom(before, held)),
            Assessments = Counted(decision, carried),
            Streaks = streaks.Length == 0 ? null : Streaks(row, carried, held.Tier, follows),
            Valid = rules.Validity is null || IsShutOut(decision, held) ? null : ValidAfter(decision, earned, held.Tier, carried, verdicts),
            UnjudgedUntil = unjudged && rules.Unjudged is { } patience && held.Tier.Rank != otherwise.Rank ? carried.UnjudgedUntil ?? patience.EndOf(effective, plan.Policy.Cadence) : null,
            Interrupted = unjudged && held.Tier.Rank <= otherwise.Rank && !IsShutOut(decision, held) ? InterruptionOf(before) : null,
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

    private Held Hold(Decision decision, Tier earned, bool unjudged, ReadOnlySpan<Verdict> verdicts, Standing? before, Carried carried)
    {
        if (carried.Cancelled is { } known) return Out(MovedBy.Cancelled, earned, new Carried(Cancelled: known));
        if (before is not null && before.Tier.Rank > otherwise.Rank && CancelledBy(verdicts) is { } rule)
        {
            return rule.For?.EndOf(effective, plan.Policy.Cadence) is { } end
                ? Out(MovedBy.Waiting, earned, new Carried(WaitsUntil: end), end)
                : Out(MovedBy.Cancelled, earned, new Carried(Cancelled: new Cancelled(rule.Id, effective)));
        }

        // Proven, not missed: nothing softens it.
        if (decision.Status is Status.NotEligible || earned.Rank < otherwise.Rank) return new Held(earned, null, StillWaiting(carried));
        if (carried.WaitsUntil is { } day && day > effective)
            return earned.Rank > otherwise.Rank ? new Held(otherwise, MovedBy.Waiting, StillWaiting(carried), day) : new Held(earned, null, StillWaiting(carried));

        var held = before is null ? new Held(earned, null) : HoldAfter(before, earned, unjudged, carried);
        if (rules.Grace is { } grace && carried.Assessments < grace.Assessments && Find(grace.Tier) is var least && held.Tier.Rank < least.Rank
            && decision.Status is not Status.NotAssessed && held.By is not MovedBy.IncubationEnded)
        {
            held = new Held(least, MovedBy.Grace);
        }
        if (rules.Validity is not null && held.By is not MovedBy.IncubationEnded && ValidOf(carried).FirstOrDefault() is ({ } valid, var until) && held.Tier.Rank < valid.Rank)
            held = new Held(valid, MovedBy.Validity, held.Carried, until);
        return Unbarred(held, earned, verdicts);
    }

    private Held HoldAfter(Standing before, Tier earned, bool unjudged, Carried carried)
    {
        if (EndOfIncubation(before) is { } end && end <= effective && earned.Rank <= before.Tier.Rank)
        {
            // Whether it has risen by then cannot be told: the tier is over, but not its chance to show that it had.
            if (unjudged) return new Held(earned, null);
            var then = Find(IncubationOf(before.Tier)!.Then); // never null: it has an end
            return new Held(earned.Rank < then.Rank ? earned : then, MovedBy.IncubationEnded, Until: end);
        }
        if (unjudged && rules.Unjudged is { } patience && before.Tier.Rank != otherwise.Rank
            && (carried.UnjudgedUntil ?? patience.EndOf(effective, plan.Policy.Cadence)) is var until && until > effective)
        {
            return new Held(before.Tier, MovedBy.Unjudged, new Carried(carried.Strikes), until);
        }
        var from = Math.Max(before.Tier.Rank, otherwise.Rank);
        if (rules.StepsUp is { } up && earned.Rank - from > up) return new Held(AtRank(from + up), MovedBy.StepUp);
        if (earned.Rank >= before.Tier.Rank) return new Held(earned, null);

        if (rules.FallsAt is { } span && !EndsWithPeriod(span)) return new Held(before.Tier, MovedBy.FallsLater, new Carried(carried.Strikes));

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

    private Held Out(MovedBy by, Tier earned, Carried carried, DateOnly? until = null) => new(earned.Rank < otherwise.Rank ? earned : otherwise, by, carried, until);

    /// <summary>Whether what was earned of late is worth nothing any more.</summary>
    private bool IsShutOut(Decision decision, Held held) =>
        decision.Status is Status.NotEligible || held.Tier.Rank < otherwise.Rank || held.Carried.Cancelled is not null || held.Carried.WaitsUntil is not null;

    /// <summary>The tiers that are held from an earlier period on, the highest first.</summary>
    private IEnumerable<(Tier Tier, DateOnly Until)> ValidOf(Carried carried)
    {
        foreach (var (name, until) in carried.Valid ?? [])
        {
            if (until > effective && plan.Policy.FindTier(name) is { } tier && tier.Rank > otherwise.Rank) yield return (tier, until);
        }
    }

    /// <summary>What is held from now on, and for how long: a lower tier only where it is held for longer than those above it, and none that a bar shuts.</summary>
    private List<KeyValuePair<string, DateOnly>> ValidAfter(Decision decision, Tier earned, Tier held, Carried carried, ReadOnlySpan<Verdict> verdicts)
    {
        var all = new List<(Tier Tier, DateOnly Until)>();
        foreach (var one in ValidOf(carried))
        {
            if (verdicts.IsEmpty || !IsShut(one.Tier, verdicts)) all.Add(one);
        }
        var proven = earned.Rank < held.Rank ? earned : held;
        if (decision.Status is Status.Assessed && proven.Rank > otherwise.Rank) all.Add((proven, rules.Validity!.EndOf(effective, plan.Policy.Cadence))); // never null: asked only where there is one
        var valid = new List<KeyValuePair<string, DateOnly>>();
        foreach (var (tier, until) in all.OrderByDescending(one => one.Tier.Rank).ThenByDescending(one => one.Until))
        {
            if (valid.Count == 0 || valid[^1].Value < until) valid.Add(KeyValuePair.Create(tier.Name, until));
        }
        return valid;
    }

    /// <summary>The standing that a period without a judgement broke off, as if it had not: only where the store now earns that tier.</summary>
    private Standing Resumed(Standing before, Tier earned)
    {
        if (before.Carried.Interrupted is not { } broken || plan.Policy.FindTier(broken.Tier) is not { } tier || earned.Rank < tier.Rank) return before;
        return new Standing(tier, broken.Since, broken.CameFrom is { } origin ? plan.Policy.FindTier(origin) : null) { Carried = before.Carried };
    }

    /// <summary>What a rule still counts on of a tier that is lost because nobody could tell.</summary>
    private Interrupted? InterruptionOf(Standing? before)
    {
        if (before is null || before.Tier.Rank <= otherwise.Rank) return before?.Carried.Interrupted;
        return rules.Waiting is null && IncubationOf(before.Tier) is null ? null : new Interrupted(before.Tier.Name, before.Since, before.CameFrom?.Name);
    }

    private bool EndsWithPeriod(CalendarSpan span) => span switch
    {
        CalendarSpan.Period => true,
        CalendarSpan.Month => Ends(Cadence.Monthly),
        CalendarSpan.Quarter => Ends(Cadence.Quarterly),
        CalendarSpan.HalfYear => Ends(Cadence.HalfYearly),
        CalendarSpan.Year => Ends(Cadence.Yearly),
        _ => throw new UnreachableException(),
    };

    // A week need not end with the month that it ends in: it is the last whose own last day lies in the span.
    private bool Ends(Cadence cadence) => Period.Containing(plan.Period.LastDay, cadence) != Period.Containing(plan.Period.Next.LastDay, cadence);

    private Carried StillWaiting(Carried carried) =>
        carried.WaitsUntil is { } day && day > effective ? new Carried(WaitsUntil: day) : Carried.Nothing;

    private DateOnly? WaitFrom(Standing? before, Held held) =>
        rules.Waiting is { } waiting && held.Carried.Cancelled is null && before is not null && (before.Tier.Rank > otherwise.Rank || before.Carried.Interrupted is not null) && held.Tier.Rank <= otherwise.Rank
            ? waiting.EndOf(effective, plan.Policy.Cadence)
            : null;

    private int Counted(Decision decision, Carried carried) => rules.Grace is not { } grace ? 0
        : decision.Status is Status.NotAssessed or Status.NotEligible ? carried.Assessments
        : Math.Min(carried.Assessments + 1, grace.Assessments);

    private List<KeyValuePair<string, long>>? Streaks(ReadOnlySpan<long> row, Carried carried, Tier held, bool follows)
    {
        List<KeyValuePair<string, long>>? lasting = null;
        foreach (var (name, slot, tier, last) in streaks)
        {
            var before = follows ? carried.StreakOf(name) : 0;
            var isKnown = !row.IsEmpty && row[slot] != Metric.Missing;
            var periods = (tier, last) switch
            {
                (null, null) => isKnown ? row[slot] : 0,
                ({ } asked, null) => held.Rank >= asked.Rank ? before + 1 : 0,
                (null, { } window) => window.Next(before, isKnown && row[slot] > window.CountBefore(before)),
                ({ } asked, { } window) => window.Next(before, held.Rank >= asked.Rank),
            };
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
