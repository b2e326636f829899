using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Products;

/// <summary>What became of a store's products, read by a programme that judges stores.</summary>
public sealed class ProductResultsTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    /// <summary>A is warned in both months, B newly, C of nothing; D has no products, and E products but no row.</summary>
    private static readonly string[] August = ["A,1,100,30,,", "A,2,100,15,,", "B,1,100,5,,", "C,1,100,5,,", "E,1,100,30,,"];
    private static readonly string[] September = ["A,1,100,30,,", "A,2,100,30,,", "A,3,100,5,,", "B,1,100,30,,", "C,1,100,5,,", "C,2,9,9,,", "E,1,100,30,,"];

    public static TheoryData<int, int> Spreads { get; } = new() { { 1, 4096 }, { 1, 1 }, { 16, 2 } };

    [Theory, MemberData(nameof(Spreads))]
    public async Task AStoresProductsAreCountedAndTheWorstOfThemIsRead(int buckets, int storesPerChunk)
    {
        var market = Warnings.NewMarket(new Spread(buckets, storesPerChunk));
        await market.MonthAsync("2025-08", August);
        await market.MonthAsync("2025-09", September);
        var run = await market.QuarterAsync();
        Assert.Equal(["warnings|2025-08|1", "warnings|2025-09|1"], run.Sources!.Select(source => source.Run?.ToString()));
        Assert.Equal(
            [
                "A none [500,2,2,\"serious\"] {\"results\":{\"warned\":[\"#2\"],\"always_warned\":[\"#2\",\"#2\"],\"worst\":[\"serious\"]}}",
                "B silver [500,1,0,\"serious\"] {\"results\":{\"warned\":[\"#1\"],\"always_warned\":[\"#0\",\"#1\"],\"worst\":[\"serious\"]}}",
                // One of its products is not assessed, which is not held against it.
                "C gold [500,0,0,\"within\"] {\"results\":{\"warned\":[\"#0\"],\"always_warned\":[\"#0\",\"#0\"],\"worst\":[\"within\"]}}",
                // A store without products has none that is warned; of no product at all there is no worst.
                "D silver [500,0,0,null] {\"results\":{\"warned\":[\"#0\"],\"always_warned\":[\"#0\",\"#0\"],\"worst\":[\"-no-outcome\"]}}",
            ],
            market.Outcomes.All(run.Key).Select(outcome => $"{outcome.Store} {outcome.Tier} {outcome.Readings} {outcome.Standing}"));
    }

    [Fact]
    public async Task AMonthThatWasNotAssessedIsNotAMonthWithoutWarnings()
    {
        var market = Warnings.NewMarket();
        await market.MonthAsync("2025-09", September);
        var run = await market.QuarterAsync();
        Assert.Equal("[500,2,null,\"serious\"]", (await market.Outcomes.FindAsync(run.Key, "A", Ever))?.Readings);
        Assert.Contains(run.Ingest!.Findings, finding => finding.Code == "missing-results" && finding.Message.Contains("always_warned", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "[500,null,null,null]", "-not-evaluable")]
    [InlineData(", missingPart: leave out", "[500,1,0,\"serious\"]", "#1")]
    public async Task AProductOfWhichNobodyCanTellMayBeWarned(string leaveOut, string readings, string part)
    {
        var market = Warnings.NewMarket();
        market.Policies.Put(Warnings.Medals.Replace("] } }", $"] }}{leaveOut} }}", StringComparison.Ordinal).Replace("take: worst } }", $"take: worst }}{leaveOut} }}", StringComparison.Ordinal));
        await market.MonthAsync("2025-08", "A,1,100,5,,", "A,2,100,30,,", "A,3,100,30,,");
        // Nobody knows how much of the second came back; the third is not sold any more.
        await market.MonthAsync("2025-09", "A,1,100,30,,", "A,2,100,,,");
        var run = await market.QuarterAsync();
        var outcome = await market.Outcomes.FindAsync(run.Key, "A", Ever);
        Assert.Equal((readings, part), (outcome?.Readings, ResultText.Write(StandingCodec.ReadResults(outcome!.Standing)["warned"][0])));
    }

    [Fact]
    public async Task MessagesThatComeTwiceAndLateGiveTheSameBytes()
    {
        var (once, often) = (Warnings.NewMarket(new Spread(4, 2)), Warnings.NewMarket(new Spread(4, 2)));
        foreach (var market in new[] { once, often })
        {
            await market.MonthAsync("2025-08", August);
            market.Inputs.Put("warnings/2025-09/a.csv", "store_id,product_id,orders,refunded,name,industry\n" + string.Concat(September.Select(row => $"{row}\n")));
            Assert.IsType<StartResult.Accepted>(await market.StartAsync(new StartRun("warnings", Market.Read("2025-09"), ["warnings/2025-09"])));
            if (market == once) await market.DrainAsync();
            else await market.DeliverLateAndTwiceAsync();
        }
        var months = RunKey.Parse("warnings|2025-09|1");
        Assert.NotEmpty(once.Outcomes.NoticesOf(months));
        Assert.Equal(await once.RemainsAsync(months), await often.RemainsAsync(months));

        var run = await once.QuarterAsync();
        often.Inputs.Put("medals/2025-Q3/a.csv", "store_id,sales\nA,500\nB,500\nC,500\nD,500\n");
        Assert.IsType<StartResult.Accepted>(await often.StartAsync("2025-Q3", places: "medals/2025-Q3"));
        await often.DeliverLateAndTwiceAsync();
        Assert.Equal(await once.RemainsAsync(run.Key), await often.RemainsAsync(run.Key));
    }

    [Fact]
    public async Task AProductIsJudgedBesideWhatBecameOfItsStore()
    {
        const string Policy = """
            programme: listed
            version: 1
            title: Listed
            effective: { from: 2020-Q1 }
            cadence: quarterly
            timeZone: America/New_York
            subject: product
            metrics:
              orders: { kind: count }
              medal: { kind: level, order: [none, silver, gold], from: { programme: medals } }
            tiers: [ { tier: featured, requires: [ { metric: medal, atLeast: gold } ] } ]
            otherwise: listed
            """;
        foreach (var spread in new[] { new Spread(1, 4096), new Spread(1, 1), new Spread(1, 2) })
        {
            var market = Warnings.NewMarket(spread);
            market.Policies.Put(Policy);
            await market.MonthAsync("2025-08", August);
            await market.MonthAsync("2025-09", September);
            await market.QuarterAsync();
            market.Inputs.Put("in/a.csv", "store_id,product_id,orders\nA,1,1\nA,2,1\nC,1,1\nC,2,1\nC,3,1\nD,1,1\n");
            var accepted = Assert.IsType<StartResult.Accepted>(await market.StartAsync(new StartRun("listed", Market.Read("2025-Q3"), ["in"])));
            await market.DrainAsync();
            Assert.Equal(["A!1 listed", "A!2 listed", "C!1 featured", "C!2 featured", "C!3 featured", "D!1 listed"], market.Tiers(accepted.Run));
        }
    }

    [Theory]
    [InlineData("#0")]
    [InlineData("#12")]
    [InlineData("-no-run")]
    [InlineData("=-12.5")]
    [InlineData("serious")]
    public void APartIsReadBackFromItsWord(string word) => Assert.Equal(word, ResultText.Write(ResultText.Read(word)));

    [Fact]
    public async Task OneStoreIsReadAsAChunkIs()
    {
        var market = Warnings.NewMarket(new Spread(16, 3));
        await market.MonthAsync("2025-08", August);
        var month = await market.MonthAsync("2025-09", September);
        IReadOnlyList<SourceRun> sources = [new("warnings", month.Key.Period, month.Key)];
        var read = await SourceOutcomes.ReadAsync(market.Outcomes, sources, SourceReadings.None, "A", market.Options.Spread, Ever);
        Assert.Equal([new("A!1", "serious", ResultGap.None), new("A!2", "serious", ResultGap.None), new("A!3", "within", ResultGap.None)], read.Of(month.Key));
    }
}
