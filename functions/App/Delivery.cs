using Microsoft.Extensions.Logging;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App;

/// <summary>
/// Between a trigger and a handler: reads the message, and sends what the handler returns. Whatever throws reaches the host, which
/// delivers the message again and at last sets it aside.
/// </summary>
public sealed partial class Delivery(IQueues queues, ILogger<Delivery> logger)
{
    public async Task HandleAsync<T>(string message, Func<T, CancellationToken, Task<IReadOnlyList<Message>>> handle, CancellationToken cancellationToken) where T : Message =>
        await queues.SendAsync(await handle(Read<T>(message), cancellationToken), cancellationToken);

    public async Task HandleAsync(Func<CancellationToken, Task<IReadOnlyList<Message>>> handle, CancellationToken cancellationToken) =>
        await queues.SendAsync(await handle(cancellationToken), cancellationToken);

    public async Task HandleAsync(Func<CancellationToken, Task<EndedPeriods>> handle, CancellationToken cancellationToken)
    {
        var periods = await handle(cancellationToken);
        foreach (var waiting in periods.Waiting) LogWaiting(waiting);
        await queues.SendAsync(periods.Messages, cancellationToken);
    }

    private static T Read<T>(string message) where T : Message =>
        MessageCodec.Read(message) as T ?? throw new MalformedMessageException($"expected {typeof(T).Name}", null);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An ended period waits to be assessed. {Waiting}")]
    private partial void LogWaiting(string waiting);
}
