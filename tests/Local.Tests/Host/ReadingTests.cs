using System.Net;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Host;

public sealed class ReadingTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    [Fact]
    public async Task OthersReadWhileAHostIsAtWorkAndSeeWhatItHasCommitted()
    {
        await using var served = new Served();
        served.Drop("2025-Q3");
        await served.StartAsync();
        await using var reader = await LocalHost.OpenToReadAsync(served.Data, null, Ever);
        Assert.Empty(await reader.Runs.ListAsync(null, Ever));

        using var answer = await served.SendAsync(HttpMethod.Post, "/api/runs", new { programme = "shop", period = "2025-Q3" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await served.EndOfAsync(RunKey.Parse("shop|2025-Q3|1"));
        Assert.Equal(RunState.Completed, Assert.Single(await reader.Runs.ListAsync(null, Ever)).State);
        Assert.Equal("gold", Assert.Single(await reader.Explain.HandleAsync("A", null, null, Ever)).Evidence?.Standing.Tier.Name);
    }

    [Fact]
    public async Task WhoReadsCannotWrite()
    {
        await using var served = await new Served().StartAsync();
        await using var reader = await LocalHost.OpenToReadAsync(served.Data, null, Ever);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.ReleaseAsync(Ever));
    }

    [Fact]
    public async Task AFolderWithoutDataIsSaidSoAndNotMade()
    {
        var folder = Path.Join(Path.GetTempPath(), "tier-no-such-folder");
        await Assert.ThrowsAsync<Cli.BadInputException>(() => LocalHost.OpenToReadAsync(folder, null, Ever));
        Assert.False(Directory.Exists(folder));
    }
}
