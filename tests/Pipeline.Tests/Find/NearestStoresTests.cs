using System.Globalization;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Find;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Find;

public sealed class NearestStoresTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private readonly Market market = new(policy: """
        programme: medals
        version: 1
        title: Medals
        effective: { from: 2020-Q1 }
        cadence: quarterly
        timeZone: UTC
        subject: store
        metrics:
          industry: { kind: category, required: yes }
          sales: { kind: count }
          visits: { kind: count }
          seen: { kind: flag }
        peers: { by: industry, atLeast: 3, otherwise: market, percentile: type-7 }
        tiers:
          - tier: gold
            requires:
              - { id: sales, metric: sales, atLeast: 100 }
              - { id: visits, metric: visits, atLeast: 1000 }
              - { id: seen, metric: seen, is: yes }
        otherwise: none
        """);

    [Fact]
    public async Task OnlyStoresThatMissOneNumberAreThereAndTheSmallestPartOfALimitComesFirst()
    {
        market.Inputs.Put("in/stores.csv", "store_id,industry,sales,visits,seen\nfar,toys,50,2000,yes\nnear,toys,100,990,yes\nnext,toys,95,2000,yes\nboth,toys,99,999,yes\nflag,toys,100,1000,no\nnone,toys,,1000,yes\ngold,toys,100,1000,yes\n");
        var run = (await market.RunAsync()).Key;
        var found = await new FindStoresHandler(market.Runs, market.Outcomes, new RunPlans(market.Runs, market.Policies, market.Files), new PipelineOptions { Spread = new Spread(1, 4096), Workers = 1 }, market.Time)
            .HandleAsync(new FindStores(run, null, null, null, null, StoreOrder.NearestToALimit, null), Ever);
        Assert.Equal(
            ["near 10", "next 5", "far 50"],
            found!.Stores.Select(store => string.Create(CultureInfo.InvariantCulture, $"{store.Outcome.Store} {store.Missing!.Difference}")));   // the run is there, and what is missing was asked for
        Assert.Equal((7L, null), (found.LookedSoFar, found.Next));
    }
}
