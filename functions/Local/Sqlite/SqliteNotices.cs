using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>Notices, written together with the outcomes they are about.</summary>
internal sealed class SqliteNotices(SqliteDatabase database) : INotices
{
    public Task ReleaseAsync(RunKey run, CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute(
            "UPDATE notices SET state = 'pending' WHERE run = (SELECT id FROM notice_owners WHERE key = ?1) AND state = 'held'", run.ToString()),
        cancellationToken);

    public async Task<IReadOnlyDictionary<NoticeState, long>> CountAsync(RunKey run, CancellationToken cancellationToken)
    {
        var counts = await database.ReadAsync(
            connection => connection.Query(
                "SELECT state, count(*) FROM notices WHERE run = (SELECT id FROM notice_owners WHERE key = ?1) GROUP BY state",
                row => (State: Words.Read<NoticeState>(row.GetString(0)), Count: row.GetInt64(1)),
                run.ToString()),
            cancellationToken);
        return new SortedDictionary<NoticeState, long>(counts.ToDictionary(count => count.State, count => count.Count));
    }

    public async Task<SmsCosts> CostsAsync(RunKey run, CancellationToken cancellationToken)
    {
        var costs = await database.ReadAsync(
            connection => connection.Query(
                """
                SELECT delivery -> '$.cost', count(*) FROM notices
                WHERE run = (SELECT id FROM notice_owners WHERE key = ?1) AND state = 'sent' AND channel = 'sms' AND delivery -> '$.cost' IS NOT NULL GROUP BY 1
                """,
                row => (Cost: DeliveryCodec.ReadCost(row.GetString(0)), Letters: row.GetInt64(1)),
                run.ToString()),
            cancellationToken);
        return costs.Aggregate(SmsCosts.None, (sum, one) => sum.With(one.Cost, one.Letters));
    }

    public async Task<IReadOnlyList<Notice>> OfStoreAsync(RunKey run, string store, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.Query(
                $"""
                SELECT {NoticeRows.Columns} FROM notices
                WHERE run = (SELECT id FROM notice_owners WHERE key = ?1) AND store >= ?2 AND store <= ?3 ORDER BY store, channel, template
                """,
                // A store's products come right after it.
                row => NoticeRows.Read(run, row), run.ToString(), store, SubjectKey.Parse(store).Product is null ? SubjectKey.AfterProductsOf(store) : store),
            cancellationToken);

    public async Task<NoticePage> PageAsync(RunKey run, NoticeState? state, string? after, int most, CancellationToken cancellationToken)
    {
        var last = after?.Split('|') ?? ["", "", ""];
        var notices = await database.ReadAsync(
            connection => connection.Query(
                $"""
                SELECT {NoticeRows.Columns} FROM notices
                WHERE run = (SELECT id FROM notice_owners WHERE key = ?1) AND (?2 IS NULL OR state = ?2) AND (store, channel, template) > (?3, ?4, ?5)
                ORDER BY store, channel, template LIMIT ?6
                """,
                row => NoticeRows.Read(run, row), run.ToString(), state is { } one ? Words.Write(one) : null, last[0], last[1], last[2], most),
            cancellationToken);
        return new NoticePage(notices, notices.Count < most ? null : $"{notices[^1].Store}|{notices[^1].Channel}|{notices[^1].Template}");
    }
}
