namespace TierFunctions.Pipeline.Ingest;

/// <summary>Files that nobody else sees and that are gone with the process, however it ends.</summary>
internal static class TemporaryFile
{
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"tier-{Path.GetRandomFileName()}");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 17, FileOptions.DeleteOnClose);
        // Windows deletes it with the last handle, even of a killed process; elsewhere a name that is gone at once does the same.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }
}
