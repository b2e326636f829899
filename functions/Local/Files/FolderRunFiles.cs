using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Files;

/// <summary>A folder for each run: <c>gold-silver_2026-Q3_1/snapshot.ndjson</c>.</summary>
internal sealed class FolderRunFiles : IRunFiles, IDisposable
{
    private const int MostOpen = 64;
    private const int WriteBuffer = 1 << 17;
    private static readonly TimeSpan FlushEvery = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, SafeFileHandle> open = new(StringComparer.Ordinal);
    // Held while a file is opened or put in place, so that a handle to what was replaced is never kept.
    private readonly Lock opening = new();
    private readonly string root;
    private int written;

    /// <param name="toRead">Somebody else may be working here: the folder is left as it is.</param>
    public FolderRunFiles(string root, bool toRead = false)
    {
        this.root = Path.GetFullPath(root);
        if (toRead) return;
        Directory.CreateDirectory(this.root);
        // What a killed process left half written; nobody else works here.
        foreach (var half in Directory.EnumerateFiles(this.root, "*.tmp", SearchOption.AllDirectories)) File.Delete(half);
    }

    public async Task WriteAsync(RunKey run, string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var path = AddressOf(run, name);
        Directory.CreateDirectory(FolderOf(run));
        var half = string.Create(CultureInfo.InvariantCulture, $"{path}.{Interlocked.Increment(ref written)}.tmp");
        try
        {
            await using (var stream = new FileStream(half, FileMode.Create, FileAccess.Write, FileShare.None, WriteBuffer))
            {
                using var over = new CancellationTokenSource();
                var flushing = FlushNowAndThenAsync(stream.SafeFileHandle, over.Token);
                try
                {
                    await write(stream, cancellationToken);
                }
                finally
                {
                    await over.CancelAsync();
                    await flushing;
                }
                stream.Flush(flushToDisk: true);
            }
            lock (opening)
            {
                File.Move(half, path, overwrite: true);
                Forget(path);
            }
        }
        catch
        {
            File.Delete(half);
            throw;
        }
    }

    /// <summary>Lets the disk take in a large file while it is still being made, so that the last flush has little left to wait for.</summary>
    private static async Task FlushNowAndThenAsync(SafeFileHandle file, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(FlushEvery, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellationToken.IsCancellationRequested) RandomAccess.FlushToDisk(file);
        }
    }

    public Task<Stream?> OpenAsync(RunKey run, string name, CancellationToken cancellationToken)
    {
        var path = AddressOf(run, name);
        return Task.FromResult<Stream?>(File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16)
            : null);
    }

    public async Task ReadAsync(RunKey run, string name, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        var path = AddressOf(run, name);
        for (var filled = 0; filled < destination.Length;)
        {
            var count = await ReadSomeAsync(path, destination[filled..], offset + filled, cancellationToken);
            if (count == 0)
                throw new EndOfStreamException(string.Create(CultureInfo.InvariantCulture, $"{path} ends before byte {offset + destination.Length}."));
            filled += count;
        }
    }

    public string AddressOf(RunKey run, string name)
    {
        // One plain name: no way out of the folder, no device, no stream of another file.
        if (name.Length == 0 || name[0] == '.' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            throw new ArgumentException($"'{name}' is not the name of a file of a run.", nameof(name));
        return Path.Join(FolderOf(run), name);
    }

    public void Dispose()
    {
        foreach (var path in open.Keys) Forget(path);
    }

    private string FolderOf(RunKey run) =>
        Path.Join(root, string.Create(CultureInfo.InvariantCulture, $"{Escape(run.Programme)}_{run.Period}_{run.Revision}"));

    // Period and revision hold no underscore, so that the folders of two runs are never the same.
    private static string Escape(string programme)
    {
        var name = new StringBuilder(programme.Length);
        foreach (var b in Encoding.UTF8.GetBytes(programme))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_') name.Append((char)b);
            else name.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }
        return name.ToString();
    }

    private async ValueTask<int> ReadSomeAsync(string path, Memory<byte> destination, long offset, CancellationToken cancellationToken)
    {
        while (true)
        {
            var handle = HandleOf(path);
            try
            {
                return await RandomAccess.ReadAsync(handle, destination, offset, cancellationToken);
            }
            catch (ObjectDisposedException) when (!open.TryGetValue(path, out var now) || now != handle)
            {
                // The file was replaced in between; read the new one.
            }
        }
    }

    private SafeFileHandle HandleOf(string path)
    {
        if (open.TryGetValue(path, out var handle)) return handle;
        lock (opening)
        {
            if (open.TryGetValue(path, out handle)) return handle;
            if (open.Count >= MostOpen) Dispose();
            if (!File.Exists(path)) throw new FileNotFoundException($"There is no file {path}.", path);
            return open[path] = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
    }

    private void Forget(string path)
    {
        if (open.TryRemove(path, out var handle)) handle.Dispose();
    }
}
