using Microsoft.Azure.Functions.Worker;
using TierFunctions.Pipeline.Sweep;

namespace TierFunctions.App;

/// <summary>Sends again what runs that stand still are waiting for.</summary>
public sealed class Sweep(Delivery delivery, SweepHandler handler)
{
    [Function(nameof(Sweep))]
    public Task RunAsync([TimerTrigger("%" + Settings.SweepSchedule + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        delivery.HandleAsync(handler.HandleAsync, cancellationToken);
}
