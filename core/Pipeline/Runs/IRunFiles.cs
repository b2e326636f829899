namespace TierFunctions.Pipeline.Runs;

/// <summary>The files of a run: policy, snapshot, benchmarks, chunks, quarantine, report. Written whole or not at all.</summary>
public interface IRunFiles
{
    /// <summary>Writes a file under a temporary name and puts it in place once it is complete and durable; an older one is replaced.</summary>
    Task WriteAsync(RunKey run, string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>Opens a file for reading from its start; null where there is none.</summary>
    Task<Stream?> OpenAsync(RunKey run, string name, CancellationToken cancellationToken);

    /// <summary>
    /// Fills <paramref name="destination"/> from an offset. Throws <see cref="EndOfStreamException"/> where the file is shorter and
    /// <see cref="FileNotFoundException"/> where there is none.
    /// </summary>
    Task ReadAsync(RunKey run, string name, long offset, Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>Where people find the file: a path or an address.</summary>
    string AddressOf(RunKey run, string name);
}

/// <summary>The names of a run's files.</summary>
public static class RunFile
{
    public const string Policy = "policy.yaml";
    public const string Cases = "cases.json";
    public const string Rulings = "rulings.json";
    public const string Snapshot = "snapshot.ndjson";
    public const string Benchmarks = "benchmarks.json";
    public const string Chunks = "chunks.json";
    public const string Quarantine = "quarantine.ndjson";
    public const string Report = "report.html";
}
