using TierFunctions.Local.Files;
using TierFunctions.Local.Sqlite;

namespace TierFunctions.Local.Host;

/// <summary>A data folder that this process works in: its lock, its database, and the stores that the pipeline keeps everything in.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private Workplace(DataDirectory directory, SqliteDatabase database, Stores stores)
    {
        Directory = directory;
        Database = database;
        Stores = stores;
    }

    public DataDirectory Directory { get; }

    public SqliteDatabase Database { get; }

    public Stores Stores { get; }

    /// <summary>Opens a data folder, and creates it where there is none.</summary>
    /// <param name="storage">A storage account that keeps everything but the queues, by its connection string; null for the folder itself.</param>
    /// <param name="metrics">The folder that inputs must lie in; null where they are named by files of any folder.</param>
    public static async Task<Workplace> OpenAsync(string data, string? storage, string? metrics, CancellationToken cancellationToken)
    {
        var directory = DataDirectory.Open(data);
        SqliteDatabase? database = null;
        try
        {
            database = new SqliteDatabase(directory.Database);
            var stores = storage is null ? Stores.InFolder(directory, database, metrics) : await Stores.InStorageAsync(storage, cancellationToken);
            return new Workplace(directory, database, stores);
        }
        catch
        {
            database?.Dispose();
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Opens a data folder that exists, or a storage account, to read what is there; another process may be at work in it.</summary>
    public static async Task<Workplace> OpenToReadAsync(string data, string? storage, CancellationToken cancellationToken)
    {
        var directory = DataDirectory.ToRead(data);
        if (storage is null && !File.Exists(directory.Database)) throw new Cli.BadInputException($"There is no data folder {data}; 'tier run' makes one.");
        var database = SqliteDatabase.ToRead(directory.Database);
        return new Workplace(directory, database, storage is null ? Stores.InFolder(directory, database, metrics: null, toRead: true) : await Stores.InStorageAsync(storage, cancellationToken));
    }

    /// <summary>
    /// Gives back what a dead process held here: this one is the only one in the folder. Of a storage account nobody can say that;
    /// there, what was held is free again after a while.
    /// </summary>
    public async Task ReleaseAsync(SqliteQueue queue, CancellationToken cancellationToken)
    {
        await queue.ReleaseLocksAsync(cancellationToken);
        if (Stores is not { Runs: SqliteRuns runs, Deliveries: SqliteDeliveries deliveries }) return;
        await deliveries.ReleaseAsync(cancellationToken);
        foreach (var run in await runs.ListAsync(programme: null, cancellationToken))
        {
            if (run.IngestingAt is not null) await runs.ReplaceAsync(run with { IngestingAt = null }, cancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        Database.Dispose();
        (Stores.Files as IDisposable)?.Dispose();
        Directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
