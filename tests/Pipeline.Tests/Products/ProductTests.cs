using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Tests.Ingest;
using TierFunctions.Pipeline.Tests.Results;
using TierFunctions.Policies.Rulings;

namespace TierFunctions.Pipeline.Tests.Products;

public sealed class ProductTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly string Longest = new('p', 64);

    [Fact]
    public async Task AProductIsKnownByItsStoreAndItsOwnId()
    {
        var market = Warnings.NewMarket();
        var run = await market.MonthAsync("2025-07", "B,1,100,5,,", "A,2,100,30,,", "A-1,1,100,5,,", "A,1,100,15,,", $"A,{Longest},100,0,,");
        // The order is that of stores and then of products: 'A-1' is another store, and comes after all products of 'A'.
        Assert.Equal(["A!1 above", "A!2 serious", $"A!{Longest} within", "A-1!1 within", "B!1 within"], market.Tiers(run));
        Assert.True(run.IsOfProducts);
        Assert.StartsWith("[\"store_id!product_id\",\"name\"", await market.FileAsync(run.Key, RunFile.Snapshot), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARowWithoutOneOfTheIdsIsRefusedForThatReason()
    {
        var market = Warnings.NewMarket();
        var run = await market.MonthAsync("2025-07", ",1,100,5,,", "A,,100,5,,", "A,no id,100,5,,", $"A,{Longest}p,100,5,,", "A!,1,100,5,,", "A,1,100,5,,");
        Assert.Equal(["A!1 within"], market.Tiers(run));
        Assert.Equal(
            ["1 missing-store-id ", "2 missing-product-id ", "3 bad-product-id no id", $"4 bad-product-id {Longest}p", "5 bad-store-id A!"],
            (await RefusedAsync(market, run)).Select(row => $"{row.Row} {row.Reason} {row.Found}"));
    }

    [Fact]
    public async Task ADuplicateIsTheSameProductOfTheSameStore()
    {
        var market = Warnings.NewMarket();
        var run = await market.MonthAsync("2025-07", "A,1,100,5,,", "B,1,100,6,,", "B,1,100,6,,", "C,1,100,7,,", "C,1,100,8,,");
        Assert.Equal(["A!1 within", "B!1 within"], market.Tiers(run));
        Assert.Equal(
            ["3 repeated-row product_id B!1", "4 duplicate-product-id product_id C!1", "5 duplicate-product-id product_id C!1"],
            (await RefusedAsync(market, run)).Select(row => $"{row.Row} {row.Reason} {row.Column} {row.Found}"));
    }

    [Fact]
    public async Task JsonSaysTheSame()
    {
        var market = Warnings.NewMarket();
        market.Inputs.Put("in/a.ndjson", "{\"store_id\":\"A\",\"product_id\":\"1\",\"orders\":100,\"refunded\":30,\"name\":\"Kettle\",\"industry\":null}\n{\"store_id\":\"A\",\"product_id\":2,\"orders\":100}\n{\"store_id\":\"A\",\"product_id\":\"3\",\"product_id\":\"3\",\"orders\":100}\n");
        var accepted = Assert.IsType<StartResult.Accepted>(await market.StartAsync(new StartRun("warnings", Market.Read("2025-07"), ["in"])));
        await market.DrainAsync();
        Assert.Equal(["A!1 serious"], market.Tiers(accepted.Run));
        Assert.Equal(["2 wrong-json-type product_id 2", "3 duplicate-property  "], (await RefusedAsync(market, accepted.Run)).Select(row => $"{row.Row} {row.Reason} {row.Column} {row.Found}"));
    }

    [Fact]
    public async Task AFileWithoutTheProductsIdIsNotRead()
    {
        var market = Warnings.NewMarket();
        market.Inputs.Put("in/a.csv", "store_id,orders\nA,1\n");
        Assert.IsType<StartResult.Accepted>(await market.StartAsync(new StartRun("warnings", Market.Read("2025-07"), ["in"])));
        await market.DrainAsync();
        Assert.Contains((await market.FindAsync(RunKey.Parse("warnings|2025-07|1"))).Ingest!.Findings, finding => finding is { Code: "missing-identifying-column", Stops: true } && finding.Message.Contains("no column 'product_id'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OfStoresAProductsIdIsAColumnLikeAnyOther()
    {
        var market = Levels.NewMarket();
        var run = await market.QuarterAsync(rows: "store_id,product_id,sales\nA,?,500\n");
        Assert.Equal(["product_id"], run.Ingest!.UnusedColumns);
        Assert.Equal("A", Assert.Single(market.Outcomes.All(run.Key)).Store);
        Assert.False(run.IsOfProducts);
    }

    [Fact]
    public async Task AProductLiesInItsStoresBucketHoweverChunksAreCut()
    {
        var rows = Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"S{i % 7},P{i},100,{i},,")).ToArray();
        var whole = await Warnings.NewMarket().MonthAsync("2025-07", rows);
        foreach (var (buckets, stores) in new[] { (1, 7), (16, 3), (16, 1000) })
        {
            var spread = new Spread(buckets, stores);
            var market = Warnings.NewMarket(spread);
            Array.Reverse(rows);
            var run = await market.MonthAsync("2025-07", rows);
            Assert.Equal(whole.Summary!.OutcomesSha256, run.Summary!.OutcomesSha256);
            Assert.All(await market.ChunksAsync(run.Key), chunk => Assert.True(chunk.Stores <= stores));
            foreach (var store in Enumerable.Range(0, 7).Select(i => FormattableString.Invariant($"S{i}")))
                Assert.Equal(market.Outcomes.All(run.Key).Where(outcome => outcome.Store.StartsWith(store + "!", StringComparison.Ordinal)), await market.Outcomes.ProductsOfAsync(run.Key, store, spread, Ever).ToListAsync());
        }
    }

    [Fact]
    public async Task WhatStandsBeforeIsTheProductsOwn()
    {
        var market = Warnings.NewMarket();
        await market.MonthAsync("2025-07", "A,1,100,5,,", "A,2,100,5,,", "B,1,100,30,,");
        var run = await market.MonthAsync("2025-08", "A,1,100,30,,", "B,1,100,30,,");
        Assert.Equal(
            ["A!1 within>serious Assessed", "A!2 within>not-judged NotEvaluable", "B!1 serious>serious Assessed"],
            market.Outcomes.All(run.Key).Select(outcome => $"{outcome.Store} {outcome.Before}>{outcome.Tier} {outcome.Status}"));
    }

    [Fact]
    public async Task ANoticeIsOwedOnlyOfTheTiersThatARuleNames()
    {
        var market = Warnings.NewMarket();
        var july = await market.MonthAsync("2025-07", "A,1,100,5,,", "A,2,100,15,,", "A,3,100,30,,", "A,4,9,9,,", "A,5,100,,,");
        Assert.Equal(["A!3 placed"], market.Outcomes.NoticesOf(july.Key).Select(notice => $"{notice.Store} {notice.Movement}"));
        // What was not judged before and has come back is told of as well; what is not there any more is not.
        var august = await market.MonthAsync("2025-08", "A,1,100,30,,", "A,2,9,9,,", "A,4,100,30,,", "A,5,100,5,,");
        Assert.Equal(["A!1 demoted", "A!4 promoted"], market.Outcomes.NoticesOf(august.Key).Select(notice => $"{notice.Store} {notice.Movement}"));
        Assert.Equal(["A!1", "A!4"], (await market.Outcomes.OfStoreAsync(august.Key, "A", Ever)).Select(notice => notice.Store));
        Assert.Equal(("A", "4"), (await market.Outcomes.OfStoreAsync(august.Key, "A!4", Ever)) is [var only] ? (only.Owner, only.Product) : default);
    }

    [Fact]
    public async Task ACorrectionIsOwedWhereOneOfTheTwoTiersIsToldOf()
    {
        var market = Warnings.NewMarket();
        await market.MonthAsync("2025-07", "A,1,100,5,,", "A,2,100,5,,", "A,3,100,30,,", "A,4,100,30,,");
        market.Inputs.Put("warnings/2025-07/a.csv", "store_id,product_id,orders,refunded,name,industry\nA,1,100,15,,\nA,2,100,30,,\nA,3,100,15,,\nA,4,100,30,,\n");
        var accepted = Assert.IsType<StartResult.Accepted>(await market.StartAsync(new StartRun("warnings", Market.Read("2025-07"), ["warnings/2025-07"], "refunds were counted twice")));
        await market.DrainAsync();
        Assert.Equal(["A!2 corrected", "A!3 corrected"], market.Outcomes.NoticesOf(accepted.Run.Key).Select(notice => $"{notice.Store} {notice.Movement}"));
    }

    [Theory]
    [InlineData("stores: [A]", "A!1 not-judged, A!2 not-judged, B!1 serious")]
    [InlineData("stores: [\"A!2\", B]", "A!1 serious, A!2 not-judged, B!1 not-judged")]
    public async Task AnExemptionOfAStoreCoversItsProducts(string scope, string tiers)
    {
        var market = Warnings.NewMarket();
        await RecordAsync(market, $"exemptions: [ {{ id: recall, reason: Recalled by us, timeZone: America/New_York, from: 2025-07-01, until: 2025-08-01, {scope}, recomputes: {{ orders: {{ value: 0 }} }} }} ]");
        var run = await market.MonthAsync("2025-07", "A,1,100,30,,", "A,2,100,30,,", "B,1,100,30,,");
        Assert.Equal(tiers, string.Join(", ", market.Tiers(run)));
    }

    [Theory]
    [InlineData("A", "A!1 within, A!2 within, B!1 serious")]
    [InlineData("A!2", "A!1 serious, A!2 within, B!1 serious")]
    public async Task ADecisionOnAStoreHoldsForItsProducts(string store, string tiers)
    {
        var market = Warnings.NewMarket();
        await market.MonthAsync("2025-06", "A,1,100,30,,", "A,2,100,30,,", "B,1,100,30,,");
        await RecordAsync(market, $"decisions: [ {{ id: d1, programme: warnings, store: \"{store}\", tier: within, by: Ana, reason: A fault of ours, from: 2025-08-01, until: 2025-09-01 }} ]");
        var run = await market.MonthAsync("2025-07", "A,1,100,30,,", "A,2,100,30,,", "B,1,100,30,,");
        Assert.Equal(tiers, string.Join(", ", market.Tiers(run)));
        Assert.Equal(Status.Assessed, (await market.Outcomes.FindAsync(run.Key, "A!2", Ever))?.Status);
    }

    private static async Task RecordAsync(Market market, string document)
    {
        var read = RulingDocument.Read("rulings.yaml", document);
        Assert.Empty(read.Mistakes);
        Assert.Empty((await market.RecordRulings.HandleAsync(read.Rulings, "Ana", Ever)).Refused);
    }

    private static async Task<IEnumerable<Refused>> RefusedAsync(Market market, Run run) =>
        (await market.FileAsync(run.Key, RunFile.Quarantine)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Refused.Read);
}
