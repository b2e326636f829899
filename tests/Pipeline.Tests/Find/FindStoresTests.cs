using System.Globalization;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Find;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Find;

/// <summary>Stores of a run are found a page at a time, in several buckets, and a page costs the same whatever the run's size.</summary>
public sealed class FindStoresTests
{
    private readonly Market market = new(spread: new Spread(3, 10));

    [Fact]
    public async Task AStoresOwnIdIsReadByItselfAndOthersThatBeginSoComeAfterIt()
    {
        var run = await RunAsync("S1", "S10", "S11", "S2");
        var found = await FindAsync(run, id: "S1");
        Assert.Equal((true, 1L), (found.IsTheOneAsked, found.Looked));
        Assert.Equal(["S1"], Ids(found));
        Assert.Equal(["S10", "S11"], Ids(await FindAsync(run, id: "S1", after: found.Next)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryStoreIsOnExactlyOnePageAndThePagesSayHowFarTheyAre()
    {
        var ids = Enumerable.Range(0, 130).Select(i => string.Create(CultureInfo.InvariantCulture, $"S{i:D3}")).ToArray();
        var run = await RunAsync(ids);
        var (seen, soFar, next) = (new List<string>(), 0L, (string?)null);
        do
        {
            var page = await FindAsync(run, after: next);
            Assert.True(page.Stores.Count <= FindStoresHandler.Page);
            seen.AddRange(Ids(page));
            Assert.Equal(soFar + page.Looked, page.LookedSoFar);
            (soFar, next) = (page.LookedSoFar, page.Next);
        }
        while (next is not null);
        Assert.Equal(ids, seen.Order(StringComparer.Ordinal));
        Assert.Equal(130, soFar);
    }

    [Fact]
    public async Task WhatNobodyFitsIsSaidAfterLookingAtAll()
    {
        var run = await RunAsync("S1", "S2");
        var found = await FindAsync(run, tier: "gold", industry: "nowhere");
        Assert.Empty(found.Stores);
        Assert.Equal((2L, null), (found.LookedSoFar, found.Next));
    }

    [Theory]
    [InlineData("9/S1/5")]
    [InlineData("-1/S1/5")]
    [InlineData("<script>")]
    [InlineData("0/S1")]
    public async Task AMadeUpPlaceToGoOnFromHarmsNothing(string after)
    {
        var run = await RunAsync("S1", "S2");
        Assert.True((await FindAsync(run, after: after)).Stores.Count <= 2);
    }

    private static IEnumerable<string> Ids(FoundStores found) => found.Stores.Select(store => store.Outcome.Store);

    private async Task<RunKey> RunAsync(params string[] ids)
    {
        market.Inputs.Put("in/stores.csv", "store_id,industry,sales,late,orders\n" + string.Concat(ids.Select((id, i) => string.Create(CultureInfo.InvariantCulture, $"{id},toys,{i},1,40\n"))));
        return (await market.RunAsync()).Key;
    }

    private async Task<FoundStores> FindAsync(RunKey run, string? id = null, string? tier = null, string? industry = null, string? after = null)
    {
        var handler = new FindStoresHandler(market.Runs, market.Outcomes, new RunPlans(market.Runs, market.Policies, market.Files), new PipelineOptions { Spread = new Spread(3, 10), Workers = 1 }, market.Time);
        return await handler.HandleAsync(new FindStores(run, id, tier, industry, null, StoreOrder.ById, after), CancellationToken.None) ?? throw new InvalidOperationException("No such run.");
    }
}
