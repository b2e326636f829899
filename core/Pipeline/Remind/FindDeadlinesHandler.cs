using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Remind;

/// <summary>What came of looking for deadlines.</summary>
/// <param name="Stores">The stores that were looked at.</param>
/// <param name="Due">Notices of deadlines that are near.</param>
/// <param name="Owed">Those of them that nobody had owed before.</param>
/// <param name="Withdrawn">Notices that were not sent yet of days that have passed, or on which nothing ends any more.</param>
public sealed record DeadlinesFound(RunKey Run, long Stores, long Due, long Owed, long Withdrawn = 0);

/// <summary>
/// Owes the notices of deadlines that are as near as the policy says, by the marketplace's calendar. Being a question, it may be asked
/// twice or late: a deadline is told once, and as long as it has not passed.
/// </summary>
public sealed class FindDeadlinesHandler(IOutcomes outcomes, IReminders reminders, Withdrawals withdrawals, RunPlans plans, PipelineOptions options, TimeProvider time)
{
    private const int AtOnce = 500;

    /// <param name="run">The programme's latest completed run, which says what stores hold.</param>
    public async Task<DeadlinesFound> HandleAsync(Run run, CancellationToken cancellationToken)
    {
        var plan = await plans.OfAsync(run.Key, cancellationToken);
        var found = new DeadlinesFound(run.Key, 0, 0, 0);
        if (plan.Policy.Notices.All(rule => rule.On is not NoticeTrigger.Deadline)) return found;
        var today = plan.Policy.DayOf(time.GetUtcNow());
        var collecting = new Lock();
        await Parallel.ForEachAsync(Enumerable.Range(0, options.Spread.Buckets), new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken }, async (bucket, token) =>
        {
            var ofBucket = await FindAsync(run, plan, bucket, today, token);
            lock (collecting) found = found with { Stores = found.Stores + ofBucket.Stores, Due = found.Due + ofBucket.Due, Owed = found.Owed + ofBucket.Owed };
        });
        var (again, withdrawn) = await ReviewAsync(run, plan, today, cancellationToken);
        return found with { Owed = found.Owed + again, Withdrawn = withdrawn };
    }

    /// <summary>Holds what waits against what the store's outcome says now: a later run, or a revision, may have taken the tier or the day away, or given it back.</summary>
    private async Task<(long OwedAgain, long Withdrawn)> ReviewAsync(Run run, RunPlan plan, DateOnly today, CancellationToken cancellationToken)
    {
        long again = 0, withdrawn = 0;
        foreach (var key in await withdrawals.KeysAsync(run.Key.Programme, cancellationToken))
        {
            await foreach (var notice in withdrawals.OpenAsync(key, NoticeTrigger.Deadline, cancellationToken))
            {
                if (notice.Occasion is not { Deadline: { } day } occasion) continue;
                if (day <= today) withdrawn += await withdrawals.WithdrawAsync(notice, Withdrawals.TooLate, cancellationToken) ? 1 : 0;
                else if (!await StillEndsAsync(run, plan, notice.Store, occasion, day, cancellationToken)) withdrawn += await withdrawals.WithdrawAsync(notice, Withdrawals.NoLongerDue, cancellationToken) ? 1 : 0;
                else again += await withdrawals.OweAgainAsync(notice, occasion with { By = run.Key, At = time.GetUtcNow() }, cancellationToken) ? 1 : 0;
            }
        }
        return (again, withdrawn);
    }

    private async Task<bool> StillEndsAsync(Run run, RunPlan plan, string store, Occasion occasion, DateOnly day, CancellationToken cancellationToken) =>
        await outcomes.FindAsync(run.Key, store, cancellationToken) is { } outcome
        && StandingDeadlines.Of(plan, outcome).Any(deadline => deadline.Kind == occasion.Kind && deadline.Day == day)
        && await LastingAsync(run, plan, outcome, occasion.Kind, day, occasion.Entitlements?.Split(' ') ?? [], cancellationToken) is not null;

    private async Task<(long Stores, long Due, long Owed)> FindAsync(Run run, RunPlan plan, int bucket, DateOnly today, CancellationToken cancellationToken)
    {
        var waiting = new List<Notice>();
        long stores = 0, due = 0, owed = 0;
        await foreach (var outcome in outcomes.RangeAsync(run.Key, bucket, null, null, cancellationToken))
        {
            stores++;
            foreach (var near in Near(plan, outcome, today))
            {
                if (await LastingAsync(run, plan, outcome, near.Rule.Of, near.Day, near.Entitlements, cancellationToken) is not { } entitlements) continue;
                waiting.Add(NoticeOf(run, outcome.Store, near.Rule, near.Day, entitlements));
            }
            if (waiting.Count >= AtOnce) await OweAsync();
        }
        await OweAsync();
        return (stores, due, owed);

        async Task OweAsync()
        {
            due += waiting.Count;
            foreach (var ofPeriod in waiting.GroupBy(notice => notice.Run)) owed += await reminders.AddAsync(ofPeriod.Key, [.. ofPeriod], cancellationToken);
            waiting.Clear();
        }
    }

    /// <summary>The rules whose time has come, each with the day it is about; entitlements that end on one day are told together.</summary>
    private static IEnumerable<(NoticeRule Rule, DateOnly Day, IReadOnlyList<string> Entitlements)> Near(RunPlan plan, StoredOutcome outcome, DateOnly today)
    {
        var deadlines = StandingDeadlines.Of(plan, outcome).Where(deadline => deadline.Day > today).ToList();
        if (deadlines.Count == 0) return [];
        return
            from rule in plan.Policy.Notices
            where rule.On is NoticeTrigger.Deadline && rule.IsAbout(plan.Policy.TierOrOtherwise(outcome.Tier))
            from ofDay in deadlines.Where(deadline => deadline.Kind == rule.Of && DueOn(rule, deadline.Day) <= today).GroupBy(deadline => deadline.Day)
            select (rule, ofDay.Key, (IReadOnlyList<string>)[.. ofDay.Select(deadline => deadline.Of).OfType<string>()]);
    }

    /// <summary>The entitlements among those that are really given until that day; null where it was about entitlements and none is.</summary>
    private async Task<IReadOnlyList<string>?> LastingAsync(
        Run run, RunPlan plan, StoredOutcome outcome, DeadlineKind? of, DateOnly day, IReadOnlyList<string> entitlements, CancellationToken cancellationToken)
    {
        if (of is not DeadlineKind.Entitlement) return [];
        var previous = run.Previous is { } before ? await outcomes.FindAsync(before, outcome.Store, cancellationToken) : null;
        var grants = ExplainStoreHandler.Explain(run, plan, outcome, previous).Evidence?.Grants ?? [];
        var given = entitlements.Where(id => grants.Any(grant => grant.Entitlement.Id == id && grant.IsGiven && grant.Until == day)).ToList();
        return given.Count > 0 ? given : null;
    }

    // The period follows from the deadline and not from today, so that whoever looks late finds what was owed already.
    private Notice NoticeOf(Run run, string store, NoticeRule rule, DateOnly day, IReadOnlyList<string> entitlements) => new(
        RunKey.OfReminders(run.Key.Programme, Period.Containing(DueOn(rule, day), run.Key.Period.Cadence)),
        store, rule.Channel, Notice.TemplateOf(rule.Text, day, AheadOf(rule)), Words.Write(rule.On), NoticeState.Pending)
    {
        Occasion = new Occasion { By = run.Key, At = time.GetUtcNow(), Deadline = day, Kind = rule.Of, Entitlements = entitlements.Count == 0 ? null : string.Join(' ', entitlements) },
    };

    private static DateOnly DueOn(NoticeRule rule, DateOnly day) => day.AddDays(-AheadOf(rule));

    private static int AheadOf(NoticeRule rule) => rule.DaysBefore ?? 0; // the reader asks for it
}
