using Microsoft.Azure.Functions.Worker;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.App;

/// <summary>Has the notices delivered that are due.</summary>
public sealed class SendNotices(Delivery delivery, SendNoticesHandler handler)
{
    [Function(nameof(SendNotices))]
    public Task RunAsync([TimerTrigger("%" + Settings.SendNoticesSchedule + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        delivery.HandleAsync(handler.HandleAsync, cancellationToken);
}
