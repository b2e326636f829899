using Azure.Messaging.ServiceBus;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Azure.ServiceBus;

/// <summary>A client that may receive, which the one that sends may not.</summary>
public sealed record ReceivingClient(ServiceBusClient Client);

/// <summary>The dead-letter queues of Service Bus.</summary>
public sealed class ServiceBusDeadMessages(ServiceBusClient sending, ReceivingClient receiving, QueueNames names) : IDeadMessages
{
    private static readonly ServiceBusReceiverOptions Dead = new() { SubQueue = SubQueue.DeadLetter };
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private const int LongestId = 128;

    public async Task<IReadOnlyList<DeadMessage>> OldestAsync(int most, CancellationToken cancellationToken)
    {
        var found = new List<DeadMessage>();
        foreach (var queue in QueueName.All)
        {
            await using var receiver = receiving.Client.CreateReceiver(names.Of(queue), Dead);
            var here = 0;
            // The service gives as many at a time as it likes; looking does not lock anything.
            for (long? from = null; here < most && await receiver.PeekMessagesAsync(most - here, from, cancellationToken) is { Count: > 0 } page; from = page[^1].SequenceNumber + 1)
            {
                found.AddRange(page.Select(message => ToDead(queue, message)));
                here += page.Count;
            }
        }
        return found;
    }

    public async Task<int> RedriveAsync(IReadOnlyList<DeadMessage> messages, CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var byQueue in messages.GroupBy(message => message.Queue, StringComparer.Ordinal))
            moved += await RedriveAsync(byQueue.Key, byQueue.Select(message => message.Sequence).ToHashSet(), cancellationToken);
        return moved;
    }

    private async Task<int> RedriveAsync(string queue, HashSet<long> wanted, CancellationToken cancellationToken)
    {
        await using var sender = sending.CreateSender(names.Of(queue));
        await using var receiver = receiving.Client.CreateReceiver(names.Of(queue), Dead);
        var (moved, others) = (0, new List<ServiceBusReceivedMessage>());
        // Dead messages can only be taken from the front; those that are not wanted are held until the end, and then let go.
        while (moved < wanted.Count && await receiver.ReceiveMessagesAsync(wanted.Count, Wait, cancellationToken) is { Count: > 0 } received)
        {
            foreach (var message in received)
            {
                if (!wanted.Contains(message.SequenceNumber))
                {
                    others.Add(message);
                    continue;
                }
                await sender.SendMessageAsync(Again(message), cancellationToken);
                await receiver.CompleteMessageAsync(message, cancellationToken);
                moved++;
            }
            if (others.Count >= DeadMessagesHandler.MostLooked) break;
        }
        foreach (var other in others) await receiver.AbandonMessageAsync(other, cancellationToken: cancellationToken);
        return moved;
    }

    // Under its old id it could be taken for a repetition. The new one comes from the dead message, so that sending it twice is one.
    private static ServiceBusMessage Again(ServiceBusReceivedMessage dead)
    {
        var id = FormattableString.Invariant($"{dead.MessageId}/again/{dead.SequenceNumber}");
        return new ServiceBusMessage(dead.Body.ToString()) { MessageId = id.Length <= LongestId ? id : id[^LongestId..], ContentType = "application/json" };
    }

    private static DeadMessage ToDead(string queue, ServiceBusReceivedMessage message) => new(
        queue, message.SequenceNumber, message.MessageId ?? "", message.Body.ToString(), message.DeliveryCount, message.EnqueuedTime, message.DeadLetterReason ?? "", message.DeadLetterErrorDescription ?? "");
}
