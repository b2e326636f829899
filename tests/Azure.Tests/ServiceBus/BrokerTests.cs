using Azure.Messaging.ServiceBus;

namespace TierFunctions.Azure.Tests.ServiceBus;

/// <summary>The stand-in follows the rules of the service.</summary>
public sealed class BrokerTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    [Fact]
    public async Task AMessageIsItsReceiversUntilTheLockRunsOut()
    {
        var (sender, receiver, time) = Queue(nameof(AMessageIsItsReceiversUntilTheLockRunsOut));
        await sender.SendMessageAsync(new ServiceBusMessage("a") { MessageId = "1" }, Ever);
        var first = await NextAsync(receiver);
        Assert.Equal(1, first?.DeliveryCount);
        Assert.Null(await NextAsync(receiver));

        time.Now += TimeSpan.FromMinutes(1);
        var second = await NextAsync(receiver);
        Assert.Equal(2, second?.DeliveryCount);
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, (await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(first!, Ever))).Reason);
        await receiver.CompleteMessageAsync(second!, Ever);
        time.Now += TimeSpan.FromHours(1);
        Assert.Null(await NextAsync(receiver));
    }

    [Fact]
    public async Task AfterTenDeliveriesAMessageIsSetAside()
    {
        var (sender, receiver, _) = Queue(nameof(AfterTenDeliveriesAMessageIsSetAside));
        await sender.SendMessageAsync(new ServiceBusMessage("a") { MessageId = "1" }, Ever);
        for (var delivery = 1; delivery <= 10; delivery++) await receiver.AbandonMessageAsync((await NextAsync(receiver))!, cancellationToken: Ever);
        Assert.Null(await NextAsync(receiver));
        Assert.Equal("MaxDeliveryCountExceeded", (await NextAsync(Dead(nameof(AfterTenDeliveriesAMessageIsSetAside))))?.DeadLetterReason);
    }

    [Fact]
    public async Task AMessageIsSetAsideWithItsReason()
    {
        var (sender, receiver, _) = Queue(nameof(AMessageIsSetAsideWithItsReason));
        await sender.SendMessageAsync(new ServiceBusMessage("a"), Ever);
        await receiver.DeadLetterMessageAsync((await NextAsync(receiver))!, "Malformed", "no JSON", Ever);
        var dead = await NextAsync(Dead(nameof(AMessageIsSetAsideWithItsReason)));
        Assert.Equal(("Malformed", "no JSON", "a"), (dead?.DeadLetterReason, dead?.DeadLetterErrorDescription, dead?.Body.ToString()));
    }

    [Fact]
    public async Task ARepeatedIdIsDroppedWithinTheWindow()
    {
        var (sender, receiver, time) = Queue(nameof(ARepeatedIdIsDroppedWithinTheWindow));
        await sender.SendMessageAsync(new ServiceBusMessage("a") { MessageId = "1" }, Ever);
        await sender.SendMessageAsync(new ServiceBusMessage("a") { MessageId = "1" }, Ever);
        Assert.Single(await receiver.ReceiveMessagesAsync(10, TimeSpan.Zero, Ever));
        time.Now += TimeSpan.FromMinutes(10);
        await sender.SendMessageAsync(new ServiceBusMessage("a") { MessageId = "1" }, Ever);
        Assert.Equal(2, (await receiver.ReceiveMessagesAsync(10, TimeSpan.Zero, Ever)).Count);
    }

    [Fact]
    public async Task AScheduledMessageComesWhenItIsDue()
    {
        var (sender, receiver, time) = Queue(nameof(AScheduledMessageComesWhenItIsDue));
        await sender.SendMessageAsync(new ServiceBusMessage("a") { ScheduledEnqueueTime = time.Now + TimeSpan.FromHours(1) }, Ever);
        Assert.Null(await NextAsync(receiver));
        time.Now += TimeSpan.FromHours(1);
        Assert.NotNull(await NextAsync(receiver));
    }

    [Fact]
    public async Task WhatIsTooLargeIsRefused()
    {
        var (sender, _, _) = Queue(nameof(WhatIsTooLargeIsRefused));
        using var batch = await sender.CreateMessageBatchAsync(Ever);
        var large = new ServiceBusMessage(new string('x', 300_000));
        Assert.False(batch.TryAddMessage(large));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(large, Ever))).Reason);
    }

    private static (ServiceBusSender Sender, ServiceBusReceiver Receiver, ManualTime Time) Queue(string name)
    {
        var time = new ManualTime();
        Broker.Of(name).Time = time;
        var client = new ServiceBusClient($"Endpoint=sb://{name}/");
        return (client.CreateSender("q"), client.CreateReceiver("q"), time);
    }

    private static ServiceBusReceiver Dead(string name) =>
        new ServiceBusClient($"Endpoint=sb://{name}/").CreateReceiver("q", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    private static async Task<ServiceBusReceivedMessage?> NextAsync(ServiceBusReceiver receiver) => await receiver.ReceiveMessageAsync(TimeSpan.Zero, Ever);

    private sealed class ManualTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 10, 1, 2, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
