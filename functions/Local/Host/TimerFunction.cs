using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace TierFunctions.Local.Host;

/// <summary>
/// Fires one function on its schedule, never twice at once. However many firings were missed while nobody ran, it fires once for
/// them, and it fires at the very first start: a timer here asks what is to be done, and the answer may be long overdue.
/// </summary>
internal sealed partial class TimerFunction(FoundFunction function, Trigger.Timer timer, FunctionCalls calls, FiredTimers fired, TimeProvider time, ILogger<TimerFunction> logger)
    : IDisposable
{
    // A wait does not count the time that a laptop sleeps, nor does it hear of a clock that is set. So waits are short.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim firing = new(1, 1);

    public string Name => function.Name;

    /// <summary>When it is next due; in the past where a firing was missed.</summary>
    public DateTimeOffset NextDue => fired.LastOf(Name, timer.Text) is { } last
        ? new DateTimeOffset(DateTime.SpecifyKind(timer.Schedule.GetNextOccurrence(last.UtcDateTime), DateTimeKind.Utc))
        : DateTimeOffset.MinValue;

    /// <summary>Fires where it is due. Says whether it did.</summary>
    public async Task<bool> FireIfDueAsync(CancellationToken cancellationToken)
    {
        await firing.WaitAsync(cancellationToken);
        try
        {
            var (now, due) = (time.GetUtcNow(), NextDue);
            if (due > now) return false;
            await FireAsync(isPastDue: now - due > LongestWait, cancellationToken);
            fired.Keep(Name, timer.Text, now);
            return true;
        }
        finally
        {
            firing.Release();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await FireIfDueAsync(cancellationToken);
            var wait = NextDue - time.GetUtcNow();
            if (wait > TimeSpan.Zero) await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
        }
    }

    public void Dispose() => firing.Dispose();

    // A timer that fails has fired: the next firing asks again.
    private async Task FireAsync(bool isPastDue, CancellationToken cancellationToken)
    {
        LogFiring(Name, isPastDue);
        try
        {
            await calls.CallAsync(function, _ => new TimerInfo { IsPastDue = isPastDue }, cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(problem, Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Timer {Function} fires. Past due: {IsPastDue}")]
    private partial void LogFiring(string function, bool isPastDue);

    [LoggerMessage(Level = LogLevel.Error, Message = "Timer {Function} failed.")]
    private partial void LogFailure(Exception problem, string function);
}
