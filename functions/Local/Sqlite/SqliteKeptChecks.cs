using System.Globalization;
using Microsoft.Data.Sqlite;
using TierFunctions.Pipeline.Check;

namespace TierFunctions.Local.Sqlite;

/// <summary>What-ifs that were kept, a row of <c>kept_checks</c> each; none is ever changed.</summary>
internal sealed class SqliteKeptChecks(SqliteDatabase database) : IKeptChecks
{
    private const string Columns = "id, store, programme, policy_version, benchmarks_of, asked_by, asked_at, readings, answer";

    public Task<(KeptCheck Kept, bool IsNew)> KeepAsync(KeptCheck check, CancellationToken cancellationToken) => database.WriteAsync(
        writer =>
        {
            var isNew = writer.Connection.Execute(
                $"INSERT INTO kept_checks({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(id) DO NOTHING",
                check.Id, check.Store, check.Programme, check.PolicyVersion, check.BenchmarksOf, check.By, check.At.ToString("O", CultureInfo.InvariantCulture), check.Readings, check.Answer) == 1;
            return (Find(writer.Connection, check.Id)!, isNew); // it is there
        },
        cancellationToken);

    public async Task<KeptCheck?> FindAsync(string id, CancellationToken cancellationToken) => await database.ReadAsync(connection => Find(connection, id), cancellationToken);

    private static KeptCheck? Find(SqliteConnection connection, string id) =>
        connection.Query($"SELECT {Columns} FROM kept_checks WHERE id = ?1", Read, id) is [var found] ? found : null;

    private static KeptCheck Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Text(4), row.GetString(5),
        DateTimeOffset.Parse(row.GetString(6), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), row.GetString(7), row.GetString(8));
}
