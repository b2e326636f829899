using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies.Rulings;

namespace TierFunctions.Pipeline.Tests.Runs;

public sealed class RulingTests
{
    private const string Policy = Medals.Head + """
        metrics:
          country: { kind: category }
          region: { kind: category }
          sales: { kind: amount, currency: USD }
          late: { kind: count }
          late_protected: { kind: count }
          orders: { kind: count }
          late_rate: { kind: rate, of: late, per: orders, better: lower }
        bars: [ { id: many-late, when: { metric: late, atLeast: 90 }, shuts: all } ]
        tiers:
          - { tier: gold, requires: [ { id: sales, metric: sales, atLeast: 100 }, { id: punctual, metric: late_rate, atMost: 10 % } ] }
          - { tier: silver, requires: [ { id: sales, metric: sales, atLeast: 100 } ] }
        otherwise: none
        movement: { cancellation: [ { id: fraud, when: { metric: sales, atLeast: 1000000 } } ] }
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    private const string Header = "store_id,country,sales,late,late_protected,orders\n";
    private readonly Market market = new(Policy);

    [Fact]
    public async Task ALiftedRequirementIsNotConsidered()
    {
        await RecordAsync("exemptions: [ { id: strike, reason: Port strike, timeZone: Europe/Madrid, from: 2025-06-20, until: 2025-07-02, where: { country: ES }, lifts: [punctual] } ]");
        var run = await QuarterAsync("2025-Q3", "A,ES,100,20,0,100\nB,FR,100,20,0,100\n");
        Assert.Equal(("gold", "M-x", """{"exemptions":["strike"]}"""), await FactsAsync(run, "A"));
        Assert.Equal(("silver", "x", ""), (await FactsAsync(run, "B")) is var (tier, verdicts, standing) ? (tier, verdicts[1..2], standing) : default);
    }

    [Fact]
    public async Task ARecomputedMetricShowsBothValues()
    {
        await RecordAsync("exemptions: [ { id: stuck, reason: Stuck at the border, timeZone: America/New_York, from: 2025-08-01, until: 2025-08-02, stores: [A], recomputes: { late: { readFrom: late_protected } } } ]");
        await QuarterAsync("2025-Q3", "A,ES,100,20,10,100\nB,ES,100,20,10,100\n");
        var shown = await ShowAsync("A");
        var punctual = shown.Evidence!.Tiers[0].Findings.Single(finding => finding.Test.Id == "punctual");
        Assert.Equal(("gold", Verdict.Met, 10L, Verdict.Missed, 20L),
            (shown.Evidence.Standing.Tier.Name, punctual.Verdict, punctual.Numerator!.Units, punctual.Raw!.Verdict, punctual.Raw.Numerator!.Units));
        Assert.Equal(["stuck"], shown.Evidence.Exemptions.Select(exemption => exemption.Id));
        Assert.Equal("silver", (await ShowAsync("B")).Evidence!.Standing.Tier.Name);
    }

    [Theory]
    [InlineData("2025-07-01", "2025-07-01T06:00", "Europe/Madrid", "silver")] // six in the morning in Madrid is midnight in New York: over when the quarter begins
    [InlineData("2025-07-01", "2025-07-01T06:01", "Europe/Madrid", "gold")]
    [InlineData("2025-10-01T06:00", "2025-11-01", "Europe/Madrid", "silver")]
    [InlineData("2025-10-01T05:59", "2025-11-01", "Europe/Madrid", "gold")]
    public async Task AnExemptionHoldsInItsWindowAndZone(string from, string until, string zone, string tier)
    {
        await RecordAsync($"exemptions: [ {{ id: strike, reason: Port strike, timeZone: {zone}, from: {from}, until: {until}, lifts: [punctual] }} ]");
        Assert.Equal(tier, (await FactsAsync(await QuarterAsync("2025-Q3", "A,ES,100,20,0,100\n"), "A")).Tier);
    }

    [Fact]
    public async Task ALiftedBarShutsNothing()
    {
        await RecordAsync("exemptions: [ { id: storm, reason: Storm, timeZone: UTC, from: 2025-08-01, until: 2025-08-02, lifts: [many-late] } ]");
        Assert.Equal("silver", (await FactsAsync(await QuarterAsync("2025-Q3", "A,ES,100,95,0,100\n"), "A")).Tier);
    }

    [Fact]
    public async Task AnExemptionForAClosedQuarterIsARevisionOfIt()
    {
        var first = await QuarterAsync("2025-Q3", "A,ES,100,20,0,100\nB,FR,100,20,0,100\n");
        await RecordAsync("exemptions: [ { id: strike, reason: Port strike, timeZone: UTC, from: 2025-08-01, until: 2025-08-02, where: { country: [ES] }, lifts: [punctual] } ]");
        Assert.Contains("exemptions, decisions", Assert.IsType<StartResult.Refused>(await market.StartAsync("2025-Q3", places: "2025-Q3")).Reason, StringComparison.Ordinal);
        var second = await market.RunAsync("2025-Q3", revise: "port strike", places: "2025-Q3");
        Assert.Equal((2, "gold"), (second.Key.Revision, (await FactsAsync(second, "A")).Tier));
        Assert.Equal(await FactsAsync(first, "B"), await FactsAsync(second, "B"));
        // Nothing new is recorded, so the same start finds the same run.
        Assert.False(Assert.IsType<StartResult.Accepted>(await market.StartAsync("2025-Q3", places: "2025-Q3")).IsNew);
    }

    [Fact]
    public async Task AnOverrideHoldsUntilItExpires()
    {
        await QuarterAsync("2025-Q2", "A,ES,1,0,0,100\n");
        await RecordAsync("decisions: [ { id: d1, programme: medals, store: A, tier: gold, by: Ana, reason: Flagship, from: 2025-10-01, until: 2026-01-01 } ]");
        Assert.Equal(("gold", """{"earned":"none","by":"override","until":"2026-01-01","decision":"d1"}"""),
            (await FactsAsync(await QuarterAsync("2025-Q3", "A,ES,1,0,0,100\n"), "A")) is var (tier, _, standing) ? (tier, standing) : default);
        Assert.Equal("Ana", (await ShowAsync("A")).Evidence!.Moved!.Decision!.By);
        Assert.Equal("none", (await FactsAsync(await QuarterAsync("2025-Q4", "A,ES,1,0,0,100\n"), "A")).Tier);
    }

    [Fact]
    public async Task ADiscretionaryBarShutsItsTiers()
    {
        await QuarterAsync("2025-Q2", "A,ES,100,0,0,100\n");
        await RecordAsync("decisions: [ { id: d1, programme: medals, store: A, shuts: [gold], by: Ana, reason: Another violation, from: 2025-10-01, until: 2026-01-01 } ]");
        Assert.Equal("silver", (await FactsAsync(await QuarterAsync("2025-Q3", "A,ES,100,0,0,100\n"), "A")).Tier);
    }

    [Fact]
    public async Task OnlyAReadmissionBringsACancelledStoreBack()
    {
        await QuarterAsync("2025-Q1", "A,ES,100,0,0,100\n");
        await QuarterAsync("2025-Q2", "A,ES,1000000,0,0,100\n");
        Assert.Equal("none", (await FactsAsync(await QuarterAsync("2025-Q3", "A,ES,100,0,0,100\n"), "A")).Tier);
        await RecordAsync("decisions: [ { id: d1, programme: medals, store: A, readmits: yes, by: Ana, reason: It was an error of ours, from: 2026-01-02 } ]");
        Assert.Equal(("gold", """{"decision":"d1"}"""), (await FactsAsync(await QuarterAsync("2025-Q4", "A,ES,100,0,0,100\n"), "A")) is var (tier, _, standing) ? (tier, standing) : default);
        // A later fraud is another matter.
        await QuarterAsync("2026-Q1", "A,ES,1000000,0,0,100\n");
        Assert.Equal("none", (await FactsAsync(await QuarterAsync("2026-Q2", "A,ES,100,0,0,100\n"), "A")).Tier);
    }

    [Theory]
    [InlineData("decisions: [ { id: d1, programme: medals, store: Z, tier: gold, by: Ana, reason: r, from: 2025-10-01, until: 2026-01-01 } ]", "decision d1: the store 'Z', expected one that medals judged in 2025-Q2 or before, or that has a row in the readings of 2025-Q3")]
    [InlineData("decisions: [ { id: d1, programme: metals, store: A, tier: gold, by: Ana, reason: r, from: 2025-10-01, until: 2026-01-01 } ]", "decision d1: the programme 'metals', expected one that has a completed run")]
    [InlineData("decisions: [ { id: d1, programme: medals, store: A, tier: platinum, by: Ana, reason: r, from: 2025-10-01, until: 2026-01-01 } ]", "decision d1: the tier 'platinum', expected a tier of medals 1")]
    [InlineData("exemptions: [ { id: e1, reason: r, timeZone: UTC, from: 2025-08-01, until: 2025-08-02, programmes: [medals], lifts: [punctal] } ]", "exemption e1: lifts 'punctal', expected the id of a requirement or bar of medals 1")]
    [InlineData("exemptions: [ { id: e1, reason: r, timeZone: UTC, from: 2025-08-01, until: 2025-08-02, programmes: [medals], recomputes: { late_rate: { value: 0 } } } ]", "exemption e1: recomputes 'late_rate', expected a metric of medals 1 that is supplied, not computed: recompute what it is computed from")]
    [InlineData("exemptions: [ { id: e1, reason: r, timeZone: UTC, from: 2025-08-01, until: 2025-08-02, programmes: [medals], recomputes: { country: { readFrom: region } } } ]", "exemption e1: reads 'country' from 'region', expected a supplied metric of the same kind, decimals and names")]
    public async Task WhatCannotBeMeantIsRefusedWithTheReason(string document, string reason)
    {
        await QuarterAsync("2025-Q2", "A,ES,100,0,0,100\n");
        Assert.Equal([reason], (await TryRecordAsync(document)).Refused);
        Assert.Empty(await market.Rulings.ListAsync(CancellationToken.None));
    }

    /// <summary>A run knew it before, or the readings of the quarter that comes next have a row of it.</summary>
    [Theory]
    [InlineData("Former")]
    [InlineData("Next")]
    public async Task AStoreThatTheLastRunDidNotJudgeMayBeKnownAllTheSame(string store)
    {
        await QuarterAsync("2025-Q1", "A,ES,100,0,0,100\nFormer,ES,1,0,0,100\n");
        await QuarterAsync("2025-Q2", "A,ES,100,0,0,100\n");
        market.Inputs.Put("medals/2025-Q3/a.csv", Header + "Next,ES,100,0,0,100\n");
        Assert.Equal(["d1"], (await TryRecordAsync($"decisions: [ {{ id: d1, programme: medals, store: {store}, tier: gold, by: Ana, reason: r, from: 2025-10-01, until: 2026-01-01 }} ]")).Recorded);
    }

    [Fact]
    public async Task ARulingIsNeverChanged()
    {
        const string Document = "exemptions: [ { id: e1, reason: r, timeZone: UTC, from: 2025-08-01, until: 2025-08-02, lifts: [punctual] } ]";
        Assert.Equal(["e1"], (await TryRecordAsync(Document)).Recorded);
        Assert.Equal(["e1"], (await TryRecordAsync(Document)).Known);
        Assert.StartsWith("e1 is recorded already", Assert.Single((await TryRecordAsync(Document.Replace("08-02", "09-02", StringComparison.Ordinal))).Refused), StringComparison.Ordinal);
    }

    private async Task RecordAsync(string document) => Assert.Empty((await TryRecordAsync(document)).Refused);

    private Task<RecordResult> TryRecordAsync(string document)
    {
        var reading = RulingDocument.Read("rulings.yaml", document);
        Assert.Empty(reading.Mistakes);
        return market.RecordRulings.HandleAsync(reading.Rulings, "ops", CancellationToken.None);
    }

    private RunPlans Plans => new(market.Runs, market.Policies, market.Files);

    private async Task<Explanation> ShowAsync(string store) =>
        Assert.Single(await new ExplainStoreHandler(new CompletedRuns(market.Runs, market.Time), market.Outcomes, Plans).HandleAsync(store, null, null, CancellationToken.None));

    private async Task<(string Tier, string Verdicts, string Standing)> FactsAsync(Run run, string store)
    {
        var outcome = await market.Outcomes.FindAsync(run.Key, store, CancellationToken.None) ?? throw new InvalidOperationException($"{run.Key} has no outcome of {store}.");
        return (outcome.Tier, outcome.Verdicts[1..], outcome.Standing);
    }

    private Task<Run> QuarterAsync(string quarter, string rows)
    {
        market.Inputs.Put($"{quarter}/a.csv", Header + rows);
        return market.RunAsync(quarter, places: quarter);
    }
}
