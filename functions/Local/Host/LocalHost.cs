using TierFunctions.Local.Files;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pages.Report;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Sweep;

namespace TierFunctions.Local.Host;

/// <summary>The pipeline in one process: handlers on SQLite and folders, or on a storage account. One process works in a data folder at a time; others may read.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    private readonly DataDirectory directory;
    private readonly SqliteDatabase database;

    private LocalHost(DataDirectory directory, SqliteDatabase database, Stores stores, string policies, int workers, IProgress<RunProgress> progress, TimeProvider time)
    {
        this.directory = directory;
        this.database = database;
        var options = new PipelineOptions { Spread = stores.Spread, Workers = workers };
        var documents = new FolderPolicies(policies);
        Files = stores.Files;
        Runs = stores.Runs;
        Outcomes = stores.Outcomes;
        Queue = new SqliteQueue(database, time, new QueueRules { LockDuration = TimeSpan.FromMinutes(5), MaxDeliveryCount = 3 });
        Plans = new RunPlans(Runs, documents, Files);
        Explain = new ExplainStoreHandler(Runs, Outcomes, Plans);
        Start = new StartRunHandler(Runs, documents, stores.Inputs, Files, time);
        Sweep = new SweepHandler(Runs, Outcomes, Files, time);
        Messages = new MessageHandler(
            new IngestRunHandler(Runs, documents, stores.Inputs, Files, stores.Catalogue, options, progress),
            new EvaluateChunkHandler(Runs, Files, Outcomes, Plans, options, progress),
            new CompleteRunHandler(Runs, Outcomes, stores.Notices, Files, new RunReport(), Plans, time));
    }

    public IRuns Runs { get; }

    public IRunFiles Files { get; }

    public IOutcomes Outcomes { get; }

    public RunPlans Plans { get; }

    public SqliteQueue Queue { get; }

    public StartRunHandler Start { get; }

    public SweepHandler Sweep { get; }

    public ExplainStoreHandler Explain { get; }

    public MessageHandler Messages { get; }

    public SqliteDatabase Database => database;

    /// <summary>Opens a data folder to work in, and creates it where there is none.</summary>
    /// <param name="storage">A storage account that keeps everything but the queues, by its connection string; null for the folder itself.</param>
    public static async Task<LocalHost> OpenAsync(
        string data, string? storage, string policies, int workers, IProgress<RunProgress> progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var directory = DataDirectory.Open(data);
        SqliteDatabase? database = null;
        try
        {
            database = new SqliteDatabase(directory.Database);
            var stores = storage is null ? Stores.InFolder(directory, database) : await Stores.InStorageAsync(storage, cancellationToken);
            return new LocalHost(directory, database, stores, policies, workers, progress, time);
        }
        catch
        {
            database?.Dispose();
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Opens a data folder that exists, or a storage account, to read what is there.</summary>
    public static Task<LocalHost> OpenToReadAsync(string data, string? storage, CancellationToken cancellationToken)
    {
        if (storage is null && !Directory.Exists(data)) throw new Cli.BadInputException($"There is no data folder {data}; 'tier run' makes one.");
        return OpenAsync(data, storage, "policies", workers: 1, new Progress<RunProgress>(), TimeProvider.System, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        (Files as IDisposable)?.Dispose();
        directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
