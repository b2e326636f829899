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

/// <summary>The pipeline in one process: handlers on SQLite and folders. One process works in a data folder at a time; others may read.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    /// <summary>One database is one bucket; a chunk is large enough that a commit is cheap and small enough that progress shows.</summary>
    private static readonly Spread Spread = new(Buckets: 1, StoresPerChunk: 8192);

    private readonly DataDirectory directory;
    private readonly SqliteDatabase database;

    private LocalHost(DataDirectory directory, string policies, int workers, IProgress<RunProgress> progress, TimeProvider time)
    {
        this.directory = directory;
        database = new SqliteDatabase(directory.Database);
        var options = new PipelineOptions { Spread = Spread, Workers = workers };
        var inputs = new FolderInputs(Directory.GetCurrentDirectory());
        var documents = new FolderPolicies(policies);
        var notices = new SqliteNotices(database);
        Files = new FolderRunFiles(directory.Runs);
        Runs = new SqliteRuns(database);
        Outcomes = new SqliteOutcomes(database);
        Queue = new SqliteQueue(database, time, new QueueRules { LockDuration = TimeSpan.FromMinutes(5), MaxDeliveryCount = 3 });
        Plans = new RunPlans(Runs, documents, Files);
        Explain = new ExplainStoreHandler(Runs, Outcomes, Plans);
        Start = new StartRunHandler(Runs, documents, inputs, Files, time);
        Sweep = new SweepHandler(Runs, Outcomes, Files, time);
        Messages = new MessageHandler(
            new IngestRunHandler(Runs, documents, inputs, Files, new SqliteRunCatalogue(database), options, progress),
            new EvaluateChunkHandler(Runs, Files, Outcomes, Plans, options, progress),
            new CompleteRunHandler(Runs, Outcomes, notices, Files, new RunReport(), Plans, time));
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
    public static LocalHost Open(string data, string policies, int workers, IProgress<RunProgress> progress, TimeProvider time) =>
        new(DataDirectory.Open(data), policies, workers, progress, time);

    /// <summary>Opens a data folder that exists, to read what is there.</summary>
    public static LocalHost OpenToRead(string data)
    {
        if (!Directory.Exists(data)) throw new Cli.BadInputException($"There is no data folder {data}; 'tier run' makes one.");
        return new(DataDirectory.Open(data), "policies", workers: 1, new Progress<RunProgress>(), TimeProvider.System);
    }

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        (Files as IDisposable)?.Dispose();
        directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
