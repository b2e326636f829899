using System.Net;
using System.Security.Cryptography;
using Azure;
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

    /// <summary>Adds an entity; false where somebody else's is there.</summary>
    public static async Task<bool> AddAsync(TableClient table, TableEntity entity, CancellationToken cancellationToken)
    {
        var name = Sign(entity);
        try
        {
            await table.AddEntityAsync(entity, cancellationToken);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.Conflict)
        {
            return await IsAsync(name, table, entity, cancellationToken);
        }
    }

    /// <summary>Changes an entity that was read; false where somebody else has changed it since.</summary>
    public static async Task<bool> UpdateAsync(TableClient table, TableEntity entity, ETag read, TableUpdateMode mode, CancellationToken cancellationToken)
    {
        var name = Sign(entity);
        try
        {
            await table.UpdateEntityAsync(entity, read, mode, cancellationToken);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.PreconditionFailed)
        {
            return await IsAsync(name, table, entity, cancellationToken);
        }
    }

    public static async Task<bool> IsAsync(string name, TableClient table, TableEntity written, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(written.PartitionKey, written.RowKey, [Property], cancellationToken);
        return found.HasValue && found.Value?.GetString(Property) == name;
    }
}
