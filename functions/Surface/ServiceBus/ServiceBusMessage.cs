#nullable disable
namespace Azure.Messaging.ServiceBus;

public class ServiceBusMessage
{
    private string messageId;

    public ServiceBusMessage(string body) => Body = BinaryData.FromString(body);

    public BinaryData Body { get; set; }

    public string ContentType { get; set; }

    public string MessageId
    {
        get => messageId;
        set => messageId = value is null || value.Length <= Broker.LongestId ? value : throw new ArgumentException($"A message id has at most {Broker.LongestId} characters.", nameof(value));
    }

    public DateTimeOffset ScheduledEnqueueTime { get; set; }
}

/// <summary>A message that was received and is locked.</summary>
public class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage(BrokerQueue.Entry entry)
    {
        Body = entry.Body;
        MessageId = entry.Id;
        SequenceNumber = entry.Sequence;
        EnqueuedTime = entry.EnqueuedAt;
        DeliveryCount = entry.Deliveries;
        LockToken = entry.Lock;
        LockedUntil = entry.VisibleAt;
        DeadLetterReason = entry.DeadReason;
        DeadLetterErrorDescription = entry.DeadDescription;
    }

    public BinaryData Body { get; }

    public string MessageId { get; }

    public long SequenceNumber { get; }

    public DateTimeOffset EnqueuedTime { get; }

    public int DeliveryCount { get; }

    public string LockToken { get; }

    public DateTimeOffset LockedUntil { get; }

    public string DeadLetterReason { get; }

    public string DeadLetterErrorDescription { get; }
}

public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly List<ServiceBusMessage> messages = [];

    internal ServiceBusMessageBatch()
    {
    }

    public int Count => messages.Count;

    public long MaxSizeInBytes { get; } = Broker.MostBytes;

    public long SizeInBytes { get; private set; }

    internal IReadOnlyList<ServiceBusMessage> Messages => messages;

    public bool TryAddMessage(ServiceBusMessage message)
    {
        var size = Broker.SizeOf(message);
        if (SizeInBytes + size > MaxSizeInBytes) return false;
        SizeInBytes += size;
        messages.Add(message);
        return true;
    }

    public void Dispose()
    {
    }
}
