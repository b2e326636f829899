using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.Pipeline.Tests.Results;

public sealed class ResultsTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    [Fact]
    public async Task TheMonthsOfAQuarterAreReadAndKeptWithTheOutcome()
    {
        var market = Levels.NewMarket();
        await market.SummerAsync();
        var run = await market.QuarterAsync();
        Assert.Equal(["level 2025-07 level|2025-07|1", "level 2025-08 level|2025-08|1", "level 2025-09 level|2025-09|1"], run.Sources!.Select(source => $"{source.Programme} {source.Period} {source.Run}"));
        Assert.Empty(run.Ingest!.Findings);
        Assert.Equal(
            [
                "A Assessed gold [500,\"good\",3] {\"results\":{\"level\":[\"excellent\",\"good\",\"excellent\"],\"good_months\":[\"excellent\",\"good\",\"excellent\"]}}",
                // Nobody can tell its worst month, and one good month is not two.
                "B NotEvaluable none [500,null,1] {\"results\":{\"level\":[\"good\",\"failing\",\"-not-assessed\"],\"good_months\":[\"good\",\"failing\",\"-not-assessed\"]}}",
                "C NotEvaluable none [500,null,null] {\"results\":{\"level\":[\"-no-outcome\",\"-no-outcome\",\"-no-outcome\"],\"good_months\":[\"-no-outcome\",\"-no-outcome\",\"-no-outcome\"]}}",
            ],
            market.Outcomes.All(run.Key).Select(outcome => $"{outcome.Store} {outcome.Status} {outcome.Tier} {outcome.Readings} {outcome.Standing}"));
    }

    [Fact]
    public async Task AMonthInWhichAStoreGotNoLevelCanBeLeftOut()
    {
        var market = Levels.NewMarket(Levels.Reader.Replace("take: worst } }", "take: worst }, missingPart: leave out }", StringComparison.Ordinal));
        await market.SummerAsync();
        Assert.Equal(["A gold", "B none", "C none"], market.Outcomes.All((await market.QuarterAsync()).Key).Select(outcome => $"{outcome.Store} {outcome.Tier}"));
        Assert.Equal("[500,\"failing\",1]", (await market.Outcomes.FindAsync(RunKey.Parse("medals|2025-Q3|1"), "B", Ever))!.Readings);
    }

    [Fact]
    public async Task AMonthThatWasNotAssessedMakesTheReadingMissingAndIsNamed()
    {
        var market = Levels.NewMarket();
        await market.MonthAsync("2025-07", null, ("A", 95));
        await market.MonthAsync("2025-09", null, ("A", 95));
        var run = await market.QuarterAsync();
        Assert.Equal(
            [
                "missing-results: level has no completed run for 2025-08; every store is judged as if its level were missing",
                "missing-results: level has no completed run for 2025-08; every store is judged as if its good_months were missing",
            ],
            run.Ingest!.Findings.Select(finding => $"{finding.Code}: {finding.Message}"));
        Assert.Equal((Status.NotEvaluable, "[500,null,null]"), (await market.Outcomes.FindAsync(run.Key, "A", Ever)) is var outcome ? (outcome!.Status, outcome.Readings) : default);
        Assert.Equal([null, ResultGap.NoRun, null], (await ExplainAsync(market, "A")).Results[0].Parts!.Select(part => part.Tier is null ? part.Gap : (ResultGap?)null));
    }

    [Fact]
    public async Task AColumnStandsInOnlyWhereThereIsNoRunAtAll()
    {
        const string Rows = "store_id,sales,level\nA,500,excellent\nB,500,failing\n";
        var market = Levels.NewMarket(Levels.OrSupplied);
        var run = await market.QuarterAsync(rows: Rows);
        Assert.Equal(["A gold [500,\"excellent\",null] {\"results\":{\"good_months\":[\"-no-run\",\"-no-run\",\"-no-run\"]}}"], market.Outcomes.All(run.Key).Where(outcome => outcome.Store == "A").Select(outcome => $"{outcome.Store} {outcome.Tier} {outcome.Readings} {outcome.Standing}"));
        Assert.True((await ExplainAsync(market, "A")).Results[0].StandsIn);
        Assert.Empty(run.Ingest!.UnusedColumns);

        await market.SummerAsync();
        var second = await market.QuarterAsync("the months have been assessed", Rows);
        Assert.Equal("[500,\"good\",3]", (await market.Outcomes.FindAsync(second.Key, "A", Ever))!.Readings);
        Assert.Equal(["level"], second.Ingest!.UnusedColumns);
        Assert.False((await ExplainAsync(market, "A")).Results[0].StandsIn);
    }

    [Fact]
    public async Task WithoutRunAndColumnTheColumnIsWhatIsMissing() => Assert.Equal(
        ["missing-column", "missing-results"], (await Levels.NewMarket(Levels.OrSupplied).QuarterAsync()).Ingest!.Findings.Select(finding => finding.Code));

    [Fact]
    public async Task ALaterRevisionOfAMonthAsksForARevisionOfTheQuarter()
    {
        var market = Levels.NewMarket();
        await market.SummerAsync();
        await market.QuarterAsync();
        Assert.False(Assert.IsType<StartResult.Accepted>(await market.StartAsync("2025-Q3", places: "medals/2025-Q3")).IsNew);

        await market.MonthAsync("2025-08", "a score was wrong", ("A", 10), ("B", 75));
        Assert.Contains("by other results of other programmes", Assert.IsType<StartResult.Refused>(await market.StartAsync("2025-Q3", places: "medals/2025-Q3")).Reason, StringComparison.Ordinal);
        var second = await market.QuarterAsync("August was assessed again");
        Assert.Equal("level|2025-08|2", second.Sources![1].Run!.ToString());
        Assert.Equal(("silver", "[500,\"failing\",2]"), (await market.Outcomes.FindAsync(second.Key, "A", Ever)) is var now ? (now!.Tier, now.Readings) : default);
        // What the first revision read stands.
        Assert.Equal("[500,\"good\",3]", (await market.Outcomes.FindAsync(RunKey.Parse("medals|2025-Q3|1"), "A", Ever))!.Readings);
    }

    [Fact]
    public async Task MessagesThatComeTwiceAndLateGiveTheSameBytes()
    {
        var (once, often) = (Levels.NewMarket(spread: new Spread(4, 2)), Levels.NewMarket(spread: new Spread(4, 2)));
        await once.SummerAsync();
        await often.SummerAsync();
        var run = await once.QuarterAsync();
        often.Inputs.Put("medals/2025-Q3/a.csv", "store_id,sales\nA,500\nB,500\nC,500\n");
        Assert.IsType<StartResult.Accepted>(await often.StartAsync("2025-Q3", places: "medals/2025-Q3"));
        // Meanwhile a month is assessed again: what was pinned is read.
        var queued = often.Queue.ToList();
        often.Queue.Clear();
        await often.MonthAsync("2025-08", "a score was wrong", ("A", 10), ("B", 75));
        often.Queue.AddRange(queued);
        await often.DeliverLateAndTwiceAsync();
        Assert.Equal(await once.RemainsAsync(run.Key), await often.RemainsAsync(run.Key));
    }

    [Fact]
    public async Task HowStoresAreSpreadNeverMatters()
    {
        var rows = "store_id,sales\n" + string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"S{i:D2},{i * 10}\n")));
        var hashes = new List<string>();
        foreach (var spread in new[] { new Spread(1, 4096), new Spread(8, 3), new Spread(1, 7) })
        {
            var market = Levels.NewMarket(spread: spread);
            for (var i = 0; i < 3; i++)
                await market.MonthAsync(FormattableString.Invariant($"2025-{i + 7:D2}"), null, [.. Enumerable.Range(i, 35).Select(store => (FormattableString.Invariant($"S{store:D2}"), store * 37 % 120 - 10 is var score ? Math.Min(score, 100) : 0))]);
            hashes.Add((await market.QuarterAsync(rows: rows)).Summary!.OutcomesSha256);
        }
        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public async Task AnOutcomeSaysWhatWasReadWhere()
    {
        var market = Levels.NewMarket();
        await market.SummerAsync();
        await market.QuarterAsync();
        var shown = await ExplainAsync(market, "B");
        Assert.Contains(
            "\"results\":[{\"metric\":\"level\",\"programme\":\"level\",\"take\":\"worst\",\"supplied\":false,\"periods\":[{\"period\":\"2025-07\",\"run\":\"level|2025-07|1\",\"tier\":\"good\",\"missing\":null},{\"period\":\"2025-08\",\"run\":\"level|2025-08|1\",\"tier\":\"failing\",\"missing\":null},{\"period\":\"2025-09\",\"run\":\"level|2025-09|1\",\"tier\":null,\"missing\":\"not-assessed\"}]}",
            Explained.Json(shown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProjectionReadsWhatHasBeenAssessedSoFar()
    {
        var market = Levels.NewMarket();
        await market.SummerAsync();
        await market.QuarterAsync();
        await market.MonthAsync("2025-10", null, ("A", 50));
        market.Time.Set(new DateTimeOffset(2025, 11, 15, 12, 0, 0, TimeSpan.Zero));
        var projected = Assert.IsType<Projection.Judged>(await new ProjectStoreHandler(market.Outcomes, market.Inputs, market.PeriodsUnder(Plans(market)), market.Options)
            .HandleAsync(new ProjectStore("A", Medals.Programme, ["medals/2025-Q3"]), Ever)).Explanation;
        Assert.Equal("none", projected.Evidence!.Standing.Tier.Name);
        // November and December are still to come, so October's level stands for them.
        Assert.Equal(["2025-10 level|2025-10|1 failing", "2025-11 level|2025-10|1 failing", "2025-12 level|2025-10|1 failing"],
            projected.Results[0].Sources.Zip(projected.Results[0].Parts!, (source, part) => $"{source.Period} {source.Run} {part.Tier}"));
    }

    [Fact]
    public async Task ASimulationReadsWhatTheRunRead()
    {
        var market = Levels.NewMarket();
        await market.SummerAsync();
        var run = await market.QuarterAsync();
        await market.MonthAsync("2025-08", "a score was wrong", ("A", 10), ("B", 75));
        var same = await SimulateAsync(market, Levels.Reader);
        Assert.Equal((0, run.Summary!.OutcomesSha256), (same.Moved, same.OutcomesSha256));
        // B's best month was good.
        var best = await SimulateAsync(market, Levels.Reader.Replace("take: worst } }", "take: best }, missingPart: leave out }", StringComparison.Ordinal));
        Assert.Equal("B none gold", Assert.Single(best.Movers) is var mover ? $"{mover.Store} {mover.Stored} {mover.Draft}" : "");
    }

    [Fact]
    public async Task ADraftMayBeginToReadAnotherProgramme()
    {
        var before = Levels.Reader.Replace(", from: { programme: level, over: months of the period, take: worst }", "", StringComparison.Ordinal);
        var market = Levels.NewMarket(before);
        await market.SummerAsync();
        await market.QuarterAsync(rows: "store_id,sales,level\nA,500,failing\n");
        var simulation = await SimulateAsync(market, Levels.OrSupplied);
        Assert.Equal("A silver gold", Assert.Single(simulation.Movers) is var mover ? $"{mover.Store} {mover.Stored} {mover.Draft}" : "");
        Assert.Empty(simulation.MissingMetrics);
    }

    [Fact]
    public void ReadingsMayBeGivenByWhoeverAsksAboutOneStore()
    {
        var plan = new RunPlan(RunKey.Parse("medals|2025-Q3|1"), Levels.NewMarket().Policies.Read(Levels.Reader).Policy, Domain.Benchmarks.BenchmarkSet.Empty, []);
        var row = StoredReadings.Read("""{"store_id":"A","sales":100,"level":"good","good_months":1}"""u8.ToArray(), null, plan, out _, out var faults);
        Assert.Empty(faults);
        Assert.Equal("gold", Evidence.Of(plan.Judge, row!, null, plan.Run.Period).Standing.Tier.Name);
        Assert.Null(StoredReadings.Read("""{"level":"superb"}"""u8.ToArray(), null, plan, out _, out faults));
        Assert.Equal("level", Assert.Single(faults).Column);
    }

    private static RunPlans Plans(Market market) => new(market.Runs, market.Policies, market.Files);

    private static async Task<Explanation> ExplainAsync(Market market, string store) => Assert.Single(
        await new ExplainStoreHandler(new CompletedRuns(market.Runs, TimeProvider.System), market.Outcomes, Plans(market)).HandleAsync(store, Medals.Programme, null, Ever));

    private static async Task<Simulation> SimulateAsync(Market market, string draft) => Assert.IsType<SimulationResult.Done>(
        await new SimulateHandler(market.Runs, market.Files, market.Outcomes, Plans(market), new PipelineOptions { Spread = new Spread(1, 4096), Workers = 2 })
            .HandleAsync(new SimulatePolicy(market.Policies.Read(draft), null), Ever)).Simulation;
}
