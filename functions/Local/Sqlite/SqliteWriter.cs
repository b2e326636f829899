using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TierFunctions.Local.Sqlite;

/// <summary>How long a piece of writing may take to outlast a loss of power. A killed process loses neither kind.</summary>
internal enum Durability
{
    /// <summary>When its task is over.</summary>
    AtOnce,

    /// <summary>
    /// With the next piece that is durable at once. For what would only be done again if it were lost, such as judging a chunk:
    /// everything here is in one file, which goes back to one moment as a whole, so that nothing can refer to what was lost.
    /// </summary>
    Soon,
}

/// <summary>
/// The connection that writes and its thread. Pieces of work that wait together share one transaction, since making a commit
/// durable costs far more than one piece writes; each has a savepoint, so that one that throws takes nobody else with it.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int MostPieces = 32;
    private const int MostBytes = 32 << 20;
    private const long BytesBetweenCheckpoints = 64L << 20;

    // A writer with nothing to do moves a large log into the file, so that neither the next durable commit nor the end waits for it.
    private const long BytesForIdleCheckpoint = 8L << 20;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(10);

    private readonly BlockingCollection<Piece> waiting = [];
    private readonly Dictionary<string, sqlite3_stmt> statements = new(StringComparer.Ordinal);
    private readonly List<Piece> done = [];
    private readonly string path;
    private readonly Thread thread;
    private Durability durability = Durability.AtOnce;
    private Piece? carried;
    private long sinceCheckpoint;
    private bool disposed;

    public SqliteWriter(string path, SqliteConnection connection)
    {
        this.path = path;
        Connection = connection;
        thread = new Thread(Run) { IsBackground = true, Name = "tier.db writer" };
        thread.Start();
    }

    /// <summary>Only for a piece of work on the writer's thread.</summary>
    public SqliteConnection Connection { get; }

    private sqlite3 Handle => Connection.Handle ?? throw new ObjectDisposedException(path);

    /// <summary>A statement that is prepared once and kept; only for a piece of work, which leaves it reset.</summary>
    public sqlite3_stmt Statement(string sql)
    {
        if (statements.TryGetValue(sql, out var statement)) return statement;
        var code = raw.sqlite3_prepare_v2(Handle, sql, out statement);
        if (code != raw.SQLITE_OK) throw Failure(code);
        statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Runs a bound statement that returns no rows and resets it, whether or not it succeeds.</summary>
    public void Step(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        // The message belongs to the latest call, so it is taken before the reset.
        var failure = code == raw.SQLITE_DONE ? null : Failure(code);
        _ = raw.sqlite3_reset(statement);
        if (failure is not null) throw failure;
    }

    public Task<T> DoAsync<T>(Func<SqliteWriter, T> write, int bytes, Durability durable, CancellationToken cancellationToken)
    {
        var piece = new Piece<T>(write, bytes, durable, cancellationToken);
        try
        {
            waiting.Add(piece, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(path);
        }
        return piece.Task;
    }

    /// <summary>Does what still waits, moves everything into the database file and closes it.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        waiting.CompleteAdding();
        thread.Join();
        waiting.Dispose();
    }

    private void Run()
    {
        while (!waiting.IsCompleted)
        {
            if (!waiting.TryTake(out var first, sinceCheckpoint < BytesForIdleCheckpoint ? Timeout.InfiniteTimeSpan : Idle))
            {
                CheckpointNow();
                continue;
            }
            Group(first);
            // A piece of another durability ended the group and begins the next.
            while (TakeCarried() is { } next) Group(next);
        }
        Checkpoint("TRUNCATE");
        foreach (var statement in statements.Values) statement.Dispose();
        Connection.Dispose();
    }

    private void Group(Piece first)
    {
        try
        {
            Become(first.Durability);
            Connection.Execute("BEGIN IMMEDIATE");
        }
        catch (SqliteException failure)
        {
            first.Fail(failure);
            return;
        }
        var bytes = 0L;
        var pieces = 0;
        for (var piece = first; piece is not null;)
        {
            bytes += piece.Bytes;
            if (!TryDo(piece)) return;
            piece = ++pieces < MostPieces && bytes < MostBytes ? NextOfSameDurability() : null;
        }
        Commit();
        sinceCheckpoint += bytes + pieces * SqliteSchema.PageSize;
        if (sinceCheckpoint >= BytesBetweenCheckpoints) CheckpointNow();
    }

    private void CheckpointNow()
    {
        sinceCheckpoint = 0;
        Checkpoint("PASSIVE");
    }

    /// <summary>SQLite waits for the disk at every commit, or only before a checkpoint.</summary>
    private void Become(Durability wanted)
    {
        if (durability == wanted) return;
        Connection.Execute(wanted is Durability.AtOnce ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        durability = wanted;
    }

    private Piece? NextOfSameDurability()
    {
        if (!waiting.TryTake(out var next)) return null;
        if (next.Durability == durability) return next;
        carried = next;
        return null;
    }

    private Piece? TakeCarried()
    {
        var piece = carried;
        carried = null;
        return piece;
    }

    // False where the transaction is lost, and with it all that was done in it.
    private bool TryDo(Piece piece)
    {
        if (piece.IsCancelled) return true;
        try
        {
            Connection.Execute("SAVEPOINT piece");
            piece.Do(this);
            Connection.Execute("RELEASE piece");
            done.Add(piece);
            return true;
        }
#pragma warning disable CA1031 // Whatever a piece of work throws is its own caller's to see.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            piece.Fail(failure);
            return TryUndo(failure);
        }
    }

    private bool TryUndo(Exception failure)
    {
        try
        {
            // A full disk or a failing one makes SQLite roll back everything by itself.
            if (raw.sqlite3_get_autocommit(Handle) == 0)
            {
                Connection.Execute("ROLLBACK TO piece; RELEASE piece");
                return true;
            }
        }
        catch (SqliteException worse)
        {
            failure = worse;
        }
        Lose(failure);
        return false;
    }

    private void Commit()
    {
        try
        {
            Connection.Execute("COMMIT");
        }
        catch (SqliteException failure)
        {
            Lose(failure);
            return;
        }
        foreach (var piece in done) piece.Complete();
        done.Clear();
    }

    private void Lose(Exception failure)
    {
        try
        {
            if (raw.sqlite3_get_autocommit(Handle) == 0) Connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The first failure says more; a transaction that cannot be rolled back makes the next BEGIN fail.
        }
        foreach (var piece in done) piece.Fail(failure);
        done.Clear();
    }

    // What is not moved now is moved the next time: the log keeps it durable.
    private void Checkpoint(string mode)
    {
        try
        {
            Connection.Execute($"PRAGMA wal_checkpoint({mode})");
        }
        catch (SqliteException)
        {
            // As above: nothing is lost, and the next commit reports a disk that is full or broken to somebody who waits for it.
        }
    }

    private SqliteException Failure(int code) =>
        new($"{path}: {raw.sqlite3_errmsg(Handle).utf8_to_string()} (SQLite error {code})", code & 0xff, raw.sqlite3_extended_errcode(Handle));

    private abstract class Piece(int bytes, Durability durability)
    {
        public int Bytes { get; } = bytes;

        public Durability Durability { get; } = durability;

        public abstract bool IsCancelled { get; }

        public abstract void Do(SqliteWriter writer);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    private sealed class Piece<T>(Func<SqliteWriter, T> write, int bytes, Durability durability, CancellationToken cancellationToken) : Piece(bytes, durability)
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Task => source.Task;

        public override bool IsCancelled => cancellationToken.IsCancellationRequested && source.TrySetCanceled(cancellationToken);

        public override void Do(SqliteWriter writer) => result = write(writer);

        public override void Complete() => source.SetResult(result!);   // Do has set it

        public override void Fail(Exception failure) => source.SetException(failure);
    }
}
