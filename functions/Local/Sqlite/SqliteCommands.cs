using Microsoft.Data.Sqlite;

namespace TierFunctions.Local.Sqlite;

/// <summary>SQL with numbered parameters: the first value is <c>?1</c>.</summary>
internal static class SqliteCommands
{
    /// <summary>Runs statements and says how many rows they changed.</summary>
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Every row of a query.</summary>
    public static List<T> Query<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first column of the first row; 0 where there is none.</summary>
    public static long Number(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public static string? Text(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static SqliteCommand Command(SqliteConnection connection, string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of ours; what comes from outside is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"?{i + 1}"), values[i] ?? DBNull.Value);
        return command;
    }
}
