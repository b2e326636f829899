using Microsoft.Data.Sqlite;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Adapters.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private readonly TemporaryDatabase file = new();

    private SqliteOutcomes Outcomes => new(file.Database);

    [Fact]
    public async Task WhatWasWrittenIsThereAfterReopening()
    {
        await new SqliteRuns(file.Database).AddAsync(Some.Run(), Ever);
        await Outcomes.SaveAsync(Some.Chunk(0, 200), Ever);
        file.Reopen();
        Assert.NotNull(await Outcomes.FindAsync(Some.Key(), "s0000-00199", Ever));
        Assert.False((await Outcomes.SaveAsync(Some.Chunk(0, 200), Ever)).First);
    }

    [Fact]
    public void ClosingLeavesOneFile()
    {
        file.Database.Dispose();
        Assert.Equal([file.Path], Directory.GetFiles(file.Folder));
    }

    [Fact]
    public void AFileOfAnotherVersionIsRefused()
    {
        file.Database.Dispose();
        using (var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False"))
        {
            connection.Open();
            connection.Execute("PRAGMA user_version = 99");
        }
        Assert.Contains("99", Assert.Throws<InvalidDataException>(() => new SqliteDatabase(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFileIsKeptAsPowerLossAndTheLibraryAskForIt()
    {
        Assert.Equal(2, await PragmaAsync("synchronous"));   // FULL
        Assert.Equal(0, await PragmaAsync("wal_autocheckpoint"));
        Assert.Equal(SqliteSchema.PageSize, await PragmaAsync("page_size"));
    }

    [Fact]
    public async Task ReadersCannotWrite() =>
        await Assert.ThrowsAsync<SqliteException>(() => file.Database.ReadAsync(connection => connection.Execute("DELETE FROM runs"), Ever));

    [Fact]
    public async Task APieceThatThrowsFailsAlone()
    {
        var pieces = Enumerable.Range(0, 100).Select(i => file.Database.WriteAsync(
            writer =>
            {
                writer.Connection.Execute("INSERT INTO sent VALUES ('q', ?1, '')", i.ToString("D3", System.Globalization.CultureInfo.InvariantCulture));
                return i % 10 == 3 ? throw new TimeoutException() : i;
            },
            Ever)).ToList();
        await Task.WhenAll(pieces.Select(piece => piece.ContinueWith(_ => { }, Ever, TaskContinuationOptions.None, TaskScheduler.Default)));
        Assert.All(pieces, (piece, i) => Assert.Equal(i % 10 == 3, piece.Exception?.InnerException is TimeoutException));
        Assert.Equal(90, await file.Database.ReadAsync(connection => connection.Number("SELECT count(*) FROM sent"), Ever));
    }

    [Fact]
    public async Task WhatWasCancelledBeforeItBeganIsNotDone()
    {
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var slow = file.Database.WriteAsync(
            _ =>
            {
                begun.Set();
                goOn.Wait();
                return 0;
            },
            Ever);
        begun.Wait();
        var waiting = file.Database.WriteAsync(writer => writer.Connection.Execute("INSERT INTO sent VALUES ('q', 'a', '')"), cancel.Token);
        await cancel.CancelAsync();
        goOn.Set();
        await slow;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, await file.Database.ReadAsync(connection => connection.Number("SELECT count(*) FROM sent"), Ever));
    }

    [Fact]
    public async Task AFullDiskFailsWhatDoesNotFitAndNothingElse()
    {
        await new SqliteRuns(file.Database).AddAsync(Some.Run(), Ever);
        await LimitPagesAsync(100);
        var failure = await Assert.ThrowsAsync<SqliteException>(() => Outcomes.SaveAsync(Some.Chunk(0, 40_000), Ever));
        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await Outcomes.FinishedAsync(Some.Key(), Ever));

        await LimitPagesAsync(100_000);
        Assert.True((await Outcomes.SaveAsync(Some.Chunk(0, 40_000), Ever)).First);
        Assert.True(await Outcomes.FindAsync(Some.Key(), "s0000-39999", Ever) is not null);
    }

    // What a machine would find that lost its power at that moment, as far as files show it.
    [Fact]
    public async Task AFileCopiedWhileItIsWrittenHoldsWholeChunks()
    {
        await new SqliteRuns(file.Database).AddAsync(Some.Run(), Ever);
        var writing = Task.WhenAll(Enumerable.Range(0, 60).Select(number => Task.Run(() => Outcomes.SaveAsync(Some.Chunk(number, 1000), Ever))));
        for (var copies = 0; copies < 10; copies++)
        {
            var copy = Path.Join(file.Folder, "copy.db");
            File.Delete(copy + "-shm");
            File.Copy(file.Path, copy, overwrite: true);
            File.Copy(file.Path + "-wal", copy + "-wal", overwrite: true);
            using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
            connection.Open();
            Assert.Equal(connection.Number("SELECT count(*) FROM chunks") * 1000, connection.Number("SELECT count(*) FROM outcomes"));
            Assert.Equal(connection.Number("SELECT count(*) FROM chunks"), connection.Number("SELECT count(*) FROM notices"));
            using var check = new SqliteCommand("PRAGMA integrity_check", connection);
            Assert.Equal("ok", check.ExecuteScalar());
            await Task.Delay(3);
        }
        await writing;
        Assert.Equal(60, (await Outcomes.FinishedAsync(Some.Key(), Ever)).Count);
    }

    [Fact]
    public async Task ReadersSeeWholeChunksWhileTheyAreWritten()
    {
        await new SqliteRuns(file.Database).AddAsync(Some.Run(), Ever);
        var writing = Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => Outcomes.SaveAsync(Some.Chunk(number, 500), Ever))));
        while (!writing.IsCompleted)
            Assert.Equal(0, await file.Database.ReadAsync(connection => connection.Number("SELECT (SELECT count(*) FROM outcomes) - 500 * (SELECT count(*) FROM chunks)"), Ever));
        await writing;
    }

    public void Dispose() => file.Dispose();

    private Task<long> PragmaAsync(string name) => file.Database.WriteAsync(writer => writer.Connection.Number($"PRAGMA {name}"), Ever);

    private Task<int> LimitPagesAsync(int pages) => file.Database.WriteAsync(writer => writer.Connection.Execute($"PRAGMA max_page_count = {pages}"), Ever);
}
