using TierFunctions.Adapters.Tests.Contracts;
using TierFunctions.Local.Files;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Adapters.Tests.Files;

public sealed class FolderRunFilesTests : RunFilesContract, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tier-");
    private readonly FolderRunFiles files;

    public FolderRunFilesTests() => files = new FolderRunFiles(folder.FullName);

    internal override IRunFiles Files => files;

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../snapshot.ndjson")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("C:snapshot")]
    [InlineData("/etc/passwd")]
    [InlineData("nul\0")]
    public void ANameThatCouldLeadElsewhereIsRefused(string name) => Assert.Throws<ArgumentException>(() => files.AddressOf(Some.Key(), name));

    [Theory]
    [InlineData("..")]
    [InlineData("../../etc")]
    [InlineData("/etc")]
    public void NoProgrammeLeadsOutOfTheRoot(string programme)
    {
        var address = Path.GetFullPath(files.AddressOf(Some.Key(programme: programme), RunFile.Report));
        Assert.Equal(folder.FullName, Path.GetDirectoryName(Path.GetDirectoryName(address)));
    }

    [Fact]
    public async Task WhatAKilledProcessLeftHalfWrittenIsRemoved()
    {
        await files.WriteAsync(Some.Key(), RunFile.Report, (_, _) => Task.CompletedTask, CancellationToken.None);
        var half = files.AddressOf(Some.Key(), RunFile.Report) + ".9.tmp";
        await File.WriteAllTextAsync(half, "half");
        using var again = new FolderRunFiles(folder.FullName);
        Assert.False(File.Exists(half));
        Assert.True(File.Exists(again.AddressOf(Some.Key(), RunFile.Report)));
    }

    public void Dispose()
    {
        files.Dispose();
        folder.Delete(recursive: true);
    }
}
