using Microsoft.Azure.Functions.Worker;
using TierFunctions.Pipeline.Remind;

namespace TierFunctions.App;

/// <summary>Owes the notices of risks and deadlines that policies ask for.</summary>
public sealed class RemindStores(Delivery delivery, RemindStoresHandler handler)
{
    [Function(nameof(RemindStores))]
    public Task RunAsync([TimerTrigger("%" + Settings.RemindStoresSchedule + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        delivery.HandleAsync(handler.HandleAsync, cancellationToken);
}
