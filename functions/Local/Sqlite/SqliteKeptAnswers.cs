using System.Globalization;
using Microsoft.Data.Sqlite;
using TierFunctions.Pipeline.Requests;

namespace TierFunctions.Local.Sqlite;

/// <summary>Answers in the table <c>kept_answers</c>; those that are forgotten are deleted by the next one that begins.</summary>
internal sealed class SqliteKeptAnswers(SqliteDatabase database) : IKeptAnswers
{
    public Task<KeptAnswer?> BeginAsync(KeptAnswer begun, DateTimeOffset abandoned, DateTimeOffset forgotten, CancellationToken cancellationToken) => database.WriteAsync(
        writer =>
        {
            var connection = writer.Connection;
            connection.Execute("DELETE FROM kept_answers WHERE begun_at < ?1 OR (id = ?2 AND answer IS NULL AND begun_at < ?3)", Text(forgotten), begun.Id, Text(abandoned));
            return connection.Execute("INSERT INTO kept_answers VALUES (?1, ?2, ?3, NULL) ON CONFLICT(id) DO NOTHING", begun.Id, begun.Fingerprint, Text(begun.BegunAt)) == 1
                ? null
                : connection.Query("SELECT id, fingerprint, begun_at, answer FROM kept_answers WHERE id = ?1", Read, begun.Id).Single();
        },
        cancellationToken);

    public Task EndAsync(KeptAnswer answered, CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute("UPDATE kept_answers SET answer = ?3 WHERE id = ?1 AND begun_at = ?2", answered.Id, Text(answered.BegunAt), answered.Answer), cancellationToken);

    public Task GiveUpAsync(KeptAnswer begun, CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute("DELETE FROM kept_answers WHERE id = ?1 AND begun_at = ?2 AND answer IS NULL", begun.Id, Text(begun.BegunAt)), cancellationToken);

    private static KeptAnswer Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), DateTimeOffset.Parse(row.GetString(2), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), row.Text(3));

    // All of one length and offset, so that their order is that of the instants.
    private static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
