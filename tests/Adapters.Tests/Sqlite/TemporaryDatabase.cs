using TierFunctions.Local.Sqlite;

namespace TierFunctions.Adapters.Tests.Sqlite;

internal sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tier-");

    public TemporaryDatabase() => Database = new SqliteDatabase(Path);

    public SqliteDatabase Database { get; private set; }

    public string Folder => folder.FullName;

    public string Path => System.IO.Path.Join(folder.FullName, "tier.db");

    public void Reopen()
    {
        Database.Dispose();
        Database = new SqliteDatabase(Path);
    }

    public void Dispose()
    {
        Database.Dispose();
        folder.Delete(recursive: true);
    }
}
