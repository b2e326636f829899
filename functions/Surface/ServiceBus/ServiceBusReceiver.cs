#nullable disable
using System.Diagnostics;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusReceiver : IAsyncDisposable
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    private readonly BrokerQueue queue;
    private readonly bool fromDead;

    internal ServiceBusReceiver(BrokerQueue queue, bool fromDead)
    {
        this.queue = queue;
        this.fromDead = fromDead;
    }

    /// <summary>Null where none came in time.</summary>
    public virtual async Task<ServiceBusReceivedMessage> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken).ConfigureAwait(false) is [var message, ..] ? message : null;

    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            var received = queue.Receive(maxMessages, fromDead);
            if (received.Count > 0 || waited.Elapsed >= (maxWaitTime ?? DefaultWait)) return received;
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The next messages from a sequence number on, without locking them; from the start where none is given.</summary>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(queue.Peek(maxMessages, fromSequenceNumber ?? 0, fromDead));

    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Settle(message, queue.Complete);

    public virtual Task AbandonMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify = null, CancellationToken cancellationToken = default) =>
        Settle(message, queue.Abandon);

    public virtual Task DeadLetterMessageAsync(ServiceBusReceivedMessage message, string deadLetterReason, string deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        Settle(message, entry => queue.SetAside(entry, deadLetterReason, deadLetterErrorDescription));

    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Settle(message, queue.Renew);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private Task Settle(ServiceBusReceivedMessage message, Action<BrokerQueue.Entry> change)
    {
        queue.Settle(message, change);
        return Task.CompletedTask;
    }
}
