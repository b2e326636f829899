using Azure.Messaging.ServiceBus;
using TierFunctions.Adapters.Tests.Contracts;
using TierFunctions.Azure.ServiceBus;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Azure.Tests.ServiceBus;

public sealed class ServiceBusDeadMessagesTests : DeadMessagesContract, IAsyncDisposable
{
    private static int namespaces;

    // A namespace of its own for each test.
    private readonly ServiceBusClient client = new($"Endpoint=sb://dead-{Interlocked.Increment(ref namespaces)}/;SharedAccessKey=x");

    internal override IDeadMessages Dead => new ServiceBusDeadMessages(client, new ReceivingClient(client), new QueueNames(NameOf));

    public ValueTask DisposeAsync() => client.DisposeAsync();

    internal override async Task KillAsync(Message message, string reason, string description)
    {
        await new ServiceBusQueues(client, new QueueNames(NameOf)).SendAsync([message], CancellationToken.None);
        await using var receiver = client.CreateReceiver(NameOf(QueueName.Of(message)));
        await receiver.DeadLetterMessageAsync(await receiver.ReceiveMessageAsync(), reason, description);
    }

    internal override async Task<IReadOnlyList<Message>> DeliveredAsync(string queue) =>
        [.. (await client.CreateReceiver(NameOf(queue)).ReceiveMessagesAsync(100, TimeSpan.Zero)).Select(message => MessageCodec.Read(message.Body.ToString()))];

    private static string NameOf(string queue) => "my-" + queue;
}
