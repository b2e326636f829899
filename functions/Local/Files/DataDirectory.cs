namespace TierFunctions.Local.Files;

/// <summary>
/// The folder that one process works in: <c>tier.db</c> (runs, outcomes, notices, queues), <c>runs/</c> (each run's files),
/// <c>keys.json</c> and <c>timers/</c> (of <c>tier serve</c>) and <c>tier.lock</c>, which is held open for as long as the process works here.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream? processLock;

    private DataDirectory(string path, FileStream? processLock)
    {
        Path = path;
        this.processLock = processLock;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    public string Database => System.IO.Path.Join(Path, "tier.db");

    public string Keys => System.IO.Path.Join(Path, "keys.json");

    public string Timers => System.IO.Path.Join(Path, "timers");

    public string Runs => System.IO.Path.Join(Path, "runs");

    /// <summary>Takes the folder for this process and makes it where there is none. Throws <see cref="DataDirectoryInUseException"/>.</summary>
    public static DataDirectory Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(full);
        var name = System.IO.Path.Join(full, "tier.lock");
        try
        {
            return new DataDirectory(full, new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (File.Exists(name))
        {
            throw new DataDirectoryInUseException(full, fault);
        }
    }

    /// <summary>The folder as one to read in, whoever works there; nothing is taken or made.</summary>
    public static DataDirectory ToRead(string path) => new(System.IO.Path.GetFullPath(path), processLock: null);

    public void Dispose() => processLock?.Dispose();
}

/// <summary>Two processes must not work in one data directory.</summary>
internal sealed class DataDirectoryInUseException(string path, Exception cause)
    : Exception($"Another process works in {path}. End it, or name another data directory.", cause);
