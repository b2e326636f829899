using System.Runtime.CompilerServices;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Remind;

/// <summary>
/// Takes back reminders that wait and are true no longer: they end as suppressed, with the reason. What a hook has at this moment is left
/// alone. One that becomes true again within its period is owed anew, with what is true then.
/// </summary>
public sealed class Withdrawals(INotices notices, IDeliveries deliveries, IReminders reminders, DeliveryRules rules, TimeProvider time)
{
    /// <summary>The store has recovered, or holds nothing any more that it could lose.</summary>
    public const string NoLongerAtRisk = "no-longer-at-risk";

    /// <summary>What was to end on that day does not any more, or has gone already.</summary>
    public const string NoLongerDue = "no-longer-due";

    /// <summary>The day, or the period, is over.</summary>
    public const string TooLate = "too-late";

    /// <summary>The notices of one kind under a key that wait to be sent, or were taken back before they were.</summary>
    public async IAsyncEnumerable<Notice> OpenAsync(RunKey key, NoticeTrigger trigger, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kind = Words.Write(trigger);
        foreach (var state in new[] { NoticeState.Pending, NoticeState.Suppressed })
        {
            await foreach (var notice in notices.AllAsync(key, state, cancellationToken))
            {
                if (notice.Movement == kind && (Waits(notice) || IsWithdrawn(notice))) yield return notice;
            }
        }
    }

    /// <summary>The keys of a programme under which something may still wait.</summary>
    public async Task<IReadOnlyList<RunKey>> KeysAsync(string programme, CancellationToken cancellationToken) =>
        [.. (await reminders.ListAsync(time.GetUtcNow() - rules.Window, cancellationToken)).Where(key => key.Programme == programme)];

    /// <summary>False where there was nothing to take back, or it has just been taken to be sent.</summary>
    public async Task<bool> WithdrawAsync(Notice notice, string reason, CancellationToken cancellationToken) => Waits(notice) && await deliveries.ReplaceAsync(
        notice with { State = NoticeState.Suppressed, Delivery = notice.Delivery with { Reason = reason, NotBefore = null, At = time.GetUtcNow() } }, cancellationToken);

    /// <summary>Owes again what had been taken back; false where nothing had.</summary>
    public async Task<bool> OweAgainAsync(Notice notice, Occasion occasion, CancellationToken cancellationToken) => IsWithdrawn(notice) && await deliveries.ReplaceAsync(
        notice with { State = NoticeState.Pending, Occasion = occasion, Delivery = Delivery.None with { Version = notice.Delivery.Version } }, cancellationToken);

    private static bool Waits(Notice notice) => notice.State is NoticeState.Pending && notice.Delivery.Reason != DeliverNoticeHandler.Sending;

    private static bool IsWithdrawn(Notice notice) => notice is { State: NoticeState.Suppressed, Delivery.Reason: NoLongerAtRisk or NoLongerDue };
}
