#nullable disable
using System.Collections.Concurrent;
using System.Globalization;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// The queues of a namespace in memory, with the service's rules: peek-lock, a bounded number of deliveries, dead letters, a
/// window in which a repeated message id is dropped, messages that are scheduled. Clients of one namespace share it.
/// </summary>
internal sealed class Broker
{
    public const int MostBytes = 256 << 10;
    public const int LongestId = 128;

    private static readonly ConcurrentDictionary<string, Broker> Brokers = new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, BrokerQueue> queues = new(StringComparer.OrdinalIgnoreCase);

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public static Broker Of(string fullyQualifiedNamespace) => Brokers.GetOrAdd(fullyQualifiedNamespace, _ => new Broker());

    public BrokerQueue Queue(string name) => queues.GetOrAdd(name, queue => new BrokerQueue(queue, this));

    /// <summary>About what a message takes on the wire.</summary>
    public static long SizeOf(ServiceBusMessage message) => message.Body.ToMemory().Length + (message.MessageId?.Length ?? 0) + 64;
}

internal sealed class BrokerQueue(string name, Broker broker)
{
    private static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DuplicateWindow = TimeSpan.FromMinutes(10);
    private const int MaxDeliveryCount = 10;

    private readonly Lock gate = new();
    private readonly SortedDictionary<long, Entry> waiting = [];
    private readonly SortedDictionary<long, Entry> dead = [];
    private readonly Dictionary<string, DateTimeOffset> sent = new(StringComparer.Ordinal);
    private long sequence;

    private DateTimeOffset Now => broker.Time.GetUtcNow();

    /// <summary>All or none. A repeated id within the window is accepted and dropped.</summary>
    public void Send(IReadOnlyList<ServiceBusMessage> messages)
    {
        if (messages.Sum(Broker.SizeOf) > Broker.MostBytes)
            throw new ServiceBusException("The messages are larger than a batch may be.", ServiceBusFailureReason.MessageSizeExceeded, name);
        lock (gate)
        {
            foreach (var id in sent.Where(pair => pair.Value + DuplicateWindow <= Now).Select(pair => pair.Key).ToList()) sent.Remove(id);
            foreach (var message in messages)
            {
                if (message.MessageId is { } id && !sent.TryAdd(id, Now)) continue;
                sequence++;
                waiting.Add(sequence, new Entry(sequence, message.MessageId, message.Body, Now) { VisibleAt = message.ScheduledEnqueueTime > Now ? message.ScheduledEnqueueTime : Now });
            }
        }
    }

    public IReadOnlyList<ServiceBusReceivedMessage> Receive(int most, bool fromDead)
    {
        lock (gate)
        {
            foreach (var entry in waiting.Values.Where(entry => entry.VisibleAt <= Now && entry.Deliveries >= MaxDeliveryCount).ToList()) SetAside(entry, "MaxDeliveryCountExceeded", null);
            var found = (fromDead ? dead : waiting).Values.Where(entry => entry.VisibleAt <= Now).Take(most).ToList();
            foreach (var entry in found)
            {
                entry.Deliveries++;
                entry.VisibleAt = Now + LockDuration;
                entry.Lock = string.Create(CultureInfo.InvariantCulture, $"{entry.Sequence}/{entry.Deliveries}");
            }
            return [.. found.Select(entry => new ServiceBusReceivedMessage(entry))];
        }
    }

    public IReadOnlyList<ServiceBusReceivedMessage> Peek(int most, long from, bool fromDead)
    {
        lock (gate) return [.. (fromDead ? dead : waiting).Values.Where(entry => entry.Sequence >= from).Take(most).Select(entry => new ServiceBusReceivedMessage(entry))];
    }

    public void Settle(ServiceBusReceivedMessage message, Action<Entry> change)
    {
        lock (gate)
        {
            var isThere = waiting.TryGetValue(message.SequenceNumber, out var entry) || dead.TryGetValue(message.SequenceNumber, out entry);
            if (!isThere || entry.Lock != message.LockToken || entry.VisibleAt <= Now)
                throw new ServiceBusException("The lock has run out, or the message was settled.", ServiceBusFailureReason.MessageLockLost, name);
            change(entry);
        }
    }

    public void Complete(Entry entry)
    {
        waiting.Remove(entry.Sequence);
        dead.Remove(entry.Sequence);
    }

    public void Abandon(Entry entry)
    {
        (entry.Lock, entry.VisibleAt) = (null, Now);
        if (entry.Deliveries >= MaxDeliveryCount) SetAside(entry, "MaxDeliveryCountExceeded", null);
    }

    public void Renew(Entry entry) => entry.VisibleAt = Now + LockDuration;

    public void SetAside(Entry entry, string reason, string description)
    {
        waiting.Remove(entry.Sequence);
        (entry.Lock, entry.VisibleAt, entry.DeadReason, entry.DeadDescription) = (null, Now, reason, description);
        dead[entry.Sequence] = entry;
    }

    internal sealed class Entry(long sequence, string id, BinaryData body, DateTimeOffset enqueuedAt)
    {
        public long Sequence { get; } = sequence;

        public string Id { get; } = id;

        public BinaryData Body { get; } = body;

        public DateTimeOffset EnqueuedAt { get; } = enqueuedAt;

        /// <summary>When it may be received: its schedule, or the end of its lock.</summary>
        public DateTimeOffset VisibleAt { get; set; }

        public int Deliveries { get; set; }

        public string Lock { get; set; }

        public string DeadReason { get; set; }

        public string DeadDescription { get; set; }
    }
}
