using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Pipeline.Tests.InMemory;

/// <summary>Messages that were set aside, and what was put back.</summary>
internal sealed class InMemoryDeadMessages : IDeadMessages
{
    private readonly List<DeadMessage> dead = [];
    private long sequence;

    public List<DeadMessage> PutBack { get; } = [];

    public void Kill(string queue, string id, string body, string reason, string description) =>
        dead.Add(new DeadMessage(queue, ++sequence, id, body, 1, DateTimeOffset.UnixEpoch, reason, description));

    public Task<IReadOnlyList<DeadMessage>> OldestAsync(int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeadMessage>>([.. QueueName.All.SelectMany(queue => dead.Where(message => message.Queue == queue).Take(most))]);

    public Task<int> RedriveAsync(IReadOnlyList<DeadMessage> messages, CancellationToken cancellationToken)
    {
        var wanted = messages.Select(message => message.Sequence).ToHashSet();
        PutBack.AddRange(dead.Where(message => wanted.Contains(message.Sequence)));
        return Task.FromResult(dead.RemoveAll(message => wanted.Contains(message.Sequence)));
    }
}
