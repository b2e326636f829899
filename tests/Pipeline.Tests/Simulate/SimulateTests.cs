using System.Globalization;
using System.Text;
using System.Text.Json;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;
using TierFunctions.Policies.Rulings;

namespace TierFunctions.Pipeline.Tests.Simulate;

public sealed class SimulateTests
{
    private const string Policy = Medals.Head + """
        metrics:
          industry: { kind: category }
          sales: { kind: amount, currency: USD, decimals: 2 }
          late: { kind: count }
          orders: { kind: count }
          late_rate: { kind: rate, of: late, per: orders, better: lower }
          grade: { kind: level, order: [low, middle, high] }
        peers: { by: industry, atLeast: 3, otherwise: market, percentile: type-7 }
        standards: { excellent: { percentile: 80 } }
        tiers:
          - { tier: gold, requires: [ { id: sales, metric: sales, meets: excellent }, { id: punctual, metric: late_rate, atMost: 10 % } ], grants: [window, loan] }
          - { tier: silver, requires: [ { id: sales, metric: sales, atLeast: 100 } ], grants: [window] }
        otherwise: none
        entitlements:
          window: { title: Window reward, while: { metric: grade, atLeast: middle } }
          loan: { title: Loan }
        notices:
          - { on: promoted, by: [email, sms], text: promoted }
          - { on: demoted, by: [email], text: demoted }
        movement: { demotion: { strikes: 2 } }
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    private const string Header = "store_id,industry,sales,late,orders,grade\n";

    // Other places of the metrics, another percentile, another method, one more metric, another name for a tier.
    private static readonly string Draft = Policy
        .Replace("version: 1", "version: 2", StringComparison.Ordinal)
        .Replace("  industry: { kind: category }\n", "  reviews: { kind: rating }\n", StringComparison.Ordinal)
        .Replace("  late: { kind: count }\n", "  late: { kind: count }\n  industry: { kind: category }\n", StringComparison.Ordinal)
        .Replace("percentile: 80", "percentile: 60", StringComparison.Ordinal)
        .Replace("percentile: type-7", "percentile: nearest-rank", StringComparison.Ordinal)
        .Replace("atLeast: 3, otherwise", "atLeast: 5, otherwise", StringComparison.Ordinal)
        .Replace("  - { tier: silver", "  - { tier: bronze, requires: [ { metric: reviews, atLeast: 4 } ] }\n  - { tier: silver", StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 4096)]
    [InlineData(4, 16)]
    public async Task ThePolicyItselfMovesNobodyAndGivesTheSameOutcomes(int buckets, int storesPerChunk)
    {
        var market = await AssessedAsync(Policy, new Spread(buckets, storesPerChunk));
        var run = await market.FindAsync(RunKey.Parse("medals|2025-Q3|1"));
        var simulation = await SimulateAsync(market, Policy);
        Assert.Equal((0, run.Summary!.OutcomesSha256), (simulation.Moved, simulation.OutcomesSha256));
        Assert.All(simulation.Notices, notice => Assert.Equal(notice.Stored, notice.Draft));
        Assert.Equal(run.Summary.NoticesOwed, simulation.Notices.Sum(notice => notice.Draft));
        Assert.All(simulation.Entitlements, one => Assert.Equal((one.Stored, 0, 0), (one.Draft, one.Gained, one.Lost)));
        Assert.NotEqual(0, simulation.Entitlements[0].Stored);
    }

    [Fact]
    public async Task ADraftGivesWhatARunUnderItWouldHaveGiven()
    {
        // The quarter before is assessed under the first version on both sides.
        var market = await AssessedAsync(Policy);
        var under = await AssessedAsync(Policy, before: market => market.Policies.Put(Draft));
        var run = await under.FindAsync(RunKey.Parse("medals|2025-Q3|1"));
        Assert.Equal("2", run.PolicyVersion);
        var simulation = await SimulateAsync(market, Draft);
        Assert.Equal(run.Summary!.OutcomesSha256, simulation.OutcomesSha256);
        Assert.NotEqual(0, simulation.Moved);
        Assert.Equal(run.Summary.NoticesOwed, simulation.Notices.Sum(notice => notice.Draft));
        foreach (var tier in simulation.DraftTiers)
            Assert.Equal(run.Summary.Moves.Where(move => move.Now == tier).Sum(move => move.Stores), simulation.Moves.Where(move => move.Now == tier).Sum(move => move.Stores));
    }

    [Fact]
    public async Task NeitherWorkersNorChunksChangeAResult()
    {
        var one = SimulationJson.Write(await SimulateAsync(await AssessedAsync(Policy), Draft, workers: 1));
        Assert.Equal(one, SimulationJson.Write(await SimulateAsync(await AssessedAsync(Policy, new Spread(3, 7)), Draft, workers: 4)));
    }

    [Fact]
    public async Task CountsWhoMovesAndWhatTheyGainAndLose()
    {
        var market = new Market(Policy);
        market.Inputs.Put("in/a.csv", Header + "A,toys,500,0,100,high\nB,toys,200,0,100,high\nC,toys,150,20,100,low\nD,toys,120,0,100,middle\nE,shoes,10,0,100,high\n");
        await market.RunAsync("2025-Q3", places: "in");
        // Gold for 150 in sales whatever peers sell, if the grade is high; silver only from 130 on.
        var draft = Policy.Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("{ id: sales, metric: sales, meets: excellent }", "{ id: sales, metric: sales, atLeast: 150 }, { metric: grade, atLeast: high }", StringComparison.Ordinal)
            .Replace("standards: { excellent: { percentile: 80 } }\n", "", StringComparison.Ordinal).Replace("atLeast: 100 }", "atLeast: 130 }", StringComparison.Ordinal);
        var simulation = await SimulateAsync(market, draft);

        Assert.Equal((5, 2, 1, 1), (simulation.Stores, simulation.Moved, simulation.Up, simulation.Down));
        Assert.Equal(["B silver gold 1", "D silver none -1"], simulation.Movers.Select(mover => $"{mover.Store} {mover.Stored} {mover.Draft} {mover.Steps}"));
        Assert.Equal(["gold>gold", "silver>gold", "silver>silver", "silver>none", "none>none"], simulation.Moves.Where(move => move.Stores > 0).Select(move => $"{move.Before}>{move.Now}"));
        Assert.Equal(["shoes 1 0", "toys 4 2"], simulation.Industries.Select(industry => $"{industry.Industry} {industry.Stores} {industry.Moved}"));
        // C has not the grade for the window; D falls out, B rises.
        Assert.Equal(["window 3 2 0 1", "loan 1 2 1 0"], simulation.Entitlements.Select(one => $"{one.Id} {one.Stored} {one.Draft} {one.Gained} {one.Lost}"));
        // A store that reads exactly what is asked is nearest; C misses gold for more than one reason.
        Assert.Equal("C sales 150 130 True", simulation.Nearest.Where(near => near.Store == "C").Select(near => $"{near.Store} {near.Test} {near.Reading} {near.Limit} {near.Met}").Single());
        Assert.True(simulation.Nearest.Zip(simulation.Nearest.Skip(1)).All(pair => pair.First.Distance <= pair.Second.Distance));
        Assert.Equal("D sales False", simulation.Nearest.Where(near => near.Store == "D").Select(near => $"{near.Store} {near.Test} {near.Met}").Single());
    }

    [Fact]
    public async Task WhatTheStoredRowsDoNotHoldIsMissingAndSaid()
    {
        var market = await AssessedAsync(Policy);
        Assert.Equal(["reviews"], (await SimulateAsync(market, Draft)).MissingMetrics);
        var required = await SimulateAsync(market, Draft.Replace("{ kind: rating }", "{ kind: rating, required: yes }", StringComparison.Ordinal));
        Assert.Contains("reviews is required", Assert.Single(required.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadingsThatTheDraftDoesNotTakeCountAsMissingAndAreSaid()
    {
        var market = new Market(Policy);
        market.Inputs.Put("in/a.csv", Header + "A,toys,500.25,0,100,high\nB,toys,200,0,100,middle\n");
        await market.RunAsync("2025-Q3", places: "in");
        var draft = Policy.Replace("[low, middle, high]", "[low, high, top]", StringComparison.Ordinal).Replace("atLeast: middle", "atLeast: high", StringComparison.Ordinal).Replace("decimals: 2", "decimals: 1", StringComparison.Ordinal);
        Assert.Equal(["grade 1 B", "sales 1 A"], (await SimulateAsync(market, draft)).UnfitReadings.Select(unfit => $"{unfit.Metric} {unfit.Stores} {unfit.FirstStore}"));
    }

    [Fact]
    public async Task ExemptionsAndDecisionsOfTheRunHoldUnderTheDraftAsFarAsItKnowsThem()
    {
        var market = await AssessedAsync(Policy);
        var rulings = RulingDocument.Read("r.yaml", """
            exemptions: [ { id: strike, reason: Strike, timeZone: UTC, from: 2025-08-01, until: 2025-08-02, lifts: [punctual] } ]
            decisions:
              - { id: d1, programme: medals, store: S010, tier: gold, by: Ana, reason: Flagship, from: 2025-10-01, until: 2026-01-01 }
              - { id: d2, programme: medals, store: S011, tier: silver, by: Ana, reason: Flagship, from: 2025-10-01, until: 2026-01-01 }
            """);
        var plans = new RunPlans(market.Runs, market.Policies, market.Files);
        Assert.Empty((await market.RecordRulings.HandleAsync(rulings.Rulings, "ops", CancellationToken.None)).Refused);
        var revised = await market.RunAsync("2025-Q3", revise: "strike", places: "2025-Q3");
        Assert.Equal((0, revised.Summary!.OutcomesSha256), (await SimulateAsync(market, Policy)) is var same ? (same.Moved, same.OutcomesSha256) : default);

        var draft = Policy.Replace("tier: silver", "tier: bronze", StringComparison.Ordinal);
        var simulation = await SimulateAsync(market, draft);
        Assert.Equal(["Left out: decision d2: the tier 'silver', expected a tier of medals 1."], simulation.Notes);
        Assert.Equal(0, simulation.Moves.Where(move => move is { Before: "gold", Now: not "gold" }).Sum(move => move.Stores));
    }

    [Fact]
    public async Task NothingIsStored()
    {
        var market = await AssessedAsync(Policy);
        var before = await market.RemainsAsync(RunKey.Parse("medals|2025-Q3|1"));
        await SimulateAsync(market, Draft);
        Assert.Equal(before, await market.RemainsAsync(RunKey.Parse("medals|2025-Q3|1")));
        Assert.Equal(2, (await market.Runs.ListAsync(null, CancellationToken.None)).Count);
    }

    [Theory]
    [InlineData("medals", "2024-Q1", "medals has no completed run for 2024-Q1; it has been assessed for 2025-Q2, 2025-Q3.")]
    [InlineData("metals", "2025-Q3", "metals has no completed run, so there is nothing to hold the draft against.")]
    public async Task APeriodThatWasNotAssessedIsRefused(string programme, string period, string reason)
    {
        var market = await AssessedAsync(Policy);
        var draft = market.Policies.Read(Policy.Replace("programme: medals", $"programme: {programme}", StringComparison.Ordinal));
        var result = await Handler(market, 1).HandleAsync(new SimulatePolicy(draft, Market.Read(period)), CancellationToken.None);
        Assert.Equal(reason, result switch { SimulationResult.Refused refused => refused.Reason, SimulationResult.NothingStored nothing => nothing.Reason, _ => "" });
    }

    [Fact]
    public async Task IsOneJsonObject()
    {
        using var json = JsonDocument.Parse(SimulationJson.Write(await SimulateAsync(await AssessedAsync(Policy), Draft)));
        Assert.Equal(
            ["programme", "period", "run", "storedVersion", "draftVersion", "draftSha256", "outcomesSha256", "stores", "moved", "up", "down", "storedTiers", "draftTiers", "moves", "statuses", "industries", "notices", "entitlements", "nearest", "movers", "missingMetrics", "unfitReadings", "notes", "movedShare"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
    }

    private static SimulateHandler Handler(Market market, int workers) => new(
        market.Runs, market.Files, market.Outcomes, new RunPlans(market.Runs, market.Policies, market.Files), new PipelineOptions { Spread = new Spread(1, 4096), Workers = workers });

    private static async Task<Simulation> SimulateAsync(Market market, string draft, int workers = 2) =>
        Assert.IsType<SimulationResult.Done>(await Handler(market, workers).HandleAsync(new SimulatePolicy(market.Policies.Read(draft), null), CancellationToken.None)).Simulation;

    /// <summary>Two quarters of a hundred stores; some have no row in the second, some miss readings.</summary>
    private static async Task<Market> AssessedAsync(string policy, Spread? spread = null, Action<Market>? before = null)
    {
        var market = new Market(policy, spread);
        market.Inputs.Put("2025-Q2/a.csv", Header + Rows(0, 100));
        await market.RunAsync("2025-Q2", places: "2025-Q2");
        before?.Invoke(market);
        market.Inputs.Put("2025-Q3/a.csv", Header + Rows(5, 110));
        await market.RunAsync("2025-Q3", places: "2025-Q3");
        return market;
    }

    private static string Rows(int from, int to)
    {
        var rows = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            var seed = (i * 7919 + from * 31) % 997;
            rows.Append(CultureInfo.InvariantCulture, $"S{i:000},{(i % 3 == 0 ? "toys" : i % 3 == 1 ? "shoes" : "")},{(seed % 11 == 0 ? "" : seed * 1.25m)},{seed % 23},100,{(seed % 3) switch { 0 => "low", 1 => "middle", _ => "high" }}\n");
        }
        return rows.ToString();
    }
}
