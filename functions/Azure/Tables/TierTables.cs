using Azure.Data.Tables;
using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Azure.Tables;

/// <summary>The tables, by the names that the infrastructure declares them under.</summary>
public sealed class TierTables(TableServiceClient service)
{
    public const string RunsTable = "runs";
    public const string OutcomesTable = "outcomes";
    public const string ContactsTable = "contacts";

    /// <summary>
    /// How stores are spread: fixed for the life of the data, since outcomes are looked up by bucket. A run's 64 partitions take
    /// 128,000 entities a second between them, more than an account's 20,000. A notice is owed where a tier changes, to an eighth of
    /// the stores or so: 80 stores, their notices and the marker mostly commit in one transaction of at most 100 entities.
    /// </summary>
    public static Spread Spread { get; } = new(Buckets: 64, StoresPerChunk: 80);

    internal TableClient Runs { get; } = service.GetTableClient(RunsTable);

    internal TableClient Outcomes { get; } = service.GetTableClient(OutcomesTable);

    internal TableClient Contacts { get; } = service.GetTableClient(ContactsTable);

    /// <summary>Makes the tables where nobody has: in Azure the infrastructure does.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await Runs.CreateIfNotExistsAsync(cancellationToken);
        await Outcomes.CreateIfNotExistsAsync(cancellationToken);
        await Contacts.CreateIfNotExistsAsync(cancellationToken);
    }
}
