using Microsoft.Azure.Functions.Worker;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.App;

/// <summary>Judges the stores of a chunk.</summary>
public sealed class EvaluateChunk(Delivery delivery, EvaluateChunkHandler handler)
{
    [Function(nameof(EvaluateChunk))]
    public Task RunAsync([ServiceBusTrigger("%" + Settings.EvaluationsQueue + "%", Connection = Settings.ServiceBus)] string message, CancellationToken cancellationToken) =>
        delivery.HandleAsync<Message.EvaluateChunk>(message, handler.HandleAsync, cancellationToken);
}
