using Microsoft.Data.Sqlite;

namespace TierFunctions.Local.Sqlite;

/// <summary>
/// The one database file. All writing happens on one thread and one connection, in the order asked for; readers have connections
/// of their own that cannot write. (SQLite before 3.51.3 can damage a file that two connections write or checkpoint at once.)
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteReaders readers;
    private readonly SqliteWriter? writer;

    /// <summary>Opens the database at a path and creates it where there is none.</summary>
    public SqliteDatabase(string path)
        : this(path, new SqliteWriter(path, SqliteSchema.Open(ConnectionString(path, SqliteOpenMode.ReadWriteCreate))))
    {
    }

    private SqliteDatabase(string path, SqliteWriter? writer)
    {
        Path = path;
        this.writer = writer;
        var readOnly = ConnectionString(path, SqliteOpenMode.ReadOnly);
        readers = new SqliteReaders(() => SqliteSchema.OpenReader(readOnly));
    }

    /// <summary>A database that another process may be writing; it is there when something is read.</summary>
    public static SqliteDatabase ToRead(string path) => new(path, writer: null);

    public string Path { get; }

    /// <summary>
    /// Does a piece of writing on the writer's thread. The task completes once what was written is committed. A piece that throws
    /// leaves nothing behind and fails alone. Once begun it is not cancelled, so what it reads may be reused when the task is over.
    /// </summary>
    /// <param name="write">The work; it neither begins nor ends transactions.</param>
    /// <param name="bytes">About how much it writes.</param>
    public Task<T> WriteAsync<T>(Func<SqliteWriter, T> write, CancellationToken cancellationToken, int bytes = 0, Durability durability = Durability.AtOnce) =>
        (writer ?? throw new InvalidOperationException($"{Path} was opened to be read.")).DoAsync(write, bytes, durability, cancellationToken);

    /// <summary>Reads on a connection that sees everything whose writing had completed, and nothing of what had not.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        Task.Run(() => readers.Read(read), cancellationToken);

    /// <summary>The same at once, on the caller's thread: for a row by its key, which takes less time than to pass it on.</summary>
    public T ReadNow<T>(Func<SqliteConnection, T> read) => readers.Read(read);

    public void Dispose()
    {
        readers.Dispose();
        writer?.Dispose();
    }

    private static string ConnectionString(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString();
}
