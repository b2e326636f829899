using TierFunctions.App;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Local.Sqlite;

/// <summary>What the queues of this machine have set aside.</summary>
/// <param name="setting">The settings that name the queues.</param>
internal sealed class SqliteDeadMessages(SqliteQueue queue, Func<string, string?> setting) : IDeadMessages
{
    public async Task<IReadOnlyList<DeadMessage>> OldestAsync(int most, CancellationToken cancellationToken)
    {
        var found = new List<DeadMessage>();
        foreach (var name in QueueName.All)
        {
            found.AddRange((await queue.DeadLettersAsync(NameOf(name), most, cancellationToken)).Select(dead =>
                new DeadMessage(name, dead.Sequence, dead.Id, dead.Body, dead.DeliveryCount, dead.SentAt, dead.Reason, dead.Description)));
        }
        return found;
    }

    public async Task<int> RedriveAsync(IReadOnlyList<DeadMessage> messages, CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var byQueue in messages.GroupBy(message => message.Queue, StringComparer.Ordinal))
            moved += await queue.RedriveAsync(NameOf(byQueue.Key), [.. byQueue.Select(message => message.Sequence)], cancellationToken);
        return moved;
    }

    private string NameOf(string queue) => setting(Settings.OfQueue(queue)) ?? queue;
}
