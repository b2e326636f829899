using System.Security.Cryptography;
using Azure.Data.Tables;

namespace TierFunctions.Azure.Tables;

/// <summary>
/// Who wrote an entity: one name a write. A client repeats a request whose answer was lost, and is then told that the entity
/// exists or has changed; reading the name back shows that the write was its own.
/// </summary>
internal static class Writer
{
    private const string Property = "Writer";

    public static string Sign(TableEntity entity)
    {
        var name = RandomNumberGenerator.GetHexString(16, lowercase: true);
        entity[Property] = name;
        return name;
    }

    public static async Task<bool> IsAsync(string name, TableClient table, TableEntity written, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(written.PartitionKey, written.RowKey, [Property], cancellationToken);
        return found.HasValue && found.Value?.GetString(Property) == name;
    }
}
