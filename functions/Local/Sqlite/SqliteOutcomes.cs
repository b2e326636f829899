using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>Outcomes, one row each. One database is one bucket: 0.</summary>
internal sealed class SqliteOutcomes(SqliteDatabase database) : IOutcomes
{
    private const int BytesPerOutcome = 192;
    private const int RowsPerPage = 4096;
    private const string FindOne = $"SELECT {Columns} FROM outcomes WHERE run = ?1 AND store = ?2";
    private const string Columns = "store, industry, status, tier, before, came_from, since, verdicts, readings, reason, standing";

    // A run that has a number keeps it.
    private readonly ConcurrentDictionary<RunKey, long> numbers = [];

    public Task<ChunkSaved> SaveAsync(ChunkResult result, CancellationToken cancellationToken) =>
        database.WriteAsync(writer => Save(writer, result), cancellationToken, result.Outcomes.Count * BytesPerOutcome, Durability.Soon);

    public async Task<IReadOnlyDictionary<int, ChunkSummary>> FinishedAsync(RunKey run, CancellationToken cancellationToken)
    {
        var markers = await database.ReadAsync(
            connection => connection.Query(
                "SELECT number, summary FROM chunks WHERE run = (SELECT id FROM runs WHERE key = ?1) ORDER BY number",
                row => (Number: row.GetInt32(0), Summary: row.GetString(1)),
                run.ToString()),
            cancellationToken);
        return new SortedDictionary<int, ChunkSummary>(markers.ToDictionary(marker => marker.Number, marker => ChunkSummaryCodec.Read(marker.Summary)));
    }

    public Task<StoredOutcome?> FindAsync(RunKey run, string store, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.ReadNow(connection => NumberOf(connection, run) is { } number ? new OutcomePage(connection, run).Find(FindOne, number, store) : null));
    }

    public async IAsyncEnumerable<StoredOutcome> RangeAsync(
        RunKey run, int bucket, string? after, string? upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bucket, 0);
        // A page at a time, so that no reading transaction stays open while somebody works on what was read.
        for (var page = RowsPerPage; page == RowsPerPage;)
        {
            var from = after;
            var rows = await database.ReadAsync(connection => Page(connection, run, from, upTo), cancellationToken);
            foreach (var row in rows) yield return row;
            page = rows.Count;
            if (page > 0) after = rows[^1].Store;
        }
    }

    /// <summary>The number that rows know a run by; null where the run was never added.</summary>
    private long? NumberOf(SqliteConnection connection, RunKey run)
    {
        if (numbers.TryGetValue(run, out var number)) return number;
        number = connection.Number("SELECT id FROM runs WHERE key = ?1", run.ToString());
        return number == 0 ? null : numbers[run] = number;
    }

    private static List<StoredOutcome> Page(SqliteConnection connection, RunKey run, string? after, string? upTo)
    {
        // An empty id comes before every other.
        return new OutcomePage(connection, run).Read(
            $"""
            SELECT {Columns} FROM outcomes
            WHERE run = (SELECT id FROM runs WHERE key = ?1) AND store > ?2 {(upTo is null ? "" : "AND store <= ?3")}
            ORDER BY store LIMIT {RowsPerPage.ToString(CultureInfo.InvariantCulture)}
            """,
            upTo is null ? [run.ToString(), after ?? ""] : [run.ToString(), after ?? "", upTo]);
    }

    private static ChunkSaved Save(SqliteWriter writer, ChunkResult result)
    {
        var connection = writer.Connection;
        var run = SqliteRuns.IdOf(connection, result.Run);
        var first = connection.Execute(
            "INSERT INTO chunks(run, number, ends, summary) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            run, result.Chunk.Number, result.Chunk.UpTo is null ? 1 : 0, ChunkSummaryCodec.Write(result.Summary)) == 1;
        if (first)
        {
            for (var place = 0; place < result.Ladder.Count; place++)
                connection.Execute("INSERT INTO run_tiers VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", run, place, result.Ladder[place]);
            using (var rows = new OutcomeRows(writer, run, result.Ladder)) rows.Insert(result.Outcomes);
            Insert(connection, run, result.Notices);
        }
        return new ChunkSaved(first, MayBeLast(connection, run));
    }

    // The last chunk goes to the end of the stores, and chunks are numbered in order: its number tells how many there are.
    private static bool MayBeLast(SqliteConnection connection, long run) =>
        connection.Number("SELECT count(*) = max(number) + 1 AND max(ends) FROM chunks WHERE run = ?1", run) == 1;

    private static void Insert(SqliteConnection connection, long run, IReadOnlyList<Notice> notices)
    {
        if (notices.Count == 0) return;
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO notices(run, store, channel, template, movement, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        var values = new SqliteParameter[6];
        for (var i = 0; i < values.Length; i++) values[i] = command.Parameters.Add(string.Create(CultureInfo.InvariantCulture, $"?{i + 1}"), SqliteType.Text);
        values[0].SqliteType = SqliteType.Integer;
        values[0].Value = run;
        foreach (var notice in notices)
        {
            values[1].Value = notice.Store;
            values[2].Value = notice.Channel;
            values[3].Value = notice.Template;
            values[4].Value = notice.Movement;
            values[5].Value = Words.Write(notice.State);
            command.ExecuteNonQuery();
        }
    }
}
