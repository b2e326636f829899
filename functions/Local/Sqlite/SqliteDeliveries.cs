using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>What became of notices, in the row of each.</summary>
internal sealed class SqliteDeliveries(SqliteDatabase database) : IDeliveries
{
    public async Task<Notice?> FindAsync(NoticeKey key, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            connection => connection.Query(
                $"SELECT {NoticeRows.Columns} FROM notices WHERE run = (SELECT id FROM notice_owners WHERE key = ?1) AND store = ?2 AND channel = ?3 AND template = ?4",
                row => NoticeRows.Read(key.Run, row), key.Run.ToString(), key.Store, key.Channel, key.Template),
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<IReadOnlyList<Notice>> TakeDueAsync(RunKey run, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken cancellationToken) =>
        await database.WriteAsync<IReadOnlyList<Notice>>(
            writer => [.. writer.Connection.Query(
                $"""
                UPDATE notices SET not_before = ?3, version = version + 1
                WHERE run = (SELECT id FROM notice_owners WHERE key = ?1) AND (store, channel, template) IN (
                    SELECT store, channel, template FROM notices
                    WHERE run = (SELECT id FROM notice_owners WHERE key = ?1) AND state = 'pending' AND not_before <= ?2 ORDER BY not_before, store LIMIT ?4)
                RETURNING {NoticeRows.Columns}
                """,
                row => NoticeRows.Read(run, row), run.ToString(), DeliveryCodec.WriteInstant(now), DeliveryCodec.WriteInstant(until), most)
                .OrderBy(notice => notice.Key.ToString(), StringComparer.Ordinal)],
            cancellationToken, durability: Durability.Soon);

    public Task<bool> ReplaceAsync(Notice notice, CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute(
            """
            UPDATE notices SET state = ?6, not_before = ?7, delivery = ?8, occasion = ?9, version = ?5 + 1
            WHERE run = (SELECT id FROM notice_owners WHERE key = ?1) AND store = ?2 AND channel = ?3 AND template = ?4 AND version = ?5
            """,
            notice.Run.ToString(), notice.Store, notice.Channel, notice.Template, notice.Delivery.Version,
            Words.Write(notice.State), DeliveryCodec.WriteInstant(notice.Delivery.NotBefore), DeliveryCodec.Write(notice.Delivery), OccasionCodec.Write(notice.Occasion)) == 1,
        cancellationToken);

    /// <summary>
    /// Makes due what a dead process had taken or was sending, where no other process can be at it; what waits for a time that was
    /// given a reason goes on waiting.
    /// </summary>
    public Task ReleaseAsync(CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute(
            "UPDATE notices SET not_before = '', version = version + 1 WHERE state = 'pending' AND not_before <> '' AND coalesce(delivery ->> '$.reason', ?1) = ?1",
            DeliverNoticeHandler.Sending),
        cancellationToken);
}
