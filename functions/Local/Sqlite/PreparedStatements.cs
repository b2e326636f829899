using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TierFunctions.Local.Sqlite;

/// <summary>
/// The statements of a reader that are asked again and again, prepared once: reading a row by its key takes less time than to have
/// SQLite think about it. A connection is used by one thread at a time, and so are its statements.
/// </summary>
internal static class PreparedStatements
{
    // A handful of texts of ours; not so many that anything must be put out.
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, sqlite3_stmt>> All = [];

    /// <summary>The statement of a text that is a constant; the caller resets it.</summary>
    public static sqlite3_stmt Of(SqliteConnection connection, string sql)
    {
        var known = All.GetValue(connection, _ => new(StringComparer.Ordinal));
        if (known.TryGetValue(sql, out var statement)) return statement;
        var database = connection.Handle ?? throw new ObjectDisposedException(nameof(connection));
        OutcomePage.Check(database, raw.sqlite3_prepare_v2(database, sql, out statement));
        known.Add(sql, statement);
        return statement;
    }

    /// <summary>Closes a connection with its statements.</summary>
    public static void Close(SqliteConnection connection)
    {
        if (All.TryGetValue(connection, out var statements))
        {
            foreach (var statement in statements.Values) statement.Dispose();
            All.Remove(connection);
        }
        connection.Dispose();
    }
}
