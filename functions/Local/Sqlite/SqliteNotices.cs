using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>Notices, written together with the outcomes they are about.</summary>
internal sealed class SqliteNotices(SqliteDatabase database) : INotices
{
    public Task ReleaseAsync(RunKey run, CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute(
            "UPDATE notices SET state = 'pending' WHERE run = (SELECT id FROM runs WHERE key = ?1) AND state = 'held'", run.ToString()),
        cancellationToken);

    public async Task<IReadOnlyDictionary<NoticeState, long>> CountAsync(RunKey run, CancellationToken cancellationToken)
    {
        var counts = await database.ReadAsync(
            connection => connection.Query(
                "SELECT state, count(*) FROM notices WHERE run = (SELECT id FROM runs WHERE key = ?1) GROUP BY state",
                row => (State: Words.Read<NoticeState>(row.GetString(0)), Count: row.GetInt64(1)),
                run.ToString()),
            cancellationToken);
        return new SortedDictionary<NoticeState, long>(counts.ToDictionary(count => count.State, count => count.Count));
    }

    public async Task<IReadOnlyList<Notice>> OfStoreAsync(RunKey run, string store, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.Query(
                """
                SELECT channel, template, movement, state FROM notices
                WHERE run = (SELECT id FROM runs WHERE key = ?1) AND store = ?2 ORDER BY channel, template
                """,
                row => new Notice(run, store, row.GetString(0), row.GetString(1), row.GetString(2), Words.Read<NoticeState>(row.GetString(3))),
                run.ToString(), store),
            cancellationToken);
}
