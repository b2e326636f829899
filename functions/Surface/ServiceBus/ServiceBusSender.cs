#nullable disable
namespace Azure.Messaging.ServiceBus;

public class ServiceBusSender : IAsyncDisposable
{
    private readonly BrokerQueue queue;

    internal ServiceBusSender(BrokerQueue queue) => this.queue = queue;

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(new ServiceBusMessageBatch());

    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) => SendAsync([message], cancellationToken);

    public virtual Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) => SendAsync(messageBatch.Messages, cancellationToken);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(IReadOnlyList<ServiceBusMessage> messages, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        queue.Send(messages);
        return Task.CompletedTask;
    }
}
