using System.Collections.Concurrent;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.InMemory;

internal sealed class InMemoryRunFiles : IRunFiles
{
    private readonly ConcurrentDictionary<(RunKey Run, string Name), byte[]> files = [];

    public async Task WriteAsync(RunKey run, string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await write(stream, cancellationToken);
        files[(run, name)] = stream.ToArray();
    }

    public Task<Stream?> OpenAsync(RunKey run, string name, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(files.TryGetValue((run, name), out var bytes) ? new MemoryStream(bytes, writable: false) : null);

    public Task ReadAsync(RunKey run, string name, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (!files.TryGetValue((run, name), out var bytes)) throw new FileNotFoundException($"Run {run} has no {name}.", name);
        if (offset + destination.Length > bytes.Length) throw new EndOfStreamException($"{AddressOf(run, name)} is shorter.");
        bytes.AsSpan((int)offset, destination.Length).CopyTo(destination.Span);
        return Task.CompletedTask;
    }

    public string AddressOf(RunKey run, string name) => $"memory:{run}/{name}";
}
