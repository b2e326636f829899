using System.Runtime.CompilerServices;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>
/// Finds the notices that are due and says who is to deliver them. Asked every few minutes: what a process took and did not
/// deliver, or what waits for the next try, falls due by itself. Where no hook is configured nothing is taken.
/// </summary>
public sealed class SendNoticesHandler(Owing owing, IDeliveries deliveries, IHooks hooks, DeliveryRules rules, TimeProvider time)
{
    /// <summary>Notices of one page: as many messages go into one batch.</summary>
    public const int Page = 100;

    /// <summary>Page after page of what is to be sent; what was taken for one page and not sent on falls due again after a while.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Message>> HandleAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Contacts.Contact.AllChannels.Any(hooks.Has)) yield break;
        foreach (var key in await owing.KeysAsync(cancellationToken))
        {
            await foreach (var page in DueAsync(key, cancellationToken)) yield return page;
        }
    }

    /// <summary>What is due of one run.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Message>> DueAsync(RunKey run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var due = await deliveries.TakeDueAsync(run, now, now + rules.Queued, Page, cancellationToken);
            if (due.Count > 0) yield return [.. due.Select(notice => new Message.DeliverNotice(notice.Key.ToString(), notice.Delivery.Version))];
            if (due.Count < Page) yield break;
        }
    }
}
