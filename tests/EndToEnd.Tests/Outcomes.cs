using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>What a data folder holds, asked with plain SQL as anybody may.</summary>
internal static class Outcomes
{
    /// <summary>A digest of every outcome of a data folder, in order.</summary>
    public static string DigestOf(string data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in Ask(data, "SELECT r.key, o.store, o.industry, o.status, o.tier, o.before, o.came_from, o.since, o.verdicts, o.readings, o.reason FROM outcomes o JOIN runs r ON r.id = o.run ORDER BY r.key, o.store"))
            hash.AppendData(Encoding.UTF8.GetBytes(row + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string One(string data, string sql) => Assert.Single(Ask(data, sql));

    /// <summary>Rows as texts, values parted by bars.</summary>
    public static IEnumerable<string> Ask(string data, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Join(data, "tier.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The questions are written in the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)));
    }
}
