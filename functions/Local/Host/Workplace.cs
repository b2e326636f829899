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

    public ValueTask DisposeAsync()
    {
        Database.Dispose();
        (Stores.Files as IDisposable)?.Dispose();
        Directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
