namespace TierFunctions.Pipeline.Messages;

/// <summary>A message that a queue set aside: it was delivered too often without success, or can never succeed.</summary>
/// <param name="Queue">By the name that the pipeline has for it.</param>
/// <param name="Sequence">Its place in the queue, which no other message has.</param>
/// <param name="Reason">A word for programs; all three texts may be foreign.</param>
public sealed record DeadMessage(string Queue, long Sequence, string Id, string Body, int Deliveries, DateTimeOffset SentAt, string Reason, string Description);

/// <summary>What the queues have set aside. It stays there until somebody puts it back.</summary>
public interface IDeadMessages
{
    /// <summary>The oldest of each queue, at most so many of each, in the order sent.</summary>
    Task<IReadOnlyList<DeadMessage>> OldestAsync(int most, CancellationToken cancellationToken);

    /// <summary>Puts messages back to be delivered as if for the first time. Says how many: those that are dead no longer are left alone.</summary>
    Task<int> RedriveAsync(IReadOnlyList<DeadMessage> messages, CancellationToken cancellationToken);
}
