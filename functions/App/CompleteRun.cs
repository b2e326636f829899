using Microsoft.Azure.Functions.Worker;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.App;

/// <summary>Completes a run whose chunks are all finished.</summary>
public sealed class CompleteRun(Delivery delivery, CompleteRunHandler handler)
{
    [Function(nameof(CompleteRun))]
    public Task RunAsync([ServiceBusTrigger("%" + Settings.CompletionsQueue + "%", Connection = Settings.ServiceBus)] string message, CancellationToken cancellationToken) =>
        delivery.HandleAsync<Message.CompleteRun>(message, handler.HandleAsync, cancellationToken);
}
