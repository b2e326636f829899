using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App;
using TierFunctions.Azure.ServiceBus;

namespace TierFunctions.Worker;

/// <summary>
/// Clients of the storage account and of Service Bus, one of each for the life of the process. A deployment names addresses and
/// identities; a developer's machine may name connection strings instead, as for the emulator.
/// </summary>
internal static class Connections
{
    public static IServiceCollection AddConnections(this IServiceCollection services, IConfiguration settings) => services
        .AddSingleton(_ => Storage(settings, WorkerSettings.TableService, text => new TableServiceClient(text), (address, identity) => new TableServiceClient(address, identity)))
        .AddSingleton(_ => Storage(settings, WorkerSettings.BlobService, text => new BlobServiceClient(text), (address, identity) => new BlobServiceClient(address, identity)))
        .AddSingleton(_ => ServiceBus(settings, WorkerSettings.SenderClientId))
        .AddSingleton(_ => new ReceivingClient(ServiceBus(settings, WorkerSettings.ReceiverClientId)))
        .AddSingleton(_ => Identity(settings, WorkerSettings.ClientId))
        // A name that the deployment gives a queue; Settings has one for each.
        .AddSingleton(_ => new QueueNames(queue => settings[Settings.OfQueue(queue)]!));

    /// <summary>An identity of its own for each purpose, so that what only sends cannot receive. Without one, whoever is signed in on this machine.</summary>
    public static TokenCredential Identity(IConfiguration settings, string clientId) => settings[clientId] is { Length: > 0 } id
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
        : new DefaultAzureCredential();

    private static T Storage<T>(IConfiguration settings, string address, Func<string, T> byConnectionString, Func<Uri, TokenCredential, T> byIdentity) =>
        settings[address] is { Length: > 0 } uri ? byIdentity(new Uri(uri), Identity(settings, WorkerSettings.ClientId))
        : settings[WorkerSettings.Storage] is { Length: > 0 } text ? byConnectionString(text)
        : throw Missing(address, WorkerSettings.Storage);

    private static ServiceBusClient ServiceBus(IConfiguration settings, string clientId) =>
        settings[WorkerSettings.ServiceBusNamespace] is { Length: > 0 } name ? new ServiceBusClient(name, Identity(settings, clientId))
        : settings[Settings.ServiceBus] is { Length: > 0 } text ? new ServiceBusClient(text)
        : throw Missing(WorkerSettings.ServiceBusNamespace, Settings.ServiceBus);

    private static InvalidOperationException Missing(string address, string connectionString) =>
        new($"Nothing says where to connect: set {address.Replace(":", "__", StringComparison.Ordinal)} to an address, or {connectionString} to a connection string.");
}
