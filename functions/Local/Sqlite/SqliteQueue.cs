using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TierFunctions.Local.Sqlite;

/// <summary>How queues behave; the defaults are Service Bus's.</summary>
internal sealed record QueueRules
{
    /// <summary>For how long a received message is its receiver's alone, unless renewed.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After so many deliveries without success a message is set aside.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>For how long a repeated id is recognised.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(10);
}

/// <param name="Id">A message with an id that was sent within the duplicate window is dropped.</param>
/// <param name="ScheduledFor">Not delivered before; null for at once.</param>
internal sealed record OutgoingMessage(string Id, string Body, DateTimeOffset? ScheduledFor = null);

/// <summary>A message that is its receiver's until the lock runs out.</summary>
/// <param name="DeliveryCount">1 for the first delivery.</param>
internal sealed record ReceivedMessage(string Queue, string Id, string Body, string Lock, DateTimeOffset LockedUntil, int DeliveryCount);

/// <summary>A message that was set aside.</summary>
internal sealed record DeadLetter(string Queue, long Sequence, string Id, string Body, int DeliveryCount, DateTimeOffset SentAt, DateTimeOffset At, string Reason, string Description);

internal sealed record QueueCount(long Waiting, long Locked, long Scheduled, long Dead);

/// <summary>
/// Queues that follow the rules of Service Bus: at-least-once, in about the order sent, a lock per delivery, a bounded number of
/// deliveries, dead letters. Settling says false where the lock had run out; the message is then somebody else's, or soon will be.
/// </summary>
internal sealed class SqliteQueue(SqliteDatabase database, TimeProvider time, QueueRules rules)
{
    // Completed when something may have become receivable, and replaced by the next one.
    private TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Puts messages into a queue, all or none. Says how many were not duplicates.</summary>
    public async Task<int> SendAsync(string queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        var sent = await database.WriteAsync(
            writer =>
            {
                var now = time.GetUtcNow();
                var forgotten = Text(now - rules.DuplicateWindow);
                writer.Connection.Execute("DELETE FROM sent WHERE at <= ?1", forgotten);
                return messages.Count(message => Send(writer.Connection, queue, message, now));
            },
            cancellationToken, durability: Durability.Soon);
        if (sent > 0) Arrived();
        return sent;
    }

