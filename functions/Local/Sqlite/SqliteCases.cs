using System.Globalization;
using Microsoft.Data.Sqlite;
using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>The log of cases, a row an entry; none is ever changed.</summary>
internal sealed class SqliteCases(SqliteDatabase database) : ICases
{
    private const string Columns = "case_key, number, event, state, what, score, done_by, done_at, note";

    public Task<bool> AddAsync(CaseEntry entry, CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute(
            $"INSERT INTO case_entries({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(case_key, number) DO NOTHING",
            entry.Case.ToString(), entry.Number, Words.Write(entry.Event), entry.State, entry.What, entry.Score?.ToString(CultureInfo.InvariantCulture), entry.By,
            entry.At.ToString("O", CultureInfo.InvariantCulture), entry.Note) == 1,
        cancellationToken);

    public async Task<IReadOnlyList<CaseEntry>> OfAsync(CaseKey key, CancellationToken cancellationToken) => await database.ReadAsync(
        connection => connection.Query($"SELECT {Columns} FROM case_entries WHERE case_key = ?1 ORDER BY number", Read, key.ToString()), cancellationToken);

    // "}" follows "|", so these are the keys that begin with the programme and the stroke.
    public async Task<IReadOnlyList<CaseEntry>> ListAsync(string programme, CancellationToken cancellationToken) => await database.ReadAsync(
        connection => connection.Query($"SELECT {Columns} FROM case_entries WHERE case_key > ?1 AND case_key < ?2 ORDER BY case_key, number", Read, programme + "|", programme + "}"), cancellationToken);

    private static CaseEntry Read(SqliteDataReader row) => new(
        CaseKey.Parse(row.GetString(0)), row.GetInt32(1), Words.Read<CaseEvent>(row.GetString(2)), row.GetString(3), row.Text(4),
        row.Text(5) is { } score ? decimal.Parse(score, CultureInfo.InvariantCulture) : null, row.GetString(6),
        DateTimeOffset.Parse(row.GetString(7), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), row.Text(8));
}
