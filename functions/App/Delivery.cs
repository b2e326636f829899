using Microsoft.Extensions.Logging;
using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App;

/// <summary>
/// Between a trigger and a handler: reads the message, and sends what the handler returns. Whatever throws reaches the host, which
/// delivers the message again and at last sets it aside.
/// </summary>
public sealed partial class Delivery(IQueues queues, ILogger<Delivery> logger)
{
    /// <summary>How the log's events begin that alerts ask for.</summary>
    public const string PeriodWaits = "An ended period waits to be assessed.";

    public const string RunStandsStill = "A run stands still.";

    public async Task HandleAsync<T>(string message, Func<T, CancellationToken, Task<IReadOnlyList<Message>>> handle, CancellationToken cancellationToken) where T : Message =>
        await queues.SendAsync(await handle(Read<T>(message), cancellationToken), cancellationToken);

    /// <summary>What a sweep found owed.</summary>
    public async Task HandleAsync(Func<CancellationToken, Task<IReadOnlyList<Message>>> handle, CancellationToken cancellationToken)
    {
        var messages = await handle(cancellationToken);
        foreach (var run in messages.GroupBy(message => message.Key)) LogStandsStill(run.Key, run.Count());
        await queues.SendAsync(messages, cancellationToken);
    }

    /// <summary>Sends page after page, each as it comes.</summary>
    public async Task HandleAsync(Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<Message>>> handle, CancellationToken cancellationToken)
    {
        await foreach (var page in handle(cancellationToken)) await queues.SendAsync(page, cancellationToken);
    }

    public async Task HandleAsync(Func<CancellationToken, Task<EndedPeriods>> handle, CancellationToken cancellationToken)
    {
        var periods = await handle(cancellationToken);
        foreach (var waiting in periods.Waiting) LogWaiting(waiting);
        await queues.SendAsync(periods.Messages, cancellationToken);
    }

    /// <summary>What was owed to stores whose tier or time is running out.</summary>
    public async Task HandleAsync(Func<string?, CancellationToken, Task<IReadOnlyList<Reminded>>> handle, CancellationToken cancellationToken)
    {
        foreach (var (programme, projection, deadlines, steps) in await handle(null, cancellationToken))
        {
            if (projection is StoresProjection.Judged judged) LogRisks(programme, judged.Period, judged.Sums.AtRisk, judged.Sums.Holders, judged.Sums.Unknown, judged.Sums.Absent, judged.Sums.Owed);
            if (projection is StoresProjection.Judged { Sums.Withdrawn: > 0 } recovered) LogWithdrawn(programme, recovered.Sums.Withdrawn, Withdrawals.NoLongerAtRisk);
            if (projection is StoresProjection.Impossible impossible) LogNoProjection(programme, impossible.Period, impossible.Reason);
            if (steps is > 0) LogSteps(programme, steps.Value);
            if (deadlines is not null) LogDeadlines(programme, deadlines.Due, deadlines.Stores, deadlines.Owed);
            if (deadlines is { Withdrawn: > 0 }) LogWithdrawn(programme, deadlines.Withdrawn, Withdrawals.NoLongerDue);
        }
    }

    private static T Read<T>(string message) where T : Message =>
        MessageCodec.Read(message) as T ?? throw new MalformedMessageException($"expected {typeof(T).Name}", null);

    [LoggerMessage(Level = LogLevel.Warning, Message = PeriodWaits + " {Waiting}")]
    private partial void LogWaiting(string waiting);

    [LoggerMessage(Level = LogLevel.Warning, Message = RunStandsStill + " {Run}: {Messages} messages are sent again.")]
    private partial void LogStandsStill(RunKey run, int messages);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Programme} {Period}: {AtRisk} of {Holders} stores would lose their tier, {Unknown} cannot be judged yet, {Absent} have no row; {Owed} notices are owed for the first time.")]
    private partial void LogRisks(string programme, Period period, long atRisk, long holders, long unknown, long absent, long owed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Programme} {Period}: nobody can say which stores are at risk: {Reason}")]
    private partial void LogNoProjection(string programme, Period period, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Programme}: {Due} notices of deadlines for {Stores} stores are due, {Owed} of them for the first time.")]
    private partial void LogDeadlines(string programme, long due, long stores, long owed);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Programme}: {Withdrawn} notices that waited are not sent: {Reason}.")]
    private partial void LogWithdrawn(string programme, long withdrawn, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Programme}: {Owed} notices of steps of cases are owed for the first time.")]
    private partial void LogSteps(string programme, int owed);
}
