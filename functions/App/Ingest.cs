using Microsoft.Azure.Functions.Worker;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.App;

/// <summary>Reads and checks a run's inputs.</summary>
public sealed class Ingest(Delivery delivery, IngestRunHandler handler)
{
    [Function(nameof(Ingest))]
    public Task RunAsync([ServiceBusTrigger("%" + Settings.RunsQueue + "%", Connection = Settings.ServiceBus)] string message, CancellationToken cancellationToken) =>
        delivery.HandleAsync<Message.IngestRun>(message, handler.HandleAsync, cancellationToken);
}
