using TierFunctions.Local.Files;

namespace TierFunctions.Adapters.Tests.Files;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tier-");

    [Fact]
    public void OnlyOneWorksInADirectory()
    {
        var path = Path.Join(folder.FullName, "data");
        using (DataDirectory.Open(path))
        {
            Assert.Contains(path, Assert.Throws<DataDirectoryInUseException>(() => DataDirectory.Open(path)).Message, StringComparison.Ordinal);
        }
        using var next = DataDirectory.Open(path);
        Assert.Equal(Path.Join(path, "tier.db"), next.Database);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
