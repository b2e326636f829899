using Azure.Data.Tables;
using Azure.Storage.Blobs;
using TierFunctions.Azure.Blobs;
using TierFunctions.Azure.Tables;
using TierFunctions.Local.Files;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Check;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Requests;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Host;

/// <summary>Where inputs come from and what runs leave behind is kept.</summary>
internal sealed record Stores(
    IInputs Inputs, IRuns Runs, IRunFiles Files, IOutcomes Outcomes, INotices Notices, IDeliveries Deliveries, IReminders Reminders, IContacts Contacts, IRunCatalogue Catalogue, IRulings Rulings, ICases Cases, IKeptAnswers Answers, IKeptChecks Checks, Spread Spread)
{
    /// <summary>One database is one bucket; a chunk is large enough that a commit is cheap and small enough that progress shows.</summary>
    private static readonly Spread OneDatabase = new(Buckets: 1, StoresPerChunk: 8192);

    /// <summary>A data folder: SQLite and files.</summary>
    /// <param name="metrics">The folder that inputs must lie in; null where they are files of any folder, named from the one that the command was started in.</param>
    public static Stores InFolder(DataDirectory directory, SqliteDatabase database, string? metrics, bool toRead = false) => new(
        metrics is null ? new FolderInputs(Directory.GetCurrentDirectory()) : new FolderInputs(Path.GetFullPath(metrics), confined: true), new SqliteRuns(database), new FolderRunFiles(directory.Runs, toRead), new SqliteOutcomes(database),
        new SqliteNotices(database), new SqliteDeliveries(database), new SqliteReminders(database), new SqliteContacts(database), new SqliteRunCatalogue(database), new SqliteRulings(database), new SqliteCases(database), new SqliteKeptAnswers(database), new SqliteKeptChecks(database), OneDatabase);

    /// <summary>A storage account, in Azure or emulated: Table Storage and blobs; inputs are blobs of the container <c>metrics</c>.</summary>
    public static async Task<Stores> InStorageAsync(string connectionString, CancellationToken cancellationToken)
    {
        var (tables, containers) = (Tables(connectionString), Containers(connectionString));
        await tables.CreateAsync(cancellationToken);
        await containers.CreateAsync(cancellationToken);
        return new Stores(
            new BlobInputs(containers), new TableRuns(tables), new BlobRunFiles(containers), new TableOutcomes(tables, TierTables.Spread),
            new TableNotices(tables, TierTables.Spread), new TableDeliveries(tables, TierTables.Spread), new TableReminders(tables, TierTables.Spread), new TableContacts(tables), new TableRunCatalogue(tables), new TableRulings(tables), new TableCases(tables), new TableKeptAnswers(tables), new TableKeptChecks(tables), TierTables.Spread);
    }

    private static TierTables Tables(string connectionString) => Read(connectionString, text => new TierTables(new TableServiceClient(text)));

    private static TierContainers Containers(string connectionString) => Read(connectionString, text => new TierContainers(new BlobServiceClient(text)));

    // The text holds a key, so no message repeats it.
    private static T Read<T>(string connectionString, Func<string, T> read)
    {
        try
        {
            return read(connectionString);
        }
        catch (FormatException)
        {
            throw new Cli.BadInputException("--storage: not a connection string of a storage account: expected AccountName=…;AccountKey=…, as the portal shows it, or UseDevelopmentStorage=true.");
        }
    }
}
