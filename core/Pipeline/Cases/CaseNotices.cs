using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Cases;

/// <summary>
/// Owes what a policy says of the steps of cases. Keys come from the log, so that a step is told of once on each channel however often
/// somebody looks: whoever works on a case looks at once, and the daily pass again. A seller without a store yet has no outcome; theirs
/// is written from the case alone, under the policy in force.
/// </summary>
public sealed class CaseNotices(IReminders reminders, IRuns runs, IOutcomes outcomes, TimeProvider time)
{
    // A policy that begins to tell of steps does not tell of those that were taken long ago.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(3);

    /// <summary>How many notices nobody had owed before.</summary>
    /// <param name="log">The entries of one case, in their order.</param>
    public async Task<int> OweAsync(Policy policy, IReadOnlyList<CaseEntry> log, CancellationToken cancellationToken)
    {
        var owed = 0;
        for (var at = 0; at < log.Count; at++)
        {
            if (log[at].At < time.GetUtcNow() - Fresh || at > 0 && log[at].State == log[at - 1].State) continue;
            var rules = policy.Notices.Where(rule => rule.On is NoticeTrigger.CaseStep && (rule.Steps.Count == 0 || rule.Steps.Contains(log[at].State, StringComparer.Ordinal))).ToList();
            if (rules.Count == 0) continue;
            var step = Case.Of([.. log.Take(at + 1)]);
            var key = RunKey.OfReminders(step.Key.Programme, policy.PeriodAt(log[at].At));
            var occasion = new Occasion { By = await RunBehindAsync(step.Key.Programme, step.Store, cancellationToken) ?? key, At = log[at].At, Deadline = step.DueOn(policy), Step = step.State };
            owed += await reminders.AddAsync(
                key,
                [
                    .. rules.Select(rule => new Notice(
                        key, step.Store, rule.Channel, Notice.TemplateOf(rule.Text, step.Key.OpenedBy, log[at].Number), Words.Write(rule.On), NoticeState.Pending) { Occasion = occasion }),
                ],
                cancellationToken);
        }
        return owed;
    }

    /// <summary>The latest completed run in which the store has an outcome; null where only runs long ago could have one.</summary>
    private async Task<RunKey?> RunBehindAsync(string programme, string store, CancellationToken cancellationToken)
    {
        foreach (var run in (await runs.ListAsync(programme, cancellationToken)).Where(run => run.IsCompleted).Reverse().Take(3))
        {
            if (await outcomes.FindAsync(run.Key, store, cancellationToken) is not null) return run.Key;
        }
        return null;
    }
}
