using System.Globalization;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Local.Files;

/// <summary>
/// Metric blobs as files. A place is a file or a folder that is looked through with everything below it. A blob is called by the
/// path that it was given by, with forward slashes; relative paths are relative to one folder for good.
/// </summary>
/// <param name="confined">Nothing outside that folder is read, whatever a place says: for places that come from elsewhere.</param>
internal sealed class FolderInputs(string root, bool confined = false) : IInputs
{
    private const string Manifest = "manifest.json";

    private static readonly string[] Endings = [".csv", ".ndjson", ".csv.gz", ".ndjson.gz"];

    public Task<IReadOnlyList<FoundInput>> ListAsync(IReadOnlyList<string> places, CancellationToken cancellationToken)
    {
        // By name: places may overlap.
        var found = new SortedDictionary<string, FoundInput>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            var path = Path.GetFullPath(place, root);
            if (confined && !IsBelowRoot(path)) throw new InputNotFoundException(place, "lies outside the folder of metric blobs.");
            foreach (var file in FilesAt(place, path, cancellationToken))
            {
                var name = NameOf(Path.IsPathRooted(place) ? file.FullName : Path.GetRelativePath(root, file.FullName));
                var content = ContentOf(file, place);
                found[name] = new FoundInput(name, ETagOf(content.Length, content.LastWriteTimeUtc), content.Length);
            }
        }
        return Task.FromResult<IReadOnlyList<FoundInput>>([.. found.Values]);
    }

    public Task<Stream> OpenAsync(PinnedInput input, CancellationToken cancellationToken)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(Path.GetFullPath(input.Name, root), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputChangedException(input.Name, "is gone");
        }
        // Asked of the open file and not of its name, which may lead to another one by now.
        if (stream.Length == input.Length && ETagOf(stream.Length, File.GetLastWriteTimeUtc(stream.SafeFileHandle)) == input.ETag)
            return Task.FromResult<Stream>(stream);
        stream.Dispose();
        throw new InputChangedException(input.Name, "has changed");
    }

    private static List<FileInfo> FilesAt(string place, string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path)) return [new FileInfo(path)];
        if (!Directory.Exists(path)) throw new InputNotFoundException(place, "is neither a file nor a folder.");
        var files = new List<FileInfo>();
        try
        {
            Collect(new DirectoryInfo(path), place, [], files, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputNotFoundException(place, $"cannot be looked through: {fault.Message}", fault);
        }
        return files;
    }

    /// <param name="above">The folders that this one was reached through, without symbolic links.</param>
    private static void Collect(DirectoryInfo folder, string place, List<string> above, List<FileInfo> files, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var real = RealPathOf(folder);
        if (above.Contains(real, StringComparer.Ordinal)) throw new InputNotFoundException(place, $"leads round in a circle at {folder.FullName}.");
        above.Add(real);
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo below) Collect(below, place, above, files, cancellationToken);
            else if (entry is FileInfo file && IsInput(file.Name)) files.Add(file);
        }
        above.RemoveAt(above.Count - 1);
    }

    private bool IsBelowRoot(string path) => Path.GetRelativePath(root, path) is var way && !Path.IsPathRooted(way) && way.Split(Path.DirectorySeparatorChar)[0] != "..";

    private static bool IsInput(string name) => name == Manifest || Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // The length and time of a symbolic link are not those of the file that will be read.
    private static FileInfo ContentOf(FileInfo file, string place)
    {
        if (file.LinkTarget is null) return file;
        try
        {
            if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target) return target;
        }
        catch (IOException fault)
        {
            throw new InputNotFoundException(place, $"holds {file.Name}, a link that cannot be followed: {fault.Message}", fault);
        }
        throw new InputNotFoundException(place, $"holds {file.Name}, a link that leads nowhere.");
    }

    private static string RealPathOf(DirectoryInfo folder) => (folder.ResolveLinkTarget(returnFinalTarget: true) ?? folder).FullName;

    private static string NameOf(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/');

    private static string ETagOf(long length, DateTime lastWriteUtc) => string.Create(CultureInfo.InvariantCulture, $"{length:x}-{lastWriteUtc.Ticks:x}");
}
