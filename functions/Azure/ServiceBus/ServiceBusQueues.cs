using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Azure.ServiceBus;

/// <summary>What this deployment calls a queue, by the name that the pipeline has for it.</summary>
public sealed record QueueNames(Func<string, string> Of);

/// <summary>Sends through Service Bus, in as few batches as hold the messages. A message's id is its own, so that a repeated send is dropped there.</summary>
public sealed class ServiceBusQueues(ServiceBusClient client, QueueNames names) : IQueues
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> senders = new(StringComparer.Ordinal);

    public async Task SendAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        foreach (var queue in messages.GroupBy(QueueName.Of))
            await SendAsync(senders.GetOrAdd(queue.Key, name => client.CreateSender(names.Of(name))), [.. queue], cancellationToken);
    }

    private static async Task SendAsync(ServiceBusSender sender, IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        for (var next = 0; next < messages.Count;)
        {
            using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            while (next < messages.Count && batch.TryAddMessage(Travelling(messages[next]))) next++;
            if (batch.Count == 0) throw new InvalidOperationException($"Message {messages[next].Id} is larger than Service Bus takes.");
            await sender.SendMessagesAsync(batch, cancellationToken);
        }
    }

    private static ServiceBusMessage Travelling(Message message)
    {
        var travelling = new ServiceBusMessage(MessageCodec.Write(message)) { MessageId = message.Id, ContentType = "application/json" };
        if (message.NotBefore is { } due) travelling.ScheduledEnqueueTime = due;
        return travelling;
    }
}
