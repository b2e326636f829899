using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Runs;

/// <summary>What is carried from quarter to quarter by the rules that keep a tier, and what a metric remembers of the last ones.</summary>
public sealed class KeptTierTests
{
    private const string Policy = Medals.Head + """
        metrics:
          industry: { kind: category }
          sales: { kind: amount, currency: USD }
          good: { kind: count, periods: { of: { metric: sales, atLeast: 100 }, last: 3 } }
        peers: { by: industry, atLeast: 1, percentile: type-7 }
        standards: { best: { rank: 1, among: market, plus: -50 } }
        tiers:
          - { tier: gold, requires: [ { metric: good, atLeast: 2 }, { metric: sales, meets: best } ], grants: [bonus] }
          - { tier: silver, requires: [ { metric: sales, atLeast: 100 } ] }
        otherwise: none
        entitlements:
          bonus: { title: Bonus, worth: { share: 10 %, of: sales } }
        movement:
          validity: { periods: 2 }
          unjudged: { periods: 1 }
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    private const string Header = "store_id,industry,sales\n";
    private readonly Market market = new(Policy);

    [Fact]
    public async Task WhatWasEarnedOfLateIsCarriedOn()
    {
        await QuarterAsync("2025-Q1", "A,toys,100\nB,shoes,150\n");
        Assert.Equal(("gold", """{"streaks":{"good":3},"valid":{"gold":"2026-01-01"}}"""), await FactsAsync("2025-Q2", "A,toys,100\nB,shoes,150\n"));
        Assert.Equal(("gold", """{"earned":"none","by":"validity","until":"2026-01-01","streaks":{"good":2},"valid":{"gold":"2026-01-01"}}"""), await FactsAsync("2025-Q3", "A,toys,1\nB,shoes,150\n"));
        Assert.Equal(("none", ""), await FactsAsync("2025-Q4", "A,toys,1\nB,shoes,150\n"));
    }

    /// <summary>Fifty less than the best of the whole market, whatever shoes and toys are sold for; two of the last three quarters were good.</summary>
    [Fact]
    public async Task AStoredOutcomeExplainsItselfFromWhatIsKept()
    {
        await QuarterAsync("2025-Q1", "A,toys,100\nB,shoes,150\n");
        await QuarterAsync("2025-Q2", "A,toys,1\nB,shoes,150\n");
        await QuarterAsync("2025-Q3", "A,toys,149.99\nB,shoes,199.99\n");
        var evidence = Assert.Single(await new ExplainStoreHandler(new CompletedRuns(market.Runs, market.Time), market.Outcomes, new RunPlans(market.Runs, market.Policies, market.Files))
            .HandleAsync("A", null, null, CancellationToken.None)).Evidence;
        Assert.Equal(["good 2", "sales 149.99"], evidence?.Tiers[0].Findings.Select(finding => $"{finding.Metric.Name} {finding.Metric.Codec.Write(finding.Units)}"));
        Assert.Equal(149.99m, LimitJson.NumberOf(evidence!.Tiers[0].Findings[1])); // just asked for
        Assert.Equal(14.999m, Assert.Single(evidence.Grants).Comes);
    }

    [Fact]
    public async Task WhoCannotBeJudgedKeepsItsTierAndIsThenJudgedAgain()
    {
        await QuarterAsync("2025-Q1", "A,toys,100\n");
        var (tier, standing) = await FactsAsync("2025-Q2", "A,toys,\n");
        Assert.Equal(("silver", true), (tier, standing.Contains("\"by\":\"unjudged\",\"until\":\"2025-10-01\"", StringComparison.Ordinal)));
        Assert.Equal(("none", ""), await FactsAsync("2025-Q3", "A,toys,\n"));
        Assert.Equal("silver", (await FactsAsync("2025-Q4", "A,toys,100\n")).Tier);
    }

    private async Task<(string Tier, string Standing)> FactsAsync(string quarter, string rows)
    {
        var run = await QuarterAsync(quarter, rows);
        var outcome = await market.Outcomes.FindAsync(run.Key, "A", CancellationToken.None) ?? throw new InvalidOperationException($"{run.Key} has no outcome of A.");
        return (outcome.Tier, outcome.Standing);
    }

    private async Task<Run> QuarterAsync(string quarter, string rows)
    {
        market.Inputs.Put($"{quarter}/a.csv", Header + rows);
        return await market.RunAsync(quarter, places: quarter);
    }
}
