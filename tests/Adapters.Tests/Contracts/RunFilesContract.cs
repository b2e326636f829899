using System.Text;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class RunFilesContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    internal abstract IRunFiles Files { get; }

    [Fact]
    public async Task AFileIsReadBackWholeOrInParts()
    {
        await WriteAsync("0123456789");
        Assert.Equal("0123456789", await ReadAsync());
        Assert.Equal("345", await ReadAsync(3, 3));
        Assert.Equal("9", await ReadAsync(9, 1));
        Assert.Equal("", await ReadAsync(10, 0));
    }

    [Fact]
    public async Task ReadingBeyondTheEndIsRefused()
    {
        await WriteAsync("0123456789");
        await Assert.ThrowsAsync<EndOfStreamException>(() => ReadAsync(8, 3));
    }

    [Fact]
    public async Task ThereIsNoFileBeforeOneIsWritten()
    {
        Assert.Null(await Files.OpenAsync(Some.Key(), RunFile.Snapshot, Ever));
        await Assert.ThrowsAsync<FileNotFoundException>(() => ReadAsync(0, 1));
    }

    [Fact]
    public async Task AFileThatWasRewrittenIsReadAnew()
    {
        await WriteAsync("old");
        Assert.Equal("old", await ReadAsync(0, 3));
        await WriteAsync("newer");
        Assert.Equal("newer", await ReadAsync(0, 5));
        Assert.Equal("newer", await ReadAsync());
    }

    [Fact]
    public async Task AWriteThatFailsLeavesTheOldFile()
    {
        await WriteAsync("old");
        await Assert.ThrowsAsync<TimeoutException>(() => Files.WriteAsync(
            Some.Key(),
            RunFile.Snapshot,
            async (stream, cancellationToken) =>
            {
                await stream.WriteAsync("half"u8.ToArray(), cancellationToken);
                throw new TimeoutException();
            },
            Ever));
        Assert.Equal("old", await ReadAsync());
    }

    [Fact]
    public async Task OfManyWhoWriteAtOnceOneIsKeptWhole()
    {
        await Some.AtOnceAsync(async i =>
        {
            await WriteAsync(new string((char)('a' + i), 100_000));
            return i;
        });
        var kept = await ReadAsync();
        Assert.Equal(new string(kept![0], 100_000), kept);
    }

    [Fact]
    public async Task RunsHaveFilesOfTheirOwn()
    {
        RunKey[] keys = [Some.Key(), Some.Key(2), Some.Key(programme: "a"), Some.Key(programme: "a_2026-Q3"), Some.Key(programme: "../a"), Some.Key(programme: "店")];
        foreach (var key in keys) await WriteAsync(key.ToString(), key);
        foreach (var key in keys) Assert.Equal(key.ToString(), await ReadAsync(key));
        Assert.Equal(keys.Length, keys.Select(key => Files.AddressOf(key, RunFile.Report)).Distinct(StringComparer.Ordinal).Count());
    }

    private Task WriteAsync(string text, RunKey? key = null) => Files.WriteAsync(
        key ?? Some.Key(), RunFile.Snapshot, (stream, cancellationToken) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask(), Ever);

    private async Task<string?> ReadAsync(RunKey? key = null)
    {
        await using var stream = await Files.OpenAsync(key ?? Some.Key(), RunFile.Snapshot, Ever);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Ever);
    }

    private async Task<string> ReadAsync(long offset, int length)
    {
        var bytes = new byte[length];
        await Files.ReadAsync(Some.Key(), RunFile.Snapshot, offset, bytes, Ever);
        return Encoding.UTF8.GetString(bytes);
    }
}