    /// <summary>Locks the next messages for this receiver; fewer, or none, where fewer wait.</summary>
    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int most, CancellationToken cancellationToken) => ReceiveAsync([queue], most, cancellationToken);

    /// <summary>Locks the next messages of several queues: those of the first go first, and of the others only as many as it leaves room for.</summary>
    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(IReadOnlyList<string> queues, int most, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<ReceivedMessage>>(
            writer =>
            {
                var now = time.GetUtcNow();
                var received = new List<ReceivedMessage>();
                foreach (var queue in queues)
                {
                    if (received.Count == most) break;
                    received.AddRange(Receive(writer.Connection, queue, most - received.Count, now));
                }
                return received;
            },
            cancellationToken, durability: Durability.Soon);

    public Task<bool> CompleteAsync(ReceivedMessage message, CancellationToken cancellationToken) =>
        SettleAsync("DELETE FROM messages", message, [], cancellationToken);

    /// <summary>Gives a message back: it is delivered again at once, or set aside where this was its last delivery.</summary>
    public async Task<bool> AbandonAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        var settled = message.DeliveryCount >= rules.MaxDeliveryCount
            ? await DeadLetterAsync(message, Exhausted.Reason, Exhausted.Description(message.DeliveryCount), cancellationToken)
            : await SettleAsync("UPDATE messages SET lock = NULL, visible_at = ?4", message, [Text(time.GetUtcNow())], cancellationToken);
        if (settled) Arrived();
        return settled;
    }

    /// <summary>Sets a message aside that will not succeed however often it is delivered.</summary>
    public Task<bool> DeadLetterAsync(ReceivedMessage message, string reason, string description, CancellationToken cancellationToken) =>
        SettleAsync(
            "UPDATE messages SET lock = NULL, dead_at = ?4, dead_reason = ?5, dead_description = ?6",
            message, [Text(time.GetUtcNow()), reason, description], cancellationToken);

    /// <summary>The same message locked for another while from now; null where the lock had run out.</summary>
    public async Task<ReceivedMessage?> RenewAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + rules.LockDuration;
        return await SettleAsync("UPDATE messages SET visible_at = ?4", message, [Text(until)], cancellationToken)
            ? message with { LockedUntil = until }
            : null;
    }

    /// <summary>What was set aside, in the order sent, and no more than <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string queue, int most, CancellationToken cancellationToken)
    {
        await database.WriteAsync(writer => SetAsideExhausted(writer.Connection, queue, time.GetUtcNow()), cancellationToken, durability: Durability.Soon);
        return await database.ReadAsync(
            connection => connection.Query(
                """
                SELECT sequence, id, body, deliveries, enqueued_at, dead_at, dead_reason, dead_description FROM messages
                WHERE queue = ?1 AND dead_at IS NOT NULL ORDER BY sequence LIMIT ?2
                """,
                row => new DeadLetter(
                    queue, row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), Instant(row.GetString(4)), Instant(row.GetString(5)), row.GetString(6), row.GetString(7)),
                queue, most),
            cancellationToken);
    }

    /// <summary>Puts messages that were set aside back to be delivered as if for the first time. Says how many were still set aside.</summary>
    public async Task<int> RedriveAsync(string queue, IReadOnlyList<long> sequences, CancellationToken cancellationToken)
    {
        var moved = await database.WriteAsync(
            writer => sequences.Sum(sequence => writer.Connection.Execute(
                """
                UPDATE messages SET deliveries = 0, visible_at = ?3, dead_at = NULL, dead_reason = NULL, dead_description = NULL
                WHERE queue = ?1 AND sequence = ?2 AND dead_at IS NOT NULL
                """,
                queue, sequence, Text(time.GetUtcNow()))),
            cancellationToken, durability: Durability.Soon);
        if (moved > 0) Arrived();
        return moved;
    }

    /// <summary>Ends every lock. For the start of a host: it is the only process, so whoever held them is gone.</summary>
    public async Task<int> ReleaseLocksAsync(CancellationToken cancellationToken)
    {
        var released = await database.WriteAsync(
            writer => writer.Connection.Execute(
                "UPDATE messages SET lock = NULL, visible_at = ?1 WHERE lock IS NOT NULL AND dead_at IS NULL", Text(time.GetUtcNow())),
            cancellationToken, durability: Durability.Soon);
        if (released > 0) Arrived();
        return released;
    }

    public async Task<QueueCount> CountAsync(string queue, CancellationToken cancellationToken)
    {
        var counts = await database.ReadAsync(
            connection => connection.Query(
                """
                SELECT count(*) FILTER (WHERE dead_at IS NULL AND visible_at <= ?2),
                    count(*) FILTER (WHERE dead_at IS NULL AND visible_at > ?2 AND lock IS NOT NULL),
                    count(*) FILTER (WHERE dead_at IS NULL AND visible_at > ?2 AND lock IS NULL),
                    count(*) FILTER (WHERE dead_at IS NOT NULL)
                FROM messages WHERE queue = ?1
                """,
                row => new QueueCount(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
                queue, Text(time.GetUtcNow())),
            cancellationToken);
        return counts[0];
    }

    /// <summary>
    /// Over once this process has sent or given back something after the property was read: read it, receive, and wait for it where
    /// nothing came. Locks run out and schedules fall due without a sound, so wait for a bounded time.
    /// </summary>
    public Task NextArrival => Volatile.Read(ref arrival).Task;

    private void Arrived() =>
        Interlocked.Exchange(ref arrival, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private static bool Send(SqliteConnection connection, string queue, OutgoingMessage message, DateTimeOffset now)
    {
        if (connection.Execute("INSERT INTO sent(queue, id, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", queue, message.Id, Text(now)) == 0) return false;
        connection.Execute(
            "INSERT INTO messages(queue, id, body, enqueued_at, visible_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            queue, message.Id, message.Body, Text(now), Text(message.ScheduledFor is { } due && due > now ? due : now));
        return true;
    }

    private IEnumerable<ReceivedMessage> Receive(SqliteConnection connection, string queue, int most, DateTimeOffset now)
    {
        SetAsideExhausted(connection, queue, now);
        return connection.Query(
            """
            UPDATE messages SET deliveries = deliveries + 1, lock = sequence || '.' || (deliveries + 1), visible_at = ?3
            WHERE sequence IN (SELECT sequence FROM messages
                WHERE queue = ?1 AND dead_at IS NULL AND visible_at <= ?2 ORDER BY visible_at, sequence LIMIT ?4)
            RETURNING id, body, lock, deliveries, sequence
            """,
            row => (Sequence: row.GetInt64(4), Message: new ReceivedMessage(
                queue, row.GetString(0), row.GetString(1), row.GetString(2), now + rules.LockDuration, row.GetInt32(3))),
            queue, Text(now), Text(now + rules.LockDuration), most)
            .OrderBy(row => row.Sequence).Select(row => row.Message);
    }

    private int SetAsideExhausted(SqliteConnection connection, string queue, DateTimeOffset now) => connection.Execute(
        """
        UPDATE messages SET lock = NULL, dead_at = ?2, dead_reason = ?4, dead_description = ?5
        WHERE queue = ?1 AND dead_at IS NULL AND visible_at <= ?2 AND deliveries >= ?3
        """,
        queue, Text(now), rules.MaxDeliveryCount, Exhausted.Reason, Exhausted.Description(rules.MaxDeliveryCount));

    // The lock names the message and the delivery, so that a late receiver cannot settle somebody else's delivery.
    private Task<bool> SettleAsync(string change, ReceivedMessage message, object?[] values, CancellationToken cancellationToken) =>
        database.WriteAsync(
            writer => writer.Connection.Execute(
                $"{change} WHERE queue = ?1 AND lock = ?2 AND visible_at > ?3 AND dead_at IS NULL AND sequence = CAST(?2 AS INTEGER)",
                [message.Queue, message.Lock, Text(time.GetUtcNow()), .. values]) == 1,
            cancellationToken, durability: Durability.Soon);

    // Of fixed width and always UTC, so that text sorts as time does.
    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static class Exhausted
    {
        public const string Reason = "MaxDeliveryCountExceeded";

        public static string Description(int deliveries) =>
            string.Create(CultureInfo.InvariantCulture, $"Not handled in {deliveries} deliveries.");
    }
}
