using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TierFunctions.Local.Sqlite;

namespace TierFunctions.Local.Host;

/// <summary>Hands the messages of all queues to their functions for as long as the host runs.</summary>
internal sealed partial class QueuePumping(IServiceProvider services, int concurrency) : BackgroundService
{
    /// <summary>For how long messages that are being worked on may go on once the host is told to stop.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ILogger<QueuePumping> logger = services.GetRequiredService<ILogger<QueuePumping>>();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new MessagePump(
            services.GetRequiredService<SqliteQueue>(), LocalServices.QueueFunctions(services), services.GetRequiredService<FunctionCalls>(), concurrency,
            (message, problem) => LogFailure(problem, message.Id, message.Queue, message.DeliveryCount))
        .RunAsync(Patience, stoppingToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Id} of queue {Queue} failed, delivery {Delivery}.")]
    private partial void LogFailure(Exception problem, string id, string queue, int delivery);
}
