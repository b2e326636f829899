using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using TierFunctions.Adapters.Tests;
using TierFunctions.Azure.Blobs;
using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tests.Blobs;

/// <summary>Blob Storage on a bad day: busy, or with answers that never arrive.</summary>
[Collection(Azurite.Name)]
public sealed class BlobWireTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private Account account = null!;   // made before each test

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;

    [AzuriteTheory]
    [InlineData(1_000)]
    [InlineData(20_000_000)]
    public async Task AThrottledServiceIsAskedAgain(int length)
    {
        var throttle = new Faults((number, _) => (number % 3) switch { 1 => 503, 2 => 429, _ => 0 });
        var files = new BlobRunFiles(Through(throttle));
        var bytes = Bytes(length);
        await WriteAsync(files, bytes);
        Assert.Equal(bytes, await files.ReadAllAsync(Some.Key(), RunFile.Snapshot, Ever));
        Assert.True(throttle.Answered >= 4);
    }

    [AzuriteTheory]
    [InlineData(1_000)]
    [InlineData(20_000_000)]
    public async Task AFileWhoseAnswersAreLostIsWrittenOnce(int length)
    {
        // Each change is done, and each time its first answer does not arrive.
        var seen = new HashSet<string>();
        var lost = new Faults((_, message) => message.Request.Method == RequestMethod.Put && seen.Add(message.Request.Uri.ToString()) ? 503 : 0, before: false);
        var bytes = Bytes(length);
        await WriteAsync(new BlobRunFiles(Through(lost)), bytes);
        Assert.True(lost.Answered >= 1);
        Assert.Equal(bytes, await new BlobRunFiles(account.Containers).ReadAllAsync(Some.Key(), RunFile.Snapshot, Ever));
    }

    [AzuriteFact]
    public async Task AServiceThatStaysBusyFailsTheCallAndLeavesNothing()
    {
        var busy = new BlobRunFiles(Through(new Faults((_, _) => 503)));
        Assert.Equal(503, (await Assert.ThrowsAnyAsync<RequestFailedException>(() => WriteAsync(busy, Bytes(10)))).Status);
        Assert.Null(await new BlobRunFiles(account.Containers).OpenAsync(Some.Key(), RunFile.Snapshot, Ever));
    }

    [AzuriteFact]
    public async Task ABusyServiceIsNoChangeOfAnInputButAFailedPreconditionIs()
    {
        await account.PutAsync("m/stores.csv", "store_id\n1\n");
        var found = Assert.Single(await new BlobInputs(account.Containers).ListAsync(["m"], Ever));
        var pinned = new PinnedInput(found.Name, found.ETag, found.Length);
        await Assert.ThrowsAsync<RequestFailedException>(() => new BlobInputs(Through(new Faults((_, _) => 503))).OpenAsync(pinned, Ever));
        await Assert.ThrowsAsync<InputChangedException>(() => new BlobInputs(Through(new Faults((_, _) => 412))).OpenAsync(pinned, Ever));
        await Assert.ThrowsAsync<InputChangedException>(() => new BlobInputs(Through(new Faults((_, _) => 404))).OpenAsync(pinned, Ever));
        await using var stream = await new BlobInputs(Through(new Faults((number, _) => number == 1 ? 503 : 0))).OpenAsync(pinned, Ever);
        using var reader = new StreamReader(stream);
        Assert.Equal("store_id\n1\n", await reader.ReadToEndAsync());
    }

    private static Task WriteAsync(BlobRunFiles files, byte[] bytes) =>
        files.WriteAsync(Some.Key(), RunFile.Snapshot, (stream, token) => stream.WriteAsync(bytes, token).AsTask(), Ever);

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private TierContainers Through(HttpPipelinePolicy policy)
    {
        var options = new BlobClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5), MaxRetries = 4 } };
        options.AddPolicy(policy, HttpPipelinePosition.BeforeTransport);
        return account.Through(blobs: options).Containers;
    }
}
