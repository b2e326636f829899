using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class RunsContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    internal abstract IRuns Runs { get; }

    [Fact]
    public async Task FindsNothingWhereNothingWasAdded() => Assert.Null(await Runs.FindAsync(Some.Key(), Ever));

    [Fact]
    public async Task KeepsARunWholeAsVersionOne()
    {
        var run = Some.Run() with { Reason = "O'Brien said \"so\" – 对 🛒", Previous = Some.Key(period: "2026-Q2"), Version = 7 };
        Assert.True(await Runs.AddAsync(run, Ever));
        Assert.Equal(RunCodec.Write(run with { Version = 1 }), RunCodec.Write((await Runs.FindAsync(run.Key, Ever))!));
    }

    [Fact]
    public async Task KeepsWhichRunsOfOtherProgrammesARunReads()
    {
        var run = Some.Run() with { Sources = [new("service-level", Some.Key(period: "2026-07").Period, Some.Key(2, "service-level", "2026-07")), new("service-level", Some.Key(period: "2026-08").Period, null)] };
        await Runs.AddAsync(run, Ever);
        Assert.Equal(run.Sources, (await Runs.FindAsync(run.Key, Ever))!.Sources);
        Assert.Equal(run.Sources, Assert.Single(await Runs.ListAsync(null, Ever)).Sources);
    }

    [Fact]
    public async Task ASecondRunUnderTheSameKeyChangesNothing()
    {
        await Runs.AddAsync(Some.Run(), Ever);
        Assert.False(await Runs.AddAsync(Some.Run(state: RunState.Failed), Ever));
        Assert.Equal(RunState.Created, (await Runs.FindAsync(Some.Key(), Ever))!.State);
    }

    [Fact]
    public async Task OnlyTheVersionThatWasReadIsReplaced()
    {
        await Runs.AddAsync(Some.Run(), Ever);
        var read = (await Runs.FindAsync(Some.Key(), Ever))!;
        Assert.True(await Runs.ReplaceAsync(read with { State = RunState.Ingesting }, Ever));
        Assert.False(await Runs.ReplaceAsync(read with { State = RunState.Failed }, Ever));
        var stored = (await Runs.FindAsync(Some.Key(), Ever))!;
        Assert.Equal((RunState.Ingesting, 2), (stored.State, stored.Version));
        Assert.True(await Runs.ReplaceAsync(stored with { State = RunState.Evaluating }, Ever));
    }

    [Fact]
    public async Task ARunThatWasNeverAddedIsNotReplaced() => Assert.False(await Runs.ReplaceAsync(Some.Run() with { Version = 1 }, Ever));

    [Fact]
    public async Task OfManyWhoAddOneWins() =>
        Assert.Single(await Some.AtOnceAsync(_ => Runs.AddAsync(Some.Run(), Ever)), added => added);

    [Fact]
    public async Task OfManyWhoReplaceOneWins()
    {
        await Runs.AddAsync(Some.Run(), Ever);
        var read = (await Runs.FindAsync(Some.Key(), Ever))!;
        Assert.Single(await Some.AtOnceAsync(i => Runs.ReplaceAsync(read with { Attempt = i }, Ever)), replaced => replaced);
        Assert.Equal(2, (await Runs.FindAsync(Some.Key(), Ever))!.Version);
    }

    [Fact]
    public async Task ListsByProgrammePeriodAndRevisionAsNumbers()
    {
        RunKey[] keys = [Some.Key(10), Some.Key(2), Some.Key(1, period: "2026-Q2"), Some.Key(1, "Plus"), Some.Key(1, "a'b")];
        foreach (var key in keys) await Runs.AddAsync(Some.Run(key), Ever);
        Assert.Equal([keys[3], keys[4], keys[2], keys[1], keys[0]], (await Runs.ListAsync(null, Ever)).Select(run => run.Key));
        Assert.Equal([keys[4]], (await Runs.ListAsync("a'b", Ever)).Select(run => run.Key));
        Assert.Empty(await Runs.ListAsync("A'B", Ever));
    }
}
