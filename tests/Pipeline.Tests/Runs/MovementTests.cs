using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Runs;

public sealed class MovementTests
{
    private const string Policy = Medals.Head + """
        metrics:
          industry: { kind: category }
          sales: { kind: amount, currency: USD }
          fraud: { kind: count }
          steady: { kind: count, streak: { of: { metric: sales, atLeast: 100 } } }
        tiers:
          - { tier: gold, requires: [ { metric: steady, atLeast: 3 } ] }
          - { tier: silver, requires: [ { metric: sales, atLeast: 100 } ] }
        otherwise: none
        movement:
          demotion: { strikes: 2 }
          cancellation: [ { id: fraud, when: { metric: fraud, atLeast: 1 } } ]
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    private const string Header = "store_id,industry,sales,fraud\n";
    private readonly Market market = new(Policy);

    [Fact]
    public async Task AStreakLeadsFromQuarterToQuarter()
    {
        foreach (var quarter in new[] { "2025-Q1", "2025-Q2" }) await QuarterAsync(quarter, "A,toys,100,0\n");
        var run = await QuarterAsync("2025-Q3", "A,toys,100,0\n");
        Assert.Equal("gold", (await OutcomeAsync(run, "A")).Tier);
        Assert.Equal("[100,0,2]", (await OutcomeAsync(run, "A")).Readings);
    }

    [Fact]
    public async Task AStoreWithoutARowHasMissedOnceAndIsCountedUnderItsTier()
    {
        await QuarterAsync("2025-Q1", "A,toys,100,0\nB,toys,1,0\n");
        var run = await QuarterAsync("2025-Q2", "B,toys,1,0\n");
        Assert.Equal(("silver", """{"earned":"none","by":"strike","strikes":1}"""), ((await OutcomeAsync(run, "A")).Tier, (await OutcomeAsync(run, "A")).Standing));
        Assert.Equal([KeyValuePair.Create("gold", 0L), KeyValuePair.Create("silver", 1L), KeyValuePair.Create("none", 1L)], run.Summary!.Tiers);
        Assert.Equal("none", (await OutcomeAsync(await QuarterAsync("2025-Q3", "B,toys,1,0\n"), "A")).Tier);
    }

    [Fact]
    public async Task ACancelledStoreStaysOutEvenIfItWasAwayForAQuarter()
    {
        await QuarterAsync("2025-Q1", "A,toys,100,0\n");
        await QuarterAsync("2025-Q2", "A,toys,100,1\n");
        await QuarterAsync("2025-Q3", "B,toys,100,0\n");
        var run = await QuarterAsync("2025-Q4", "A,toys,100,0\n");
        Assert.Equal(("none", """{"earned":"silver","by":"cancelled","cancelled":"fraud","cancelledFrom":"2025-07-01","streaks":{"steady":1}}"""),
            ((await OutcomeAsync(run, "A")).Tier, (await OutcomeAsync(run, "A")).Standing));
    }

    [Fact]
    public async Task APeriodJudgedAgainBeginsWithTheSameStandings()
    {
        await QuarterAsync("2025-Q1", "A,toys,100,0\n");
        var first = await QuarterAsync("2025-Q2", "A,toys,1,0\n");
        market.Inputs.Put("2025-Q2/more.csv", Header + "Z,toys,1,0\n");
        var second = await market.RunAsync("2025-Q2", revise: "a store was left out", places: "2025-Q2");
        Assert.Equal((await OutcomeAsync(first, "A")) with { Run = second.Key }, await OutcomeAsync(second, "A"));
    }

    [Fact]
    public async Task AStoredOutcomeExplainsItself()
    {
        await QuarterAsync("2025-Q1", "A,toys,100,0\n");
        await QuarterAsync("2025-Q2", "A,toys,100,0\n");
        var run = await QuarterAsync("2025-Q3", "A,toys,1,0\n");
        var explained = Assert.Single(await new ExplainStoreHandler(new CompletedRuns(market.Runs, market.Time), market.Outcomes, new RunPlans(market.Runs, market.Policies, market.Files))
            .HandleAsync("A", null, null, CancellationToken.None));
        Assert.Equal(("silver", "none", Domain.Evaluation.MovedBy.Strike), (explained.Evidence?.Standing.Tier.Name, explained.Evidence?.Moved?.Earned.Name, explained.Evidence?.Moved?.By));
        Assert.Equal(run.Key, explained.Run?.Key);
    }

    [Fact]
    public async Task AnotherSpreadGivesTheSameOutcomes()
    {
        var other = new Market(Policy, new Spread(8, 2));
        Run here = null!, there = null!; // set by the loop
        foreach (var (quarter, rows) in new[] { ("2025-Q1", Rows(_ => 100)), ("2025-Q2", Rows(i => i % 3 == 0 ? 1 : 100)), ("2025-Q3", Rows(i => i % 2 == 0 ? 1 : 100)) })
        {
            here = await QuarterAsync(quarter, rows);
            other.Inputs.Put($"{quarter}/a.csv", Header + rows);
            there = await other.RunAsync(quarter, places: quarter);
        }
        Assert.Equal(here.Summary!.OutcomesSha256, there.Summary!.OutcomesSha256);
        Assert.Contains(here.Summary.Tiers, tier => tier is { Key: "gold", Value: > 0 });

        static string Rows(Func<int, int> sales) => string.Concat(Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"S{i:D2},toys,{sales(i)},0\n")));
    }

    private async Task<StoredOutcome> OutcomeAsync(Run run, string store) =>
        await market.Outcomes.FindAsync(run.Key, store, CancellationToken.None) ?? throw new InvalidOperationException($"{run.Key} has no outcome of {store}.");

    private Task<Run> QuarterAsync(string quarter, string rows)
    {
        market.Inputs.Put($"{quarter}/a.csv", Header + rows);
        return market.RunAsync(quarter, places: quarter);
    }
}
