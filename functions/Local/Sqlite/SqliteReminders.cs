using Microsoft.Data.Sqlite;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>Reminders, among the notices of runs.</summary>
internal sealed class SqliteReminders(SqliteDatabase database) : IReminders
{
    public Task<int> AddAsync(RunKey key, IReadOnlyList<Notice> notices, CancellationToken cancellationToken) => database.WriteAsync(
        writer =>
        {
            var connection = writer.Connection;
            connection.Execute(
                "INSERT INTO reminders(key, added_at) VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET added_at = max(added_at, excluded.added_at)",
                key.ToString(), DeliveryCodec.WriteInstant(notices.Max(notice => notice.Occasion?.At)));
            return notices.Sum(notice => Insert(connection, notice));
        },
        cancellationToken);

    public async Task<IReadOnlyList<RunKey>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken) => await database.ReadAsync(
        connection => connection.Query("SELECT key FROM reminders WHERE added_at >= ?1 ORDER BY key", row => RunKey.Parse(row.GetString(0)), DeliveryCodec.WriteInstant(since)), cancellationToken);

    private static int Insert(SqliteConnection connection, Notice notice) => connection.Execute(
        """
        INSERT INTO notices(run, store, channel, template, movement, state, occasion)
        VALUES ((SELECT id FROM notice_owners WHERE key = ?1), ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING
        """,
        notice.Run.ToString(), notice.Store, notice.Channel, notice.Template, notice.Movement, Words.Write(notice.State), OccasionCodec.Write(notice.Occasion));
}
