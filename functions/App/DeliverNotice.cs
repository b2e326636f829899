using Microsoft.Azure.Functions.Worker;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.App;

/// <summary>Delivers a notice.</summary>
public sealed class DeliverNotice(Delivery delivery, DeliverNoticeHandler handler)
{
    [Function(nameof(DeliverNotice))]
    public Task RunAsync([ServiceBusTrigger("%" + Settings.NoticesQueue + "%", Connection = Settings.ServiceBus)] string message, CancellationToken cancellationToken) =>
        delivery.HandleAsync<Message.DeliverNotice>(message, handler.HandleAsync, cancellationToken);
}
