using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace TierFunctions.Local.Sqlite;

/// <summary>Connections that can only read, each for one reader at a time. Some are kept for those who come next.</summary>
internal sealed class SqliteReaders(Func<SqliteConnection> open) : IDisposable
{
    private const int MostIdle = 8;

    // The one that was used last has most in its cache.
    private readonly ConcurrentStack<SqliteConnection> waiting = [];
    private int idle;
    private volatile bool disposed;

    public T Read<T>(Func<SqliteConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (waiting.TryPop(out var connection)) Interlocked.Decrement(ref idle);
        else connection = open();
        var whole = false;
        try
        {
            var result = read(connection);
            whole = true;
            return result;
        }
        finally
        {
            // One on which something failed is not trusted again.
            if (!whole || disposed || !TryKeep(connection)) PreparedStatements.Close(connection);
        }
    }

    public void Dispose()
    {
        disposed = true;
        while (waiting.TryPop(out var connection)) PreparedStatements.Close(connection);
    }

    private bool TryKeep(SqliteConnection connection)
    {
        if (Interlocked.Increment(ref idle) > MostIdle)
        {
            Interlocked.Decrement(ref idle);
            return false;
        }
        waiting.Push(connection);
        return true;
    }
}
