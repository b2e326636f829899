using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Runs;

public sealed class EventTests
{
    private const string Policy = Medals.Head + """
        metrics:
          sales: { kind: amount, currency: USD }
          violations: { kind: events, of: [ip, late] }
          points: { kind: points, better: lower, events: { of: violations, within: { months: 6 } } }
          infringements: { kind: count, better: lower, events: { of: violations, only: [ip] } }
        population: [ { metric: points, below: 100, whenMissing: met } ]
        peers: { atLeast: 1, otherwise: market, percentile: type-7 }
        standards: { few: { percentile: 50 } }
        bars: [ { id: ip, when: { metric: infringements, atLeast: 2 }, shuts: all } ]
        tiers:
          - { tier: gold, requires: [ { metric: points, meets: few }, { metric: sales, atLeast: 100 } ] }
        otherwise: none
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    private readonly Market market = new(Policy);

    /// <summary>The quarter ends on 30 September 2025. Peers have 2, 2, 3 and 12 points in the last six months, so the middle is 2.5.</summary>
    [Theory]
    [InlineData("A", "gold")]
    [InlineData("B", "gold")]
    [InlineData("C", "none")]
    [InlineData("D", "none")]
    [InlineData("E", "none")]
    public async Task EventsAreCountedWhenTheyAreReadAndJudgedAsAnyNumber(string store, string tier)
    {
        var run = await RunAsync();
        Assert.Equal(tier, (await OutcomeAsync(run, store)).Tier);
    }

    /// <summary>Rows are read one after the other into one row: what one store did must not stay for the next.</summary>
    [Fact]
    public async Task ABlankIsNoListAndWhatTheStoreBeforeItDidIsNotIts()
    {
        var run = await RunAsync();
        Assert.Contains('?', (await OutcomeAsync(run, "E")).Verdicts);
        Assert.Equal("[100,null]", (await OutcomeAsync(run, "E")).Readings);
    }

    [Fact]
    public async Task WhatIsKeptWithAnOutcomeGivesTheSameNumbersAgain()
    {
        var run = await RunAsync();
        var plan = await RunPlan.LoadAsync(run, market.Policies, market.Files, CancellationToken.None);
        var outcome = await OutcomeAsync(run, "D");
        Assert.Contains("2025-05-01 ip 12", outcome.Readings, StringComparison.Ordinal);
        var row = StoredReadings.Read(outcome.Readings, plan);
        plan.Plan.Complete(row);
        Assert.Equal((1200L, 1L), (row[plan.Policy.SlotOf("points")], row[plan.Policy.SlotOf("infringements")]));
    }

    [Fact]
    public async Task ARowWithWhatIsNoListIsPutAsideWithTheReason()
    {
        var run = await RunAsync("F,100,2025-13-01 ip\nG,100,2025-07-01 theft 2\nH,100,2025-07-01 ip 2 3\nI,100,2025-07-01\n");
        var quarantine = await market.FileAsync(run.Key, RunFile.Quarantine);
        Assert.Equal(4, run.Ingest!.Quarantined);
        Assert.Equal(4, quarantine.Split('\n').Count(line => line.Contains("not-events", StringComparison.Ordinal) && line.Contains("a type (ip, late)", StringComparison.Ordinal)));
    }

    private Task<Run> RunAsync(string more = "")
    {
        market.Inputs.Put($"{Market.Folder}/stores.csv", 
            "store_id,sales,violations\n" +
            "A,100,2025-07-01 late 2\n" +
            "B,100,2025-09-30 late; 2025-04-01 ip 1; 2025-03-30 late 50\n" +
            "C,100,2025-08-01 late 3\n" +
            "D,100,2025-05-01 ip 12\n" +
            "E,100,\n" + more);
        return market.RunAsync("2025-Q3");
    }

    private async Task<StoredOutcome> OutcomeAsync(Run run, string store) =>
        await market.Outcomes.FindAsync(run.Key, store, CancellationToken.None) ?? throw new InvalidOperationException($"{store} has no outcome.");
}
