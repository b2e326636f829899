using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>The runs and the reminders that may still have something to be sent. What has just been added is seen within a moment.</summary>
public sealed class Owing(IRuns runs, IReminders reminders, DeliveryRules rules, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly Recent<IReadOnlyList<RunKey>> recent = new(() => ReadAsync(runs, reminders, rules, time), Moment, time);

    public Task<IReadOnlyList<RunKey>> KeysAsync(CancellationToken cancellationToken) => recent.GetAsync(cancellationToken);

    private static async Task<IReadOnlyList<RunKey>> ReadAsync(IRuns runs, IReminders reminders, DeliveryRules rules, TimeProvider time)
    {
        var since = time.GetUtcNow() - rules.Window;
        var owing = (await runs.ListAsync(programme: null, CancellationToken.None)).Where(run => run.IsCompleted && run.CompletedAt > since && run.Summary is { NoticesOwed: > 0 });
        return [.. owing.Select(run => run.Key), .. await reminders.ListAsync(since, CancellationToken.None)];
    }
}
