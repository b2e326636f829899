using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>
/// Makes notices pending again, by hand, once what was wrong is put right: those that were dead-lettered, and those that nobody could
/// be told because there was no contact or no address. They keep their ids, so that a receiver that had one after all knows it.
/// </summary>
public sealed class ReplayNoticesHandler(INotices notices, IDeliveries deliveries)
{
    private static readonly string[] Unreachable = [DeliverNoticeHandler.NoContact, Contacts.Contact.NoAddress];

    /// <summary>Says how many.</summary>
    /// <param name="store">Only this store's; null for all.</param>
    public async Task<long> HandleAsync(RunKey run, string? store, CancellationToken cancellationToken)
    {
        long replayed = 0;
        if (store is not null)
        {
            foreach (var notice in await notices.OfStoreAsync(run, store, cancellationToken)) await ReplayAsync(notice);
            return replayed;
        }
        foreach (var state in new[] { NoticeState.DeadLettered, NoticeState.Suppressed })
        {
            await foreach (var notice in notices.AllAsync(run, state, cancellationToken)) await ReplayAsync(notice);
        }
        return replayed;

        async Task ReplayAsync(Notice notice)
        {
            if (!CanBeReplayed(notice)) return;
            var again = notice with { State = NoticeState.Pending, Delivery = notice.Delivery with { Attempts = 0, NotBefore = null, Reason = null } };
            if (await deliveries.ReplaceAsync(again, cancellationToken)) replayed++;
        }
    }

    private static bool CanBeReplayed(Notice notice) => notice.State is NoticeState.DeadLettered
        || notice.State is NoticeState.Suppressed && Unreachable.Contains(notice.Delivery.Reason, StringComparer.Ordinal);
}
