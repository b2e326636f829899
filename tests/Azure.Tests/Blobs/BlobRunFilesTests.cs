using TierFunctions.Adapters.Tests;
using TierFunctions.Adapters.Tests.Contracts;
using TierFunctions.Azure.Blobs;
using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tests.Blobs;

[Collection(Azurite.Name)]
public sealed class BlobRunFilesTests(Azurite azurite) : RunFilesContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override IRunFiles Files => new BlobRunFiles(account.Containers);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;

    [AzuriteFact]
    public async Task AFileOfManyBlocksIsReadBackAsItWasWritten()
    {
        var bytes = new byte[20_000_000];
        new Random(1).NextBytes(bytes);
        await Files.WriteAsync(
            Some.Key(),
            RunFile.Snapshot,
            (stream, _) =>
            {
                // As the snapshot's writer does it: without waiting, in pieces that fit no block.
                for (var at = 0; at < bytes.Length; at += 777_777) stream.Write(bytes, at, Math.Min(777_777, bytes.Length - at));
                return Task.CompletedTask;
            },
            CancellationToken.None);
        Assert.Equal(bytes, await Files.ReadAllAsync(Some.Key(), RunFile.Snapshot, CancellationToken.None));

        var part = new byte[3_000_000];
        await Files.ReadAsync(Some.Key(), RunFile.Snapshot, 7_000_000, part, CancellationToken.None);
        Assert.Equal(bytes[7_000_000..10_000_000], part);
    }

    [AzuriteFact]
    public async Task NothingOfALargeFileIsThereUntilAllOfItIs()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Files.WriteAsync(
            Some.Key(),
            RunFile.Snapshot,
            async (stream, cancellationToken) =>
            {
                await stream.WriteAsync(new byte[20_000_000], cancellationToken);
                Assert.Null(await Files.OpenAsync(Some.Key(), RunFile.Snapshot, cancellationToken));
                throw new TimeoutException();
            },
            CancellationToken.None));
        Assert.Null(await Files.OpenAsync(Some.Key(), RunFile.Snapshot, CancellationToken.None));
    }

    [AzuriteFact]
    public void AnAddressHoldsNoCredential() => Assert.DoesNotContain('?', Files.AddressOf(Some.Key(), RunFile.Report));

    [AzuriteFact]
    public void ANameThatCouldLeadElsewhereIsRefused()
    {
        string[] names = ["", ".", "..", "../snapshot.ndjson", "a/b", "a\\b", "nul\0"];
        Assert.All(names, name => Assert.Throws<ArgumentException>(() => Files.AddressOf(Some.Key(), name)));
    }
}
