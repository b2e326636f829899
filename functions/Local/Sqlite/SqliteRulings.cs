using System.Globalization;
using TierFunctions.Pipeline.Rulings;

namespace TierFunctions.Local.Sqlite;

/// <summary>Exemptions and decisions, a row each; none is ever changed.</summary>
internal sealed class SqliteRulings(SqliteDatabase database) : IRulings
{
    public Task<bool> AddAsync(RulingEntry entry, CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute(
            "INSERT INTO rulings(id, recorded_by, recorded_at, json) VALUES (?1, ?2, ?3, ?4) ON CONFLICT(id) DO NOTHING",
            entry.Id, entry.By, entry.At.ToString("O", CultureInfo.InvariantCulture), entry.Json) == 1,
        cancellationToken);

    public async Task<IReadOnlyList<RulingEntry>> ListAsync(CancellationToken cancellationToken) => await database.ReadAsync(
        connection => connection.Query(
            "SELECT id, recorded_by, recorded_at, json FROM rulings ORDER BY id",
            row => new RulingEntry(
                row.GetString(0), row.GetString(1), DateTimeOffset.Parse(row.GetString(2), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), row.GetString(3))),
        cancellationToken);
}
