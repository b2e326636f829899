using Azure.Messaging.ServiceBus;
using TierFunctions.Azure.ServiceBus;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Azure.Tests.ServiceBus;

public sealed class ServiceBusQueuesTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    [Fact]
    public async Task MessagesGoToTheirQueuesUnderTheirOwnIds()
    {
        await using var client = new ServiceBusClient("Endpoint=sb://own-queues/;SharedAccessKey=x");
        Message[] messages = [new Message.IngestRun("gold-silver|2026-Q3|1"), new Message.EvaluateChunk("gold-silver|2026-Q3|1", 7), new Message.CompleteRun("gold-silver|2026-Q3|1", 3)];
        await new ServiceBusQueues(client, new QueueNames(name => "my-" + name)).SendAsync(messages, Ever);
        Assert.Equal([messages[0]], (await AllAsync(client, "my-runs")).Select(message => MessageCodec.Read(message.Body.ToString())));
        Assert.Equal([messages[2]], (await AllAsync(client, "my-completions")).Select(message => MessageCodec.Read(message.Body.ToString())));
        Assert.Equal(["gold-silver|2026-Q3|1/7/0"], (await AllAsync(client, "my-evaluations")).Select(message => message.MessageId));
    }

    [Fact]
    public async Task MoreThanABatchHoldsGoesInSeveral()
    {
        await using var client = new ServiceBusClient("Endpoint=sb://many/;SharedAccessKey=x");
        var queues = new ServiceBusQueues(client, new QueueNames(name => name));
        Message[] messages = [.. Enumerable.Range(0, 5000).Select(i => new Message.EvaluateChunk("gold-silver|2026-Q3|1", i))];
        await queues.SendAsync(messages, Ever);
        // The sender died and another sends everything again.
        await queues.SendAsync(messages, Ever);
        Assert.Equal(5000, (await AllAsync(client, "evaluations")).Count);
    }

    private static async Task<IReadOnlyList<ServiceBusReceivedMessage>> AllAsync(ServiceBusClient client, string queue) =>
        await client.CreateReceiver(queue).ReceiveMessagesAsync(10_000, TimeSpan.Zero, Ever);
}
