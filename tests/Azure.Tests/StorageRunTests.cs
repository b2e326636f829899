using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.Domain.Calendar;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tests;

/// <summary>The sample marketplace, whole, once in a folder and once in a storage account.</summary>
[Collection(Azurite.Name)]
public sealed class StorageRunTests(Azurite azurite) : IDisposable
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tier-");

    [AzuriteFact]
    public async Task BothGiveTheSameOutcomes()
    {
        var samples = Path.Join(AppContext.BaseDirectory, "samples");
        var local = await AssessAsync(Path.Join(folder.FullName, "local"), null, place => Path.Join(samples, place));

        var account = await Account.NewAsync(azurite);
        foreach (var file in Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories))
            await account.Blobs.GetBlobContainerClient("metrics").GetBlobClient(Path.GetRelativePath(samples, file).Replace('\\', '/')).UploadAsync(file);
        var stored = await AssessAsync(Path.Join(folder.FullName, "stored"), account.ConnectionString, place => place);

        Assert.Equal([RunState.Completed, RunState.Completed], local.Select(run => run.State));
        Assert.Equal(local.Select(run => run.State), stored.Select(run => run.State));
        Assert.Equal(local.Select(run => run.Summary?.OutcomesSha256), stored.Select(run => run.Summary?.OutcomesSha256));
        Assert.Equal(local.Select(Counts), stored.Select(Counts));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<IReadOnlyList<Run>> AssessAsync(string data, string? storage, Func<string, string> place)
    {
        await using var host = await LocalHost.OpenAsync(
            data, storage, Path.Join(AppContext.BaseDirectory, "policies"), workers: 4, new Progress<RunProgress>(), TimeProvider.System, Ever);
        foreach (var name in new[] { "2026-Q2", "2026-Q3" })
        {
            Assert.True(Period.TryParse(name, out var period));
            var accepted = Assert.IsType<StartResult.Accepted>(await host.Start.HandleAsync(new StartRun("gold-silver", period, [place($"gold-silver/{name}")]), Ever));
            await host.Queues.SendAsync(accepted.Messages, Ever);
            await host.Pump.RunUntilIdleAsync(Ever);
            Assert.Empty(host.Failures);
        }
        var explained = Assert.Single(await host.Explain.HandleAsync(await AnyStoreAsync(host), "gold-silver", null, Ever));
        Assert.NotNull(explained.Outcome);
        return await host.Runs.ListAsync("gold-silver", Ever);
    }

    private static async Task<string> AnyStoreAsync(LocalHost host)
    {
        var run = (await host.Runs.ListAsync(null, Ever))[^1];
        var plan = await host.Plans.OfAsync(run.Key, Ever);
        await foreach (var outcome in host.Outcomes.RangeAsync(run.Key, plan.Chunks[^1].Bucket, null, null, Ever)) return outcome.Store;
        throw new InvalidOperationException("The last bucket is empty.");
    }

    private static (long, long, long, long) Counts(Run run) =>
        (run.Ingest!.Accepted, run.Summary!.Evaluated, run.Summary.NoticesOwed, run.Summary.Notices.GetValueOrDefault(NoticeState.Pending));   // completed, so both are there
}
