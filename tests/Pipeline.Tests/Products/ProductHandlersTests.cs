using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Find;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.Pipeline.Tests.Products;

/// <summary>What is asked of stores, asked of products: lists, the search, comparisons, drafts and projections.</summary>
public sealed class ProductHandlersTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly Spread Many = new(16, 3);

    [Fact]
    public async Task ThePagesOfAStoresProductsComeWorstFirstAndNeverMixStores()
    {
        var market = Warnings.NewMarket(Many);
        await market.MonthAsync("2025-07", [.. Enumerable.Range(0, 23).Select(i => FormattableString.Invariant($"A,P{i:D2},100,{i * 7 % 23},,")), "A-,P1,100,90,,", "B,P1,100,90,,", "A,few,9,9,,", "A,blank,100,,,"]);
        var found = new List<string>();
        string? after = null;
        do
        {
            var page = Assert.Single(await Products(market).HandleAsync(new FindStoreProducts("A", null, null, after, 5), Ever));
            Assert.Equal((25, "serious 2, above 10, within 11, not-evaluable 1, not-assessed 1"), (page.Total, string.Join(", ", page.Tiers.Select(tier => $"{tier.Key} {tier.Value}"))));
            found.AddRange(page.Products.Select(product => $"{product.Outcome!.Tier} {product.Store}"));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(market.Outcomes.All(RunKey.Parse("warnings|2025-07|1")).Where(outcome => outcome.Store.StartsWith("A!", StringComparison.Ordinal))
            .OrderBy(outcome => outcome.Tier switch { "serious" => 0, "above" => 1, "within" => 2, _ => 3 }).ThenBy(outcome => outcome.Store, StringComparer.Ordinal).Select(outcome => $"{outcome.Tier} {outcome.Store}"), found);
    }

    [Fact]
    public async Task TheLatestPeriodInWhichTheStoreHasProductsIsShown()
    {
        var market = Warnings.NewMarket();
        await market.MonthAsync("2025-07", "A,1,100,30,,", "B,1,100,30,,");
        await market.MonthAsync("2025-08", "B,1,100,30,,");
        await market.MonthAsync("2025-09", "B,1,100,30,,");
        // Its product has an outcome for the month after it was gone, and none from then on.
        Assert.Equal("2025-08", Assert.Single(await Products(market).HandleAsync(new FindStoreProducts("A", null, null, null, 5), Ever)).Run.Key.Period.ToString());
        Assert.Equal("2025-07", Assert.Single(await Products(market).HandleAsync(new FindStoreProducts("A", "warnings", Market.Read("2025-07"), null, 5), Ever)).Run.Key.Period.ToString());
        Assert.Empty(await Products(market).HandleAsync(new FindStoreProducts("A", "medals", null, null, 5), Ever));
        Assert.Empty(await Products(market).HandleAsync(new FindStoreProducts("C", null, null, null, 5), Ever));
    }

    [Fact]
    public async Task TheSearchFindsAStoresProductsAndOneByItsKey()
    {
        var market = Warnings.NewMarket(Many);
        var run = await market.MonthAsync("2025-07", "A,1,100,5,,", "A,2,100,30,,", "AB,1,100,5,,", "C,1,100,5,,");
        var find = new FindStoresHandler(market.Runs, market.Outcomes, Plans(market), market.Options, market.Time);
        Assert.Equal(["A!1", "A!2", "AB!1"], await FoundAsync("A"));
        Assert.Equal(["A!1", "A!2"], await FoundAsync("A!"));
        Assert.Equal(["A!2"], (await find.HandleAsync(new FindStores(run.Key, "A!2", null, null, null, StoreOrder.ById, null), Ever))!.Stores.Select(store => store.Outcome.Store));

        async Task<IEnumerable<string>> FoundAsync(string id) =>
            (await find.HandleAsync(new FindStores(run.Key, id, null, null, null, StoreOrder.ById, null), Ever))!.Stores.Select(store => store.Outcome.Store).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task ARevisionIsComparedProductByProduct()
    {
        var market = Warnings.NewMarket(Many);
        var rows = Enumerable.Range(0, 12).Select(i => FormattableString.Invariant($"S{i % 3},P{i},100,5,,")).ToArray();
        await market.MonthAsync("2025-07", rows);
        market.Inputs.Put("warnings/2025-07/a.csv", "store_id,product_id,orders,refunded,name,industry\n" + string.Concat(rows.Select((row, i) => $"{(i % 4 == 0 ? row.Replace(",100,5,", ",100,30,", StringComparison.Ordinal) : row)}\n")));
        var revision = Assert.IsType<StartResult.Accepted>(await market.StartAsync(new StartRun("warnings", Market.Read("2025-07"), ["warnings/2025-07"], "counted twice"))).Run;
        await market.DrainAsync();
        var found = new List<string>();
        string? after = null;
        do
        {
            var page = Assert.IsType<CompareResult.Compared>(await market.CompareAsync(new CompareRuns(null, revision.Key, after, 1)));
            found.AddRange(page.Stores.Select(one => $"{one.Change.Store} {one.Change.Old?.Tier.Name}>{one.Change.New?.Tier.Name} {string.Join(' ', one.Notices.Select(notice => notice.Store))}"));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(["S0!P0 within>serious S0!P0", "S1!P4 within>serious S1!P4", "S2!P8 within>serious S2!P8"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ADraftIsHeldAgainstWhatWasStoredAndOwesWhatItsRulesName()
    {
        var market = Warnings.NewMarket();
        await market.MonthAsync("2025-07", "A,1,100,5,,", "A,2,100,15,,", "B,1,100,30,,");
        var draft = Warnings.Policy.Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("atMost: 20 %", "atMost: 12 %", StringComparison.Ordinal);
        var done = Assert.IsType<SimulationResult.Done>(await SimulateAsync(draft)).Simulation;
        Assert.Equal(["A!2 above>serious"], done.Movers.Select(mover => $"{mover.Store} {mover.Stored}>{mover.Draft}"));
        Assert.Equal(["placed email warning 1 2"], done.Notices.Where(notice => notice.Stored + notice.Draft > 0).Select(notice => $"{notice.On} {notice.Channel} {notice.Text} {notice.Stored} {notice.Draft}"));
        Assert.StartsWith("The draft judges stores", Assert.IsType<SimulationResult.Refused>(await SimulateAsync(draft.Replace("subject: product", "subject: store", StringComparison.Ordinal))).Reason, StringComparison.Ordinal);

        Task<SimulationResult> SimulateAsync(string text) => new SimulateHandler(market.Runs, market.Files, market.Outcomes, Plans(market), market.Options).HandleAsync(new SimulatePolicy(market.Policies.Read(text), null), Ever);
    }

    [Fact]
    public async Task AProductAtRiskIsToldOfWhereItWouldComeToATierThatTheRuleNames()
    {
        var market = Warnings.NewMarket(Many);
        market.Policies.Put(Warnings.Policy.Replace("notices:\n", "notices:\n  - { on: at-risk, by: [email], text: at-risk, tiers: [serious] }\n", StringComparison.Ordinal));
        await market.MonthAsync("2026-11", "A,1,100,5,,", "A,2,100,5,,", "A,3,100,5,,", "B,1,100,5,,");
        market.Time.Set(new DateTimeOffset(2026, 12, 15, 12, 0, 0, TimeSpan.Zero));
        market.Inputs.Put("now/a.csv", "store_id,product_id,orders,refunded,name,industry\nA,1,100,30,,\nA,2,100,15,,\nA,3,100,5,,\nB,1,100,40,,\n");
        var projected = Assert.IsType<StoresProjection.Judged>(await new ProjectStoresHandler(market.Outcomes, market.Inputs, market.Outcomes, WithdrawalsOf(market), market.PeriodsUnder(Plans(market)), market.Options, market.Time)
            .HandleAsync(new ProjectStores("warnings", ["now"], Remind: true), Ever));
        Assert.Equal(["A!1 within>serious", "A!2 within>above", "B!1 within>serious"], projected.AtRisk.Select(one => $"{one.Store} {one.Tier}>{one.Projected}"));
        Assert.Equal(["A!1", "B!1"], market.Outcomes.NoticesOf(RunKey.OfReminders("warnings", Market.Read("2026-12"))).Select(notice => notice.Store));

        var one = Assert.IsType<Projection.Judged>(await new ProjectStoreHandler(market.Outcomes, market.Inputs, market.PeriodsUnder(Plans(market)), market.Options).HandleAsync(new ProjectStore("A!2", "warnings", ["now"]), Ever));
        Assert.Equal(("A!2", "above", "within"), (one.Explanation.Store, one.Explanation.Evidence!.Standing.Tier.Name, one.Explanation.Evidence.Before!.Name));
        Assert.IsType<Projection.Impossible>(await new ProjectStoreHandler(market.Outcomes, market.Inputs, market.PeriodsUnder(Plans(market)), market.Options).HandleAsync(new ProjectStore("A", "warnings", ["now"]), Ever));
    }

    private static StoreProductsHandler Products(Market market) => new(new CompletedRuns(market.Runs, market.Time), market.Outcomes, Plans(market), market.Options);

    private static RunPlans Plans(Market market) => new(market.Runs, market.Policies, market.Files);

    private static Withdrawals WithdrawalsOf(Market market) => new(market.Outcomes, market.Outcomes, market.Outcomes, new DeliveryRules(), market.Time);
}
