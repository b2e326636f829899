using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class OutcomesContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    internal abstract IRuns Runs { get; }

    internal abstract IOutcomes Outcomes { get; }

    internal abstract INotices Notices { get; }

    /// <summary>Stores in each of five chunks: enough that what comes of them is read in several pages.</summary>
    protected virtual int StoresOfALongChunk => 2500;

    [Fact]
    public async Task KeepsAllThatAnOutcomeSays()
    {
        const string Standing = """{"earned":"none","by":"strike","strikes":1}""";
        await SaveAsync(Some.Chunk(0, [Some.Outcome("a", tier: 0, before: 1, cameFrom: 2, since: "2024-02-29") with { Standing = System.Text.Encoding.UTF8.GetBytes(Standing) }]));
        Assert.Equal(
            new StoredOutcome(Some.Key(), "a", "toys", Status.Assessed, "gold", "silver", "none", new DateOnly(2024, 2, 29), "Mx?-", "[1,2.5,null,\"tail\"]", null) { Standing = Standing },
            await Outcomes.FindAsync(Some.Key(), "a", Ever));
    }

    [Fact]
    public async Task WhatAnOutcomeDoesNotSayIsReadBackAsUnsaid()
    {
        await SaveAsync(Some.Chunk(0, [Some.Outcome("a", since: "", industry: "", verdicts: "", readings: "", status: Status.Failed, reason: "no ladder")]));
        Assert.Equal(
            new StoredOutcome(Some.Key(), "a", null, Status.Failed, "none", null, null, null, "", "", "no ladder"),
            await Outcomes.FindAsync(Some.Key(), "a", Ever));
    }

    [Fact]
    public async Task HostileTextIsOnlyText()
    {
        string[] stores = ["'; DROP TABLE outcomes; --", "\"quoted\"", "%_*", "\u5e97\u94fa", "\ud83d\uded2"];
        await SaveAsync(Some.Chunk(0, [.. stores.Select(store => Some.Outcome(store, industry: store, readings: "[\"" + store.Length + "\"]", status: Status.Failed, reason: store))],
            notices: [.. stores.Select(store => new Notice(Some.Key(), store, "e'mail", "t\"", store))]));
        foreach (var store in stores)
        {
            var found = await Outcomes.FindAsync(Some.Key(), store, Ever);
            Assert.Equal((store, store, store), (found?.Store, found?.Industry, found?.Reason));
            Assert.Equal(store, Assert.Single(await Notices.OfStoreAsync(Some.Key(), store, Ever)).Movement);
        }
    }

    [Fact]
    public async Task FindsNothingOfAnotherStoreOrRun()
    {
        await SaveAsync(Some.Chunk(0, [Some.Outcome("a")]));
        Assert.Null(await Outcomes.FindAsync(Some.Key(), "A", Ever));
        Assert.Null(await Outcomes.FindAsync(Some.Key(2), "a", Ever));
        Assert.Empty(await RangeAsync(null, null, Some.Key(2)));
        Assert.Empty(await Outcomes.FinishedAsync(Some.Key(2), Ever));
    }

    [Fact]
    public async Task RunsKeepTheSameStoresApart()
    {
        await SaveAsync(Some.Chunk(0, [Some.Outcome("a", tier: 0)]));
        await SaveAsync(Some.Chunk(0, [Some.Outcome("a", tier: 1)], Some.Key(2)));
        Assert.Equal("gold", (await Outcomes.FindAsync(Some.Key(), "a", Ever))?.Tier);
        Assert.Equal("silver", (await Outcomes.FindAsync(Some.Key(2), "a", Ever))?.Tier);
    }

    [Fact]
    public async Task AnotherProgrammesOutcomesAreReadForTheStoresOfAChunk()
    {
        var (july, august) = (Some.Key(2, "level", "2026-07"), Some.Key(1, "level", "2026-08"));
        await SaveAsync(Some.Chunk(0, [Some.Outcome("a"), Some.Outcome("b", tier: 0), Some.Outcome("c", status: Status.NotAssessed), Some.Outcome("d")], july));
        await SaveAsync(Some.Chunk(0, [Some.Outcome("b", tier: 1), Some.Outcome("d")], august));
        IReadOnlyList<SourceRun> sources = [new("level", july.Period, july), new("level", august.Period, august), new("level", august.Period.Next, null)];

        var chunk = await SourceOutcomes.ReadAsync(Outcomes, sources, SourceReadings.None, new Chunk(1, 0, "a", "c", 0, 0, 2), Ever);
        Assert.Equal([new SourceOutcome("b", "gold", ResultGap.None), new SourceOutcome("c", null, ResultGap.NotAssessed)], chunk.Of(july));
        Assert.Equal([new SourceOutcome("b", "silver", ResultGap.None)], chunk.Of(august));
        Assert.Empty(chunk.Of(null));

        var store = await SourceOutcomes.ReadAsync(Outcomes, sources, SourceReadings.None, "c", new Spread(1, 100), Ever);
        Assert.Equal([new SourceOutcome("c", null, ResultGap.NotAssessed)], store.Of(july));
        Assert.Empty(store.Of(august));
    }

    [Fact]
    public async Task AStoresProductsLieTogetherAfterTheStoreAndBeforeEveryOther()
    {
        string[] keys = ["A", "A!0", "A!1", "A!-", "A!Z", "A!a", "A!_", "A-", "A-!1", "A0", "A_", "AA", "B!1"];
        await SaveAsync(Some.Chunk(0, [.. keys.Order(StringComparer.Ordinal).Select(key => Some.Outcome(key))]));
        Assert.Equal(keys.Order(StringComparer.Ordinal), (await RangeAsync(null, null)).Select(outcome => outcome.Store));
        Assert.Equal(["A!-", "A!0", "A!1", "A!Z", "A!_", "A!a"], (await Outcomes.ProductsOfAsync(Some.Key(), "A", new Spread(1, 100), Ever).ToListAsync()).Select(outcome => outcome.Store));
        Assert.Equal(["A-!1"], (await Outcomes.ProductsOfAsync(Some.Key(), "A-", new Spread(1, 100), Ever).ToListAsync()).Select(outcome => outcome.Store));
        Assert.Empty(await Outcomes.ProductsOfAsync(Some.Key(), "B!1", new Spread(1, 100), Ever).ToListAsync());
        Assert.Equal("A!a", (await Outcomes.FindAsync(Some.Key(), "A!a", Ever))?.Store);
    }

    [Fact]
    public async Task TheProductsOfTheStoresOfAChunkAreReadAndNoOthers()
    {
        var july = Some.Key(1, "warnings", "2026-07");
        string[] keys = ["A!1", "B!1", "B!2", "B-!1", "C!1", "D!1"];
        await SaveAsync(Some.Chunk(0, [.. keys.Select(key => Some.Outcome(key))], july));
        IReadOnlyList<SourceRun> sources = [new("warnings", july.Period, july)];
        Assert.Equal(["B!1", "B!2", "B-!1", "C!1"], (await SourceOutcomes.ReadAsync(Outcomes, sources, SourceReadings.None, new Chunk(1, 0, "A", "C", 0, 0, 2), Ever)).Of(july).Select(outcome => outcome.Store));
        Assert.Equal(["B!1", "B!2"], (await SourceOutcomes.ReadAsync(Outcomes, sources, SourceReadings.None, "B", new Spread(1, 100), Ever)).Of(july).Select(outcome => outcome.Store));
    }

    [Fact]
    public async Task AChunkWhoseAcknowledgementWasLostIsSavedAgainWithoutEffect()
    {
        Assert.True((await SaveAsync(Some.Chunk(0, 300))).First);
        Assert.False((await SaveAsync(Some.Chunk(0, 300))).First);
        Assert.Equal(300, (await RangeAsync(null, null)).Count);
        Assert.Equal(1, (await Notices.CountAsync(Some.Key(), Ever))[NoticeState.Held]);
    }

    [Fact]
    public async Task WhatWasSavedFirstStands()
    {
        await SaveAsync(Some.Chunk(0, [Some.Outcome("a", tier: 0)]));
        await SaveAsync(Some.Chunk(0, [Some.Outcome("a", tier: 1), Some.Outcome("b")]));
        Assert.Equal("gold", Assert.Single(await RangeAsync(null, null)).Tier);
    }

    [Fact]
    public async Task OfManyWhoSaveAChunkAtOnceOneIsFirst()
    {
        await KnowAsync(Some.Key());
        Assert.Single(await Some.AtOnceAsync(_ => Outcomes.SaveAsync(Some.Chunk(3, 500), Ever)), saved => saved.First);
        Assert.Equal(500, (await RangeAsync(null, null)).Count);
        Assert.Equal([3], (await Outcomes.FinishedAsync(Some.Key(), Ever)).Keys);
    }

    [Fact]
    public async Task SomebodyLearnsThatNoChunkIsLeft()
    {
        await KnowAsync(Some.Key());
        Assert.Contains(await Some.AtOnceAsync(i => Outcomes.SaveAsync(Some.Chunk(i, 20, isLast: i == 15), Ever)), saved => saved.MayBeLast);
        // And again where the first to learn it died of it.
        Assert.True((await Outcomes.SaveAsync(Some.Chunk(7, 20), Ever)).MayBeLast);
    }

    [Fact]
    public async Task AnEmptyChunkIsFinishedToo()
    {
        Assert.True((await SaveAsync(Some.Chunk(0, [], isLast: true))).MayBeLast);
        Assert.Equal([0], (await Outcomes.FinishedAsync(Some.Key(), Ever)).Keys);
    }

    [Fact]
    public async Task FinishedChunksComeByNumberWithTheirSummaries()
    {
        int[] numbers = [10, 2, 0];
        foreach (var number in numbers) await SaveAsync(Some.Chunk(number, number + 1));
        var finished = await Outcomes.FinishedAsync(Some.Key(), Ever);
        Assert.Equal([0, 2, 10], finished.Keys);
        Assert.Equal([1, 3, 11], finished.Values.Select(summary => summary.Statuses[0]));
        Assert.Equal(Some.Chunk(2, 3).Summary.Hash.ToString(), finished[2].Hash.ToString());
    }

    [Fact]
    public async Task ARangeBeginsAfterOneStoreAndEndsWithAnother()
    {
        string[] stores = ["A", "B", "_", "a", "b", "c"];
        await SaveAsync(Some.Chunk(0, [.. stores.Select(store => Some.Outcome(store))]));
        Assert.Equal(stores, (await RangeAsync(null, null)).Select(outcome => outcome.Store));
        Assert.Equal(["_", "a", "b"], (await RangeAsync("B", "b")).Select(outcome => outcome.Store));
        Assert.Equal(["b", "c"], (await RangeAsync("aa", null)).Select(outcome => outcome.Store));
        Assert.Equal(["A"], (await RangeAsync(null, "AZ")).Select(outcome => outcome.Store));
    }

    [Fact]
    public async Task ALongRangeIsWholeAndInOrder()
    {
        await KnowAsync(Some.Key());
        await Task.WhenAll(Enumerable.Range(0, 5).Reverse().Select(number => Outcomes.SaveAsync(Some.Chunk(number, StoresOfALongChunk), Ever)));
        var stores = (await RangeAsync(null, null)).Select(outcome => outcome.Store).ToList();
        Assert.Equal(5 * StoresOfALongChunk, stores.Count);
        Assert.Equal(stores.Order(StringComparer.Ordinal), stores);
    }

    protected async Task KnowAsync(RunKey run) => await Runs.AddAsync(Some.Run(run), Ever);

    private async Task<ChunkSaved> SaveAsync(ChunkResult result)
    {
        await KnowAsync(result.Run);
        return await Outcomes.SaveAsync(result, Ever);
    }

    private async Task<List<StoredOutcome>> RangeAsync(string? after, string? upTo, RunKey? run = null)
    {
        var range = new List<StoredOutcome>();
        await foreach (var outcome in Outcomes.RangeAsync(run ?? Some.Key(), 0, after, upTo, Ever)) range.Add(outcome);
        return range;
    }
}
