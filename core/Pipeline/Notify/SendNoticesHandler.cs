using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>
/// Finds the notices that are due and says who is to deliver them. Asked every few minutes: what a process took and did not
/// deliver, or what waits for the next try, falls due by itself. Where no hook is configured nothing is taken.
/// </summary>
public sealed class SendNoticesHandler(IRuns runs, IDeliveries deliveries, IHooks hooks, DeliveryRules rules, TimeProvider time)
{
    /// <summary>Notices of one page: as many messages go into one batch.</summary>
    public const int Page = 100;

    /// <summary>The runs that may have notices to send.</summary>
    public async Task<IReadOnlyList<Message>> HandleAsync(CancellationToken cancellationToken)
    {
        if (!Contacts.Contact.AllChannels.Any(hooks.Has)) return [];
        var now = time.GetUtcNow();
        return [.. (await runs.ListAsync(programme: null, cancellationToken))
            .Where(run => run.IsCompleted && run.CompletedAt > now - rules.Window && run.Summary is { NoticesOwed: > 0 })
            .Select(run => new Message.SendNotices(run.Key.ToString(), now.ToUnixTimeSeconds()))];
    }

    public async Task<IReadOnlyList<Message>> HandleAsync(Message.SendNotices message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await deliveries.TakeDueAsync(message.Key, now, now + rules.Queued, Page, cancellationToken);
        var messages = new List<Message>(due.Select(notice => new Message.DeliverNotice(notice.Key.ToString(), notice.Delivery.Version)));
        if (due.Count == Page) messages.Add(message with { Page = message.Page + 1 });
        return messages;
    }
}
