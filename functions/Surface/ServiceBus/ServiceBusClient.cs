#nullable disable
using Azure.Core;

namespace Azure.Messaging.ServiceBus;

/// <summary>In this build a namespace in memory; see <see cref="Broker"/>.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    public ServiceBusClient(string connectionString) =>
        FullyQualifiedNamespace = connectionString.Split(';').Select(part => part.Split('=', 2)).FirstOrDefault(part => part[0] == "Endpoint" && part.Length == 2)?[1].Replace("sb://", "", StringComparison.Ordinal).TrimEnd('/')
            ?? throw new FormatException("The connection string has no Endpoint.");

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        FullyQualifiedNamespace = fullyQualifiedNamespace;
    }

    public virtual string FullyQualifiedNamespace { get; }

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => new(Broker.Of(FullyQualifiedNamespace).Queue(queueOrTopicName));

    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) =>
        new(Broker.Of(FullyQualifiedNamespace).Queue(queueName), options.SubQueue is SubQueue.DeadLetter);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public class ServiceBusReceiverOptions
{
    public SubQueue SubQueue { get; set; }
}

public enum SubQueue
{
    None = 0,
    DeadLetter = 1,
    TransferDeadLetter = 2,
}
