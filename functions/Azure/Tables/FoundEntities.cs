using Azure.Data.Tables;

namespace TierFunctions.Azure.Tables;

internal static class FoundEntities
{
    /// <summary>An entity by its keys; null where there is none.</summary>
    public static async Task<TableEntity?> FindAsync(this TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
