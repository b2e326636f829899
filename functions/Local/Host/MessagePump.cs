using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Local.Host;

/// <summary>A queue and the function that takes its messages.</summary>
internal sealed record QueueFunction(string Queue, FoundFunction Function);

/// <summary>
/// Takes messages from the queues and hands them to their functions, then settles them. A message that fails is delivered again,
/// and set aside after too many deliveries or at once if it can never succeed.
/// </summary>
/// <param name="functions">The queue that comes first goes first.</param>
/// <param name="failed">Told of every delivery that failed.</param>
internal sealed class MessagePump(SqliteQueue queue, IReadOnlyList<QueueFunction> functions, FunctionCalls calls, int concurrency, Action<ReceivedMessage, Exception> failed)
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(2);

    // Locks run out and schedules fall due without a sound.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<string> queues = [.. functions.Select(function => function.Queue)];
    private readonly Dictionary<string, FoundFunction> byQueue = functions.ToDictionary(function => function.Queue, function => function.Function, StringComparer.Ordinal);

    /// <summary>Works until no message is left that could be worked on.</summary>
    public async Task RunUntilIdleAsync(CancellationToken cancellationToken)
    {
        var working = new HashSet<Task>();
        while (true)
        {
            var received = await ReceiveAsync(working, cancellationToken, cancellationToken);
            if (working.Count == 0 && received == 0) return;
            var finished = await Task.WhenAny(working);
            working.Remove(finished);
            await finished;
        }
    }

    /// <summary>Works until it is told to stop; what is under way then has a while to end, and what does not is delivered again another time.</summary>
    /// <param name="cancellationToken">No more messages are received.</param>
    public async Task RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var working = new HashSet<Task>();
        using var over = new CancellationTokenSource();
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var arrival = queue.NextArrival;
                var received = await ReceiveAsync(working, cancellationToken, over.Token);
                if (working.Count >= concurrency) await Task.WhenAny(working);
                else if (received == 0) await Task.WhenAny([arrival, Task.Delay(LongestWait, cancellationToken), .. working]);
                foreach (var done in working.Where(task => task.IsCompleted).ToList())
                {
                    working.Remove(done);
                    await done;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop.
        }
        finally
        {
            over.CancelAfter(patience);
            try
            {
                await Task.WhenAll(working);
            }
            catch (OperationCanceledException)
            {
                // Their locks end with this process.
            }
        }
    }

    private async Task<int> ReceiveAsync(HashSet<Task> working, CancellationToken receiving, CancellationToken cancellationToken)
    {
        if (working.Count >= concurrency) return 0;
        var received = await queue.ReceiveAsync(queues, concurrency - working.Count, receiving);
        foreach (var message in received) working.Add(Task.Run(() => DeliverAsync(byQueue[message.Queue], message, cancellationToken), cancellationToken));
        return received.Count;
    }

    private async Task DeliverAsync(FoundFunction function, ReceivedMessage received, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewing = RenewAsync(received, over.Token);
        try
        {
            await calls.CallAsync(function, _ => received.Body, cancellationToken);
            await queue.CompleteAsync(received, cancellationToken);
        }
        catch (Exception problem) when (problem is MalformedMessageException or UnknownRunException)
        {
            failed(received, problem);
            await queue.DeadLetterAsync(received, problem.GetType().Name, problem.Message, cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            failed(received, problem);
            await queue.AbandonAsync(received, cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await renewing;
        }
    }

    private async Task RenewAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(RenewEvery, cancellationToken);
                await queue.RenewAsync(message, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The message has been settled.
        }
    }
}
