using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>Makes dead-lettered notices pending again, by hand, once what was wrong is put right. They keep their ids, so that a receiver that had one after all knows it.</summary>
public sealed class ReplayNoticesHandler(INotices notices, IDeliveries deliveries)
{
    private const int Page = 500;

    /// <summary>Says how many.</summary>
    /// <param name="store">Only this store's; null for all.</param>
    public async Task<long> HandleAsync(RunKey run, string? store, CancellationToken cancellationToken)
    {
        long replayed = 0;
        string? next = null;
        do
        {
            var page = store is null
                ? await notices.PageAsync(run, NoticeState.DeadLettered, next, Page, cancellationToken)
                : new NoticePage([.. (await notices.OfStoreAsync(run, store, cancellationToken)).Where(notice => notice.State is NoticeState.DeadLettered)], null);
            foreach (var notice in page.Notices)
            {
                var again = notice with { State = NoticeState.Pending, Delivery = notice.Delivery with { Attempts = 0, NotBefore = null, Reason = null } };
                if (await deliveries.ReplaceAsync(again, cancellationToken)) replayed++;
            }
            next = page.Next;
        }
        while (next is not null);
        return replayed;
    }
}
