using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Runs;

public sealed class StartRunTests
{
    private const string Csv = "store_id,sales,industry\nA,1,toys\nB,200,toys\n";

    private readonly Market market = new();

    public StartRunTests() => market.Inputs.Put("in/a.csv", Csv);

    [Fact]
    public async Task ASecondStartFindsTheRunOfTheFirst()
    {
        var first = await market.RunAsync();
        var remains = await market.RemainsAsync(first.Key);
        var second = Assert.IsType<StartResult.Accepted>(await market.StartAsync());
        Assert.Equal((first.Key, false), (second.Run.Key, second.IsNew));
        Assert.Empty(second.Messages);
        Assert.Equal(remains, await market.RemainsAsync(first.Key));
    }

    [Fact]
    public async Task StartedTwiceAtOnceThereIsOneRun()
    {
        var starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new StartRunHandler(
            market.Runs, market.Policies, market.Inputs, new InMemory.InMemoryRunFiles(), market.Rulings, market.Cases, market.Time).HandleAsync(new StartRun(Medals.Programme, Market.Read("2026-Q3"), ["in"]), CancellationToken.None))));
        Assert.Single(starts.Cast<StartResult.Accepted>(), start => start.IsNew);
        Assert.Single(await market.Runs.ListAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task TheSameBytesWrittenAnewAreTheSameInput()
    {
        var first = await market.RunAsync();
        market.Inputs.Put("in/a.csv", Csv);
        Assert.Equal(first.Key, (await market.RunAsync()).Key);
    }

    [Theory]
    [InlineData("store_id,sales,industry\nA,1,toys\nB,201,toys\n")]
    [InlineData("store_id,sales,industry\nA,1,toys\n")]
    public async Task OtherInputsNeedAReason(string other)
    {
        var first = await market.RunAsync();
        market.Inputs.Put("in/a.csv", other);
        Assert.Contains("--revise", Assert.IsType<StartResult.Refused>(await market.StartAsync()).Reason, StringComparison.Ordinal);

        var second = await market.RunAsync(revise: "the feed was wrong");
        Assert.Equal(first.Key with { Revision = 2 }, second.Key);
        Assert.Equal((first.Key, "the feed was wrong", RunState.Completed), (second.Supersedes, second.Reason, second.State));
        Assert.Equal(RunState.Completed, (await market.FindAsync(first.Key)).State); // what was said stays said
    }

    [Fact]
    public async Task ARenamedOrAddedInputIsAnotherInput()
    {
        await market.RunAsync();
        market.Inputs.Put("in/b.csv", "store_id,sales\nC,1\n");
        Assert.IsType<StartResult.Refused>(await market.StartAsync());
    }

    [Fact]
    public async Task AnotherPolicyNeedsAReason()
    {
        await market.RunAsync();
        market.Policies.Put(Medals.Policy.Replace("atLeast: 100 }", "atLeast: 300 }", StringComparison.Ordinal));
        Assert.IsType<StartResult.Refused>(await market.StartAsync());
        var revised = await market.RunAsync(revise: "a new policy");
        Assert.Equal(["none"], market.Outcomes.All(revised.Key).Where(outcome => outcome.Store == "A").Select(outcome => outcome.Tier));
    }

    [Fact]
    public async Task ARunUnderWayIsLetEndFirst()
    {
        await market.StartAsync();
        market.Inputs.Put("in/a.csv", Csv + "C,1,toys\n");
        Assert.Contains("being assessed", Assert.IsType<StartResult.Refused>(await market.StartAsync(revise: "now")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-09-30T23:59:59-04:00", false)]
    [InlineData("2026-10-01T02:00:00Z", false)]   // still 30 September in New York
    [InlineData("2026-10-01T04:00:00Z", true)]
    public async Task APeriodIsAssessedOnceItIsOverWhereTheMarketplaceIs(string now, bool accepted)
    {
        market.Time.Set(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        var result = await market.StartAsync();
        if (accepted) Assert.IsType<StartResult.Accepted>(result);
        else Assert.Contains("has not ended in America/New_York: its last day is 2026-09-30", Assert.IsType<StartResult.Refused>(result).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-07")]
    [InlineData("2025")]
    public async Task APeriodOfAnotherLengthIsRefused(string period) =>
        Assert.Contains("is assessed quarterly", Assert.IsType<StartResult.Refused>(await market.StartAsync(period)).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task WithoutBlobsThereIsNoRun()
    {
        market.Inputs.Put("empty/manifest.json", "{}");
        Assert.IsType<StartResult.Refused>(await market.StartAsync(places: "empty"));
        await Assert.ThrowsAsync<InputNotFoundException>(() => market.StartAsync(places: "nowhere"));
        Assert.Empty(await market.Runs.ListAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task AnInputThatChangedAfterItWasPinnedFailsTheRun()
    {
        var accepted = Assert.IsType<StartResult.Accepted>(await market.StartAsync());
        market.Inputs.Put("in/a.csv", Csv + "C,1,toys\n");
        await market.DrainAsync();
        var failed = await market.FindAsync(accepted.Run.Key);
        Assert.Equal(RunState.Failed, failed.State);
        Assert.Contains("in/a.csv has changed", failed.Failure, StringComparison.Ordinal);

        var next = await market.RunAsync(); // a new run, of what lies there now
        Assert.Equal((2, RunState.Completed, 3L), (next.Key.Revision, next.State, next.Ingest!.Accepted));
    }

    [Fact]
    public async Task AStartThatDiedBeforeItSentAnythingIsMovedOn()
    {
        await market.StartAsync();
        market.Queue.Clear();
        Assert.Equal([new Message.IngestRun("medals|2026-Q3|1")], Assert.IsType<StartResult.Accepted>(await market.StartAsync()).Messages);
        await market.DrainAsync();
        Assert.Equal(RunState.Completed, Assert.Single(await market.Runs.ListAsync(null, CancellationToken.None)).State);
    }
}
