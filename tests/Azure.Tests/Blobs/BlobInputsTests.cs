using System.Security.Cryptography;
using TierFunctions.Azure.Blobs;
using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Azure.Tests.Blobs;

[Collection(Azurite.Name)]
public sealed class BlobInputsTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private Account account = null!;   // made before each test

    private BlobInputs Inputs => new(account.Containers);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;

    [AzuriteFact]
    public async Task AFolderIsLookedThroughForBlobsAndTheirManifest()
    {
        string[] names = ["m/b.csv", "m/a/z.ndjson.gz", "m/B.ndjson", "m/manifest.json", "m/a/x.csv.gz", "m/notes.txt", "m/other.json", "n/c.csv", "mm/d.csv"];
        foreach (var name in names) await account.PutAsync(name, "x");
        Assert.Equal(["m/B.ndjson", "m/a/x.csv.gz", "m/a/z.ndjson.gz", "m/b.csv", "m/manifest.json"], (await Inputs.ListAsync(["m"], Ever)).Select(input => input.Name));
    }

    [AzuriteFact]
    public async Task PlacesMayBeBlobsAndMayOverlap()
    {
        await account.PutAsync("m/b.csv", "x");
        await account.PutAsync("m/data.txt", "x");
        Assert.Equal(["m/b.csv", "m/data.txt"], (await Inputs.ListAsync(["/m/", "m/data.txt", "m/b.csv"], Ever)).Select(input => input.Name));
    }

    [AzuriteFact]
    public async Task AMissingPlaceIsNamed() =>
        Assert.StartsWith("nowhere ", (await Assert.ThrowsAsync<InputNotFoundException>(() => Inputs.ListAsync(["nowhere"], Ever))).Message, StringComparison.Ordinal);

    [AzuriteFact]
    public async Task ABlobIsReadOnlyAsItWasFound()
    {
        await account.PutAsync("m/b.csv", "store_id\n1\n");
        var pinned = await PinAsync("m");
        using (var reader = new StreamReader(await Inputs.OpenAsync(pinned, Ever))) Assert.Equal("store_id\n1\n", await reader.ReadToEndAsync(Ever));

        await Assert.ThrowsAsync<InputChangedException>(() => Inputs.OpenAsync(pinned with { Length = 3 }, Ever));
        await account.PutAsync("m/b.csv", "store_id\n2\n");
        await Assert.ThrowsAsync<InputChangedException>(() => Inputs.OpenAsync(pinned, Ever));
        await account.Blobs.GetBlobContainerClient("metrics").DeleteBlobIfExistsAsync("m/b.csv", cancellationToken: Ever);
        await Assert.ThrowsAsync<InputChangedException>(() => Inputs.OpenAsync(pinned, Ever));
    }

    [AzuriteFact]
    public async Task ABlobThatIsReplacedWhileItIsReadHasChanged()
    {
        await account.PutAsync("m/b.csv", new string('a', 20_000_000));
        await using var stream = await Inputs.OpenAsync(await PinAsync("m"), Ever);
        await stream.ReadExactlyAsync(new byte[100], Ever);
        await account.PutAsync("m/b.csv", new string('b', 20_000_000));
        await Assert.ThrowsAsync<InputChangedException>(() => SHA256.HashDataAsync(stream, Ever).AsTask());
    }

    private async Task<PinnedInput> PinAsync(string place)
    {
        var found = Assert.Single(await Inputs.ListAsync([place], Ever));
        return new PinnedInput(found.Name, found.ETag, found.Length);
    }
}
