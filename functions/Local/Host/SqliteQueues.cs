using TierFunctions.App;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Local.Host;

/// <summary>Sends messages through the queues of this machine.</summary>
/// <param name="setting">The settings that name the queues, which their functions read as well.</param>
internal sealed class SqliteQueues(SqliteQueue queue, Func<string, string?> setting) : IQueues
{
    public async Task SendAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        foreach (var byQueue in messages.GroupBy(QueueName.Of))
        {
            var name = setting(Settings.OfQueue(byQueue.Key)) ?? byQueue.Key;
            await queue.SendAsync(name, [.. byQueue.Select(message => new OutgoingMessage(message.Id, MessageCodec.Write(message), message.NotBefore))], cancellationToken);
        }
    }
}
