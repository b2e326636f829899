using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.Pipeline.Tests.Results;

/// <summary>Readings that a programme reads of its own earlier periods.</summary>
public sealed class EarlierTests
{
    private const string Metrics = """
          sales: { kind: amount, currency: USD, decimals: 2 }
          late: { kind: count }
          orders: { kind: count }
          late_rate: { kind: rate, of: late, per: orders, better: lower }
          sales_before: { kind: amount, currency: USD, decimals: 2, earlier: { of: sales, ago: 1 period } }
          late_rate_before: { kind: rate, better: lower, earlier: { of: late_rate, ago: 3 months } }
          growth: { kind: rate, growth: { of: sales, against: sales_before } }

        """;

    private const string Tiers = """
        tiers:
          - { tier: gold, requires: [ { metric: growth, atLeast: 10 % }, { metric: late_rate_before, atMost: 0.34 } ] }
          - { tier: silver, requires: [ { metric: growth, atLeast: 0 % } ] }
        otherwise: none
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    private static readonly CancellationToken Ever = CancellationToken.None;

    private static readonly string Policy = Medals.Head + "metrics:\n" + Metrics + Tiers;

    private static readonly string OrSupplied = Policy.Replace("ago: 1 period }", "ago: 1 period, otherwise: supplied }", StringComparison.Ordinal);

    [Fact]
    public async Task TheReadingOfThePeriodBeforeIsReadAndKept()
    {
        var market = await FirstAsync(Policy);
        var run = await SecondAsync(market);
        Assert.Equal(["medals 2025-Q2 medals|2025-Q2|1"], run.Sources!.Select(source => $"{source.Programme} {source.Period} {source.Run}"));
        Assert.Empty(run.Ingest!.Findings);
        Assert.Equal(
            [
                // A third is taken with the decimal places of a rate; what is looked at by no test is kept for the period to come.
                "A Assessed gold [110,0,1,100,0.333333333] {\"results\":{\"sales_before\":[\"=100\"],\"late_rate_before\":[\"=0.333333333\"]}}",
                "B Assessed silver [100.5,0,1,100.5,0.5] {\"results\":{\"sales_before\":[\"=100.5\"],\"late_rate_before\":[\"=0.5\"]}}",
                "C NotEvaluable none [100,0,1,null,null] {\"results\":{\"sales_before\":[\"-no-reading\"],\"late_rate_before\":[\"-no-reading\"]}}",
                "D NotEvaluable none [100,0,1,null,null] {\"results\":{\"sales_before\":[\"-no-outcome\"],\"late_rate_before\":[\"-no-outcome\"]}}",
            ],
            market.Outcomes.All(run.Key).Select(outcome => $"{outcome.Store} {outcome.Status} {outcome.Tier} {outcome.Readings} {outcome.Standing}"));
    }

    [Fact]
    public async Task TheFirstPeriodHasNoEarlierOneAndSaysSo()
    {
        var market = new Market(Policy);
        var run = await PeriodAsync(market, "2025-Q2", First);
        Assert.Equal(
            [
                "missing-results: medals has no completed run for 2025-Q1; every store is judged as if its sales_before were missing",
                "missing-results: medals has no completed run for 2025-Q1; every store is judged as if its late_rate_before were missing",
            ],
            run.Ingest!.Findings.Select(finding => $"{finding.Code}: {finding.Message}"));
        Assert.Equal("[100,1,3,null,null]", (await market.Outcomes.FindAsync(run.Key, "A", Ever))!.Readings);
    }

    [Fact]
    public async Task AColumnStandsInUntilThereIsAnEarlierPeriod()
    {
        var market = new Market(OrSupplied);
        var first = await PeriodAsync(market, "2025-Q2", "store_id,sales,late,orders,sales_before\nA,100,1,3,80\n");
        Assert.Equal("[100,1,3,80,null]", (await market.Outcomes.FindAsync(first.Key, "A", Ever))!.Readings);
        Assert.True((await ExplainAsync(market, "A")).Results[0].StandsIn);
        var second = await PeriodAsync(market, "2025-Q3", "store_id,sales,late,orders,sales_before\nA,110,0,1,1\n");
        Assert.Equal(("gold", "[110,0,1,100,0.333333333]"), (await market.Outcomes.FindAsync(second.Key, "A", Ever)) is var now ? (now!.Tier, now.Readings) : default);
        Assert.Equal(["sales_before"], second.Ingest!.UnusedColumns);
    }

    [Fact]
    public async Task ARevisionOfTheEarlierPeriodAsksForOneOfTheLater()
    {
        var market = await FirstAsync(Policy);
        await SecondAsync(market);
        Assert.False(Assert.IsType<StartResult.Accepted>(await market.StartAsync("2025-Q3", places: "in/2025-Q3")).IsNew);

        await PeriodAsync(market, "2025-Q2", First.Replace("A,100,", "A,105,", StringComparison.Ordinal), "sales were wrong");
        Assert.Contains("or by other results of other programmes or earlier periods", Assert.IsType<StartResult.Refused>(await market.StartAsync("2025-Q3", places: "in/2025-Q3")).Reason, StringComparison.Ordinal);
        var again = await SecondAsync(market, "the second quarter was assessed again");
        Assert.Equal("medals|2025-Q2|2", Assert.Single(again.Sources!).Run!.ToString());
        Assert.Equal(("silver", "[110,0,1,105,0.333333333]"), (await market.Outcomes.FindAsync(again.Key, "A", Ever)) is var now ? (now!.Tier, now.Readings) : default);
        // What the first revision read stands, and judging it again gives what it gave.
        Assert.Equal("[110,0,1,100,0.333333333]", (await market.Outcomes.FindAsync(RunKey.Parse("medals|2025-Q3|1"), "A", Ever))!.Readings);
        Assert.Equal("silver", (await ExplainAsync(market, "A")).Evidence!.Standing.Tier.Name);
    }

    [Fact]
    public async Task MessagesThatComeTwiceAndLateGiveTheSameBytes()
    {
        var (once, often) = (await FirstAsync(Policy, new Spread(4, 2)), await FirstAsync(Policy, new Spread(4, 2)));
        var run = await SecondAsync(once);
        often.Inputs.Put("in/2025-Q3/a.csv", Second);
        Assert.IsType<StartResult.Accepted>(await often.StartAsync("2025-Q3", places: "in/2025-Q3"));
        // Meanwhile the earlier period is assessed again: what was pinned is read.
        var queued = often.Queue.ToList();
        often.Queue.Clear();
        await PeriodAsync(often, "2025-Q2", First.Replace("A,100,", "A,105,", StringComparison.Ordinal), "sales were wrong");
        often.Queue.AddRange(queued);
        await often.DeliverLateAndTwiceAsync();
        Assert.Equal(await once.RemainsAsync(run.Key), await often.RemainsAsync(run.Key));
    }

    /// <summary>What was judged then, in the place of the policy's metric of that name, and what the run says of it.</summary>
    [Theory]
    [InlineData("  turnover: { kind: amount, currency: USD }", "has no metric sales")]
    [InlineData("  sales: { kind: count }", "has sales of the kind count, not amount")]
    [InlineData("  sales: { kind: amount, currency: EUR, decimals: 2 }", "has sales in EUR, not in USD")]
    [InlineData("  sales: { kind: amount, currency: USD }", "has sales with 4 decimal places, more than the 2 of sales_before")]
    [InlineData("  sales: { kind: amount, currency: USD, decimals: 2 }", "kept no readings of sales")]
    public async Task AnEarlierVersionThatHasNoSuchReadingIsNamedOnce(string metric, string why)
    {
        var market = await FirstAsync(Medals.Head + $"metrics:\n{metric}\n  late: {{ kind: count }}\n  orders: {{ kind: count }}\n  late_rate: {{ kind: rate, of: late, per: orders, better: lower }}\n"
            + "tiers: [ { tier: gold, requires: [ { metric: late_rate, atMost: 1 % } ] } ]\notherwise: none\ngate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }\n");
        market.Policies.Put(Policy.Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("from: 2020-Q1", "from: 2025-Q3", StringComparison.Ordinal));
        var run = await SecondAsync(market);
        Assert.Equal([$"missing-readings: medals|2025-Q2|1 {why}; every store is judged as if its sales_before were missing"], run.Ingest!.Findings.Select(finding => $"{finding.Code}: {finding.Message}"));
        Assert.Equal("[110,0,1,null,0.333333333]", (await market.Outcomes.FindAsync(run.Key, "A", Ever))!.Readings);
    }

    [Fact]
    public async Task SeveralPeriodsComeToOneReading()
    {
        var market = new Market(Medals.Head + """
            metrics:
              sales: { kind: amount, currency: USD, decimals: 2 }
              held: { kind: flag }
              opened: { kind: date }
              grade: { kind: level, order: [low, high] }
              mean: { kind: amount, currency: USD, decimals: 2, earlier: { of: sales, last: 3, take: mean }, missingPart: leave out }
              least: { kind: amount, currency: USD, decimals: 2, earlier: { of: sales, last: 2, take: min } }
              total: { kind: amount, currency: USD, decimals: 2, earlier: { of: sales, last: 2, take: sum } }
              was_held: { kind: flag, earlier: { of: held, ago: 3 months } }
              was_opened: { kind: date, earlier: { of: opened, ago: 3 months } }
              best: { kind: level, order: [low, high], earlier: { of: grade, last: 2, take: max } }
            tiers: [ { tier: gold, requires: [ { metric: mean, atLeast: 1 }, { metric: least, atLeast: 1 }, { metric: total, atLeast: 1 }, { metric: was_held, is: yes }, { metric: was_opened, atMost: 2030-01-01 }, { metric: best, atLeast: high } ] } ]
            otherwise: none
            gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
            """);
        await PeriodAsync(market, "2024-Q4", "store_id,sales,held,opened,grade\nA,1,no,2020-01-01,high\nB,1,no,2020-01-01,low\n");
        await PeriodAsync(market, "2025-Q1", "store_id,sales,held,opened,grade\nA,2,no,2020-01-01,high\nB,,no,2020-01-01,low\n");
        await PeriodAsync(market, "2025-Q2", "store_id,sales,held,opened,grade\nA,2,yes,2021-02-03,low\nB,4,no,,low\n");
        var run = await PeriodAsync(market, "2025-Q3", "store_id,sales\nA,1\nB,1\n");
        // Five thirds to the nearest cent; what B did not say is left out of its mean.
        Assert.Equal(
            ["A gold [1,null,null,null,1.67,2,4,true,\"2021-02-03\",\"high\"]", "B none [1,null,null,null,2.5,null,null,false,null,\"low\"]"],
            market.Outcomes.All(run.Key).Select(outcome => $"{outcome.Store} {outcome.Tier} {outcome.Readings}"));
        Assert.Equal("gold", (await ExplainAsync(market, "A")).Evidence!.Standing.Tier.Name);
    }

    [Fact]
    public async Task AnOutcomeSaysWhatWasReadOfWhichRun()
    {
        var market = await FirstAsync(Policy);
        await SecondAsync(market);
        Assert.Contains(
            "\"results\":[{\"metric\":\"sales_before\",\"programme\":\"medals\",\"of\":\"sales\",\"take\":\"last\",\"supplied\":false,\"periods\":[{\"period\":\"2025-Q2\",\"run\":\"medals|2025-Q2|1\",\"tier\":null,\"reading\":100,\"missing\":null}]}",
            Explained.Json(await ExplainAsync(market, "A")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASimulationReadsWhatTheRunRead()
    {
        var market = await FirstAsync(Policy);
        var run = await SecondAsync(market);
        await PeriodAsync(market, "2025-Q2", First.Replace("A,100,", "A,105,", StringComparison.Ordinal), "sales were wrong");
        var same = await SimulateAsync(market, Policy, "2025-Q3");
        Assert.Equal((0, run.Summary!.OutcomesSha256), (same.Moved, same.OutcomesSha256));
        var stricter = await SimulateAsync(market, Policy.Replace("atLeast: 10 %", "atLeast: 11 %", StringComparison.Ordinal), "2025-Q3");
        Assert.Equal("A gold silver", Assert.Single(stricter.Movers) is var mover ? $"{mover.Store} {mover.Stored} {mover.Draft}" : "");
    }

    [Fact]
    public async Task ADraftThatReadsWhatWasNotKeptIsToldSo()
    {
        const string Kept = "{ metric: late_rate_before, atMost: 0.34 }";
        var market = await FirstAsync(Policy.Replace("  late_rate_before: { kind: rate, better: lower, earlier: { of: late_rate, ago: 3 months } }\n", "", StringComparison.Ordinal).Replace($", {Kept}", "", StringComparison.Ordinal));
        await SecondAsync(market);
        var simulation = await SimulateAsync(market, Policy, "2025-Q3");
        Assert.Equal(["medals|2025-Q2|1 kept no readings of late_rate; every store is judged as if its late_rate_before were missing."], simulation.Notes);
    }

    [Fact]
    public async Task AProjectionReadsThePeriodBefore()
    {
        var market = await FirstAsync(Policy);
        await SecondAsync(market);
        market.Time.Set(new DateTimeOffset(2025, 11, 15, 12, 0, 0, TimeSpan.Zero));
        market.Inputs.Put("in/open/a.csv", "store_id,sales,late,orders\nA,121,0,1\n");
        var projected = Assert.IsType<Projection.Judged>(await new ProjectStoreHandler(market.Outcomes, market.Inputs, market.PeriodsUnder(Plans(market)), market.Options)
            .HandleAsync(new ProjectStore("A", Medals.Programme, ["in/open"]), Ever)).Explanation;
        Assert.Equal(("gold", "medals|2025-Q3|1"), (projected.Evidence!.Standing.Tier.Name, projected.Results[0].Sources[0].Run!.ToString()));
        Assert.Equal("110", projected.Results[0].Parts![0].Reading);
    }

    [Fact]
    public async Task OfProductsEachReadsItsOwnEarlierReading()
    {
        foreach (var spread in new[] { new Spread(1, 4096), new Spread(3, 1) })
        {
            var market = new Market(Policy.Replace("subject: store", "subject: product", StringComparison.Ordinal), spread);
            await PeriodAsync(market, "2025-Q2", "store_id,product_id,sales,late,orders\nA,1,100,0,1\nA,2,200,0,1\nB,1,300,0,1\n");
            var run = await PeriodAsync(market, "2025-Q3", "store_id,product_id,sales,late,orders\nA,1,110,0,1\nA,2,200,0,1\nB,1,299,0,1\n");
            Assert.Equal(["A!1 gold [110,0,1,100,0]", "A!2 silver [200,0,1,200,0]", "B!1 none [299,0,1,300,0]"],
                market.Outcomes.All(run.Key).OrderBy(outcome => outcome.Store, StringComparer.Ordinal).Select(outcome => $"{outcome.Store} {outcome.Tier} {outcome.Readings}"));
        }
    }

    [Fact]
    public async Task ThePeriodBeforeIsNotWaitedForAsItIsAssessedFirst()
    {
        var market = new Market(Policy);
        await PeriodAsync(market, "2025-Q1", First);
        var stopped = await PeriodAsync(market, "2025-Q2", "store_id,sales,late,orders\n");
        Assert.Equal(RunState.GateFailed, stopped.State);
        market.Time.Set(new DateTimeOffset(2025, 10, 2, 12, 0, 0, TimeSpan.Zero));
        market.Inputs.Put("medals/2025-Q3/a.csv", Second);
        var start = new StartRunHandler(market.Runs, market.Policies, market.Inputs, market.Files, market.Rulings, market.Cases, market.Time);
        var ended = await new AssessEndedPeriodsHandler(new Known(market.Policies), market.Runs, start, market.Time).HandleAsync(Ever);
        Assert.Equal(["medals|2025-Q3|1"], ended.Messages.OfType<Pipeline.Messages.Message.IngestRun>().Select(message => message.Run));
        Assert.Empty(ended.Waiting);
    }

    private const string First = "store_id,sales,late,orders\nA,100,1,3\nB,100.5,1,2\nC,,,\n";

    private const string Second = "store_id,sales,late,orders\nA,110,0,1\nB,100.5,0,1\nC,100,0,1\nD,100,0,1\n";

    /// <summary>A marketplace of which the second quarter has been assessed.</summary>
    private static async Task<Market> FirstAsync(string policy, Spread? spread = null)
    {
        var market = new Market(policy, spread);
        await PeriodAsync(market, "2025-Q2", First);
        return market;
    }

    private static Task<Run> SecondAsync(Market market, string? revise = null) => PeriodAsync(market, "2025-Q3", Second, revise);

    private static async Task<Run> PeriodAsync(Market market, string period, string rows, string? revise = null)
    {
        market.Inputs.Put($"in/{period}/a.csv", rows);
        return await market.RunAsync(period, revise, places: $"in/{period}");
    }

    private static RunPlans Plans(Market market) => new(market.Runs, market.Policies, market.Files);

    private static async Task<Explanation> ExplainAsync(Market market, string store) => Assert.Single(
        await new ExplainStoreHandler(new CompletedRuns(market.Runs, TimeProvider.System), market.Outcomes, Plans(market)).HandleAsync(store, Medals.Programme, null, Ever));

    private static async Task<Simulation> SimulateAsync(Market market, string draft, string period) => Assert.IsType<SimulationResult.Done>(
        await new SimulateHandler(market.Runs, market.Files, market.Outcomes, Plans(market), new PipelineOptions { Spread = new Spread(1, 4096), Workers = 2 })
            .HandleAsync(new SimulatePolicy(market.Policies.Read(draft), Market.Read(period)), Ever)).Simulation;

    private sealed class Known(TextPolicies policies) : IProgrammes
    {
        public async Task<IReadOnlyList<Domain.Programmes.Policy>> AllAsync(CancellationToken cancellationToken) => [(await policies.InForceAsync("medals", Market.Read("2025-Q3"), cancellationToken)).Policy];
    }
}
