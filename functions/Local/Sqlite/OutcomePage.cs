using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>
/// Outcomes on their way out of the table. A million are read for the standings before a period, so that what one row has in common
/// with the one before it, such as tiers and days, is not made anew.
/// </summary>
internal sealed class OutcomePage(SqliteConnection connection, RunKey run)
{
    private readonly string?[] latest = new string?[11];
    private (string? Text, DateOnly? Day) since;

    /// <summary>Every row of a query of store, industry, status, tier, before, came_from, since, verdicts, readings, reason and standing.</summary>
    public List<StoredOutcome> Read(string sql, ReadOnlySpan<string> values)
    {
        var database = connection.Handle ?? throw new ObjectDisposedException(nameof(connection));
        var statement = PreparedStatements.Of(connection, sql);
        try
        {
            for (var i = 0; i < values.Length; i++) Check(database, raw.sqlite3_bind_text(statement, i + 1, values[i]));
            var rows = new List<StoredOutcome>();
            int code;
            while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW) rows.Add(Row(statement));
            if (code != raw.SQLITE_DONE) Check(database, code);
            return rows;
        }
        finally
        {
            // Ends its reading transaction; what went wrong was said above.
            _ = raw.sqlite3_reset(statement);
        }
    }

    /// <summary>The one row of a query of the same columns by the run's number and the store; null where there is none.</summary>
    public StoredOutcome? Find(string sql, long number, string store)
    {
        var database = connection.Handle ?? throw new ObjectDisposedException(nameof(connection));
        var statement = PreparedStatements.Of(connection, sql);
        Span<byte> room = stackalloc byte[256];
        var text = Encoding.UTF8.GetMaxByteCount(store.Length) <= room.Length ? room[..Encoding.UTF8.GetBytes(store, room)] : Encoding.UTF8.GetBytes(store);
        try
        {
            Check(database, raw.sqlite3_bind_int64(statement, 1, number));
            Check(database, raw.sqlite3_bind_text(statement, 2, text));
            var code = raw.sqlite3_step(statement);
            if (code == raw.SQLITE_ROW) return Row(statement);
            if (code != raw.SQLITE_DONE) Check(database, code);
            return null;
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    private StoredOutcome Row(sqlite3_stmt row) => new(
        run,
        Text(row, 0)!,   // store, status and tier are NOT NULL
        Text(row, 1),
        Words.Read<Status>(Text(row, 2)!),
        Text(row, 3)!,
        Text(row, 4),
        Text(row, 5),
        Day(Text(row, 6)),
        Text(row, 7) ?? "",
        Text(row, 8) ?? "",
        Text(row, 9))
    {
        Standing = Text(row, 10) ?? "",
    };

    private string? Text(sqlite3_stmt row, int column)
    {
        if (raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL) return null;
        var bytes = raw.sqlite3_column_blob(row, column);
        if (latest[column] is { } same && same.Length == bytes.Length && Ascii.Equals(bytes, same)) return same;
        return latest[column] = Encoding.UTF8.GetString(bytes);
    }

    private DateOnly? Day(string? text)
    {
        if (text is null) return null;
        if (!ReferenceEquals(text, since.Text)) since = (text, DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        return since.Day;
    }

    internal static void Check(sqlite3 database, int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteException($"{raw.sqlite3_errmsg(database).utf8_to_string()} (SQLite error {code})", code & 0xff, raw.sqlite3_extended_errcode(database));
    }
}
