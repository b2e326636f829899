using Microsoft.Data.Sqlite;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>Runs: what they are looked up by as columns, the whole as JSON.</summary>
internal sealed class SqliteRuns(SqliteDatabase database) : IRuns
{
    public async Task<Run?> FindAsync(RunKey key, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(connection => connection.Query("SELECT json FROM runs WHERE key = ?1", Read, key.ToString()), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<IReadOnlyList<Run>> ListAsync(string? programme, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.Query(
                "SELECT json FROM runs WHERE ?1 IS NULL OR programme = ?1 ORDER BY programme, period, revision", Read, programme),
            cancellationToken);

    public Task<bool> AddAsync(Run run, CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute(
            """
            INSERT INTO runs(key, programme, period, revision, state, version, json) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)
            ON CONFLICT(key) DO NOTHING
            """,
            run.Key.ToString(), run.Key.Programme, run.Key.Period.ToString(), run.Key.Revision, Words.Write(run.State), RunCodec.Write(run with { Version = 1 })) == 1,
        cancellationToken);

    public Task<bool> ReplaceAsync(Run run, CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute(
            "UPDATE runs SET state = ?3, version = ?4, json = ?5 WHERE key = ?1 AND version = ?2",
            run.Key.ToString(), run.Version, Words.Write(run.State), run.Version + 1, RunCodec.Write(run with { Version = run.Version + 1 })) == 1,
        cancellationToken);

    /// <summary>The number that rows of other tables know a run by. Throws <see cref="InvalidOperationException"/> where the run was never added.</summary>
    internal static long IdOf(SqliteConnection connection, RunKey key) =>
        connection.Number("SELECT id FROM runs WHERE key = ?1", key.ToString()) is var id and not 0
            ? id
            : throw new InvalidOperationException($"There is no run {key}.");

    private static Run Read(SqliteDataReader row) => RunCodec.Read(row.GetString(0));
}
