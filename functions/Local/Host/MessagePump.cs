using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Local.Host;

/// <summary>
/// Takes messages from the queues and hands them to their handlers: what comes back is sent, then the message is settled. A
/// message that fails is delivered again, and set aside after too many deliveries or at once if it can never succeed.
/// </summary>
internal sealed class MessagePump(SqliteQueue queue, MessageHandler handler, int concurrency) : IQueues
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(2);

    /// <summary>Why messages failed, newest last.</summary>
    public IReadOnlyList<Exception> Failures
    {
        get
        {
            lock (failures) return [.. failures];
        }
    }

    private readonly List<Exception> failures = [];

    public async Task SendAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        foreach (var byQueue in messages.GroupBy(QueueName.Of))
            await queue.SendAsync(byQueue.Key, [.. byQueue.Select(message => new OutgoingMessage(message.Id, MessageCodec.Write(message)))], cancellationToken);
    }

    /// <summary>Works until no message is left that could be worked on.</summary>
    public async Task RunUntilIdleAsync(CancellationToken cancellationToken)
    {
        var working = new HashSet<Task>();
        while (true)
        {
            var received = 0;
            foreach (var name in QueueName.All)
            {
                if (working.Count >= concurrency) break;
                foreach (var message in await queue.ReceiveAsync(name, concurrency - working.Count, cancellationToken))
                {
                    received++;
                    working.Add(Task.Run(() => DeliverAsync(message, cancellationToken), cancellationToken));
                }
            }
            if (working.Count == 0 && received == 0) return;
            var finished = await Task.WhenAny(working);
            working.Remove(finished);
            await finished;
        }
    }

    private async Task DeliverAsync(ReceivedMessage received, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewing = RenewAsync(received, over.Token);
        try
        {
            await SendAsync(await handler.HandleAsync(MessageCodec.Read(received.Body), cancellationToken), cancellationToken);
            await queue.CompleteAsync(received, cancellationToken);
        }
        catch (Exception problem) when (problem is MalformedMessageException or UnknownRunException)
        {
            Note(problem);
            await queue.DeadLetterAsync(received, problem.GetType().Name, problem.Message, cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            Note(problem);
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

    private void Note(Exception problem)
    {
        lock (failures) failures.Add(problem);
    }
}
