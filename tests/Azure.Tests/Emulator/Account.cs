using Azure.Data.Tables;
using Azure.Storage.Blobs;
using TierFunctions.Azure.Blobs;
using TierFunctions.Azure.Tables;
using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Azure.Tests.Emulator;

/// <summary>A storage account with its tables and containers.</summary>
internal sealed class Account
{
    /// <summary>The contracts speak of bucket 0 only.</summary>
    public static readonly Spread OneBucket = new(Buckets: 1, StoresPerChunk: 40);

    private Account(string connectionString, TableClientOptions? tables, BlobClientOptions? blobs)
    {
        ConnectionString = connectionString;
        Service = new TableServiceClient(connectionString, tables);
        Blobs = new BlobServiceClient(connectionString, blobs);
        Tables = new TierTables(Service);
        Containers = new TierContainers(Blobs);
    }

    public string ConnectionString { get; }

    public TableServiceClient Service { get; }

    public BlobServiceClient Blobs { get; }

    public TierTables Tables { get; }

    public TierContainers Containers { get; }

    public static async Task<Account> NewAsync(Azurite azurite)
    {
        var account = new Account(azurite.NewAccount(), null, null);
        await account.Tables.CreateAsync(CancellationToken.None);
        await account.Containers.CreateAsync(CancellationToken.None);
        return account;
    }

    /// <summary>The same account through clients with other options.</summary>
    public Account Through(TableClientOptions? tables = null, BlobClientOptions? blobs = null) => new(ConnectionString, tables, blobs);

    public async Task PutAsync(string name, string text) =>
        await Blobs.GetBlobContainerClient(TierContainers.MetricsContainer).GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true);
}
