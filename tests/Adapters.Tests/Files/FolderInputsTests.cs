using TierFunctions.Local.Files;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Adapters.Tests.Files;

public sealed class FolderInputsTests : IDisposable
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tier-");
    private readonly FolderInputs inputs;

    public FolderInputsTests() => inputs = new FolderInputs(folder.FullName);

    [Fact]
    public async Task AFolderIsLookedThroughForBlobsAndTheirManifest()
    {
        string[] files = ["m/b.csv", "m/a/z.ndjson.gz", "m/B.ndjson", "m/manifest.json", "m/a/x.csv.gz", "m/notes.txt", "m/other.json", "n/c.csv"];
        foreach (var name in files) Put(name);
        Assert.Equal(
            ["m/B.ndjson", "m/a/x.csv.gz", "m/a/z.ndjson.gz", "m/b.csv", "m/manifest.json"],
            (await inputs.ListAsync(["m"], Ever)).Select(input => input.Name));
    }

    [Fact]
    public async Task PlacesMayBeFilesMayOverlapAndAreCalledAsTheyWereGiven()
    {
        Put("m/b.csv");
        Put("m/data.txt");
        var full = Path.Join(folder.FullName, "m/b.csv");
        Assert.Equal(["m/b.csv", "m/data.txt"], (await inputs.ListAsync(["./m/../m", "m/data.txt", "m/b.csv"], Ever)).Select(input => input.Name));
        Assert.Equal([full.Replace('\\', '/')], (await inputs.ListAsync([full], Ever)).Select(input => input.Name));
    }

    [Fact]
    public async Task ABlobIsReadOnlyAsItWasFound()
    {
        Put("m/b.csv", "store_id\n1\n");
        var found = Assert.Single(await inputs.ListAsync(["m"], Ever));
        var pinned = new PinnedInput(found.Name, found.ETag, found.Length);
        using (var reader = new StreamReader(await inputs.OpenAsync(pinned, Ever))) Assert.Equal("store_id\n1\n", await reader.ReadToEndAsync(Ever));

        await Assert.ThrowsAsync<InputChangedException>(() => inputs.OpenAsync(pinned with { Length = 3 }, Ever));
        File.SetLastWriteTimeUtc(Path.Join(folder.FullName, "m/b.csv"), DateTime.UnixEpoch);
        await Assert.ThrowsAsync<InputChangedException>(() => inputs.OpenAsync(pinned, Ever));
        File.Delete(Path.Join(folder.FullName, "m/b.csv"));
        Assert.Contains("is gone", (await Assert.ThrowsAsync<InputChangedException>(() => inputs.OpenAsync(pinned, Ever))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingPlaceIsNamed()
    {
        var failure = await Assert.ThrowsAsync<InputNotFoundException>(() => inputs.ListAsync(["nowhere"], Ever));
        Assert.StartsWith("nowhere ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LinksAreFollowedToTheirFiles()
    {
        Put("elsewhere/b.csv", "12345");
        Directory.CreateDirectory(Path.Join(folder.FullName, "m"));
        File.CreateSymbolicLink(Path.Join(folder.FullName, "m/link.csv"), Path.Join(folder.FullName, "elsewhere/b.csv"));
        Directory.CreateSymbolicLink(Path.Join(folder.FullName, "m/folder"), Path.Join(folder.FullName, "elsewhere"));
        var found = await inputs.ListAsync(["m"], Ever);
        Assert.Equal([("m/folder/b.csv", 5L), ("m/link.csv", 5L)], found.Select(input => (input.Name, input.Length)));
        foreach (var input in found) await (await inputs.OpenAsync(new(input.Name, input.ETag, input.Length), Ever)).DisposeAsync();
    }

    [Fact]
    public async Task LinksThatLeadInACircleAreNamed()
    {
        Put("m/b.csv");
        Directory.CreateSymbolicLink(Path.Join(folder.FullName, "m/again"), Path.Join(folder.FullName, "m"));
        Assert.Contains("circle", (await Assert.ThrowsAsync<InputNotFoundException>(() => inputs.ListAsync(["m"], Ever))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALinkThatLeadsNowhereIsNamed()
    {
        Directory.CreateDirectory(Path.Join(folder.FullName, "m"));
        File.CreateSymbolicLink(Path.Join(folder.FullName, "m/gone.csv"), Path.Join(folder.FullName, "gone.csv"));
        Assert.Contains("gone.csv", (await Assert.ThrowsAsync<InputNotFoundException>(() => inputs.ListAsync(["m"], Ever))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Put(string name, string text = "x")
    {
        var path = Path.Join(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);   // never the root
        File.WriteAllText(path, text);
    }
}
