using System.Text.Json;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies.Rulings;

namespace TierFunctions.Pipeline.Tests;

public sealed class ProjectionTests
{
    private const string Header = "store_id,industry,sales,late,orders\n";

    private readonly Market market = new();

    [Fact]
    public async Task AStoreIsJudgedByTodaysReadingsAndTheLastRunsBenchmarks()
    {
        var run = await AssessAsync();
        // More sales than any peer had; its own new reading does not move the limit.
        market.Inputs.Put("now/a.csv", Header + "B,toys,5000,0,10\nC,toys,1,0,10\n");

        var judged = Assert.IsType<Projection.Judged>(await ProjectAsync("B", "now"));

        var evidence = judged.Explanation.Evidence!; // it was judged
        Assert.Equal(("gold", "silver", run.Key), (evidence.Standing.Tier.Name, evidence.Before?.Name, judged.Explanation.BenchmarksOf));
        Assert.Equal("toys", judged.Explanation.Industry);
        Assert.Equal(Market.Read("2027-Q1"), judged.Period);
    }

    [Fact]
    public async Task TheSameReadingsAreProjectedToTheSameTier()
    {
        await AssessAsync();

        foreach (var store in new[] { "A", "B", "C" })
        {
            var evidence = Assert.IsType<Projection.Judged>(await ProjectAsync(store, "in")).Explanation.Evidence!; // it was judged
            Assert.Equal(Movement.Held, evidence.Movement);
        }
    }

    [Fact]
    public async Task WhatIsRecordedForThePeriodCountsAsInARun()
    {
        await AssessAsync();
        market.Inputs.Put("now/a.csv", Header + "B,toys,5000,9,10\n");
        Assert.Equal("silver", await TierAsync());

        await RecordAsync("exemptions: [ { id: strike, reason: Strike, timeZone: UTC, from: 2027-02-01, until: 2027-03-01, lifts: [punctual] } ]");
        Assert.Equal("gold", await TierAsync());
        await RecordAsync("decisions: [ { id: d1, programme: medals, store: B, shuts: [gold], by: Ana, reason: Misled buyers, from: 2027-04-01, until: 2027-05-01 } ]");
        Assert.Equal("silver", await TierAsync());

        async Task<string?> TierAsync() => Assert.IsType<Projection.Judged>(await ProjectAsync("B", "now")).Explanation.Evidence?.Standing.Tier.Name;

        async Task RecordAsync(string document) => Assert.Empty((await market.RecordRulings
            .HandleAsync(RulingDocument.Read("rulings.yaml", document).Rulings, "ops", CancellationToken.None)).Refused);
    }

    [Fact]
    public async Task NothingIsStored()
    {
        var run = await AssessAsync();
        var remains = await market.RemainsAsync(run.Key);

        await ProjectAsync("B", "in");

        Assert.Equal(remains, await market.RemainsAsync(run.Key));
        Assert.Single(await market.Runs.ListAsync(null, CancellationToken.None));
    }

    [Theory]
    [InlineData("B,toys,many,0,10\n", "now/a.csv, row 1: sales: not-a-number, found 'many'")]
    [InlineData("B,toys,1,0,10\nB,toys,2,0,10\n", "rows of it that differ")]
    [InlineData("C,toys,1,0,10\n", "it has no row in now/a.csv")]
    public async Task WhatCannotBeProjectedSaysWhy(string rows, string reason)
    {
        await AssessAsync();
        market.Inputs.Put("now/a.csv", Header + rows);

        Assert.Contains(reason, Assert.IsType<Projection.Impossible>(await ProjectAsync("B", "now")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutACompletedRunThereIsNothingToProjectBy() => Assert.Null(await ProjectAsync("B", "in"));

    [Theory]
    [InlineData("now/a.ndjson")]
    [InlineData("now/a.csv")]
    public async Task ARowIsFoundInEitherForm(string name)
    {
        await AssessAsync();
        market.Inputs.Put(name, name.EndsWith("csv", StringComparison.Ordinal) ? Header + "AB,toys,1,0,10\nB,toys,120,0,10\n" : "{\"store_id\":\"AB\"}\n{\"store_id\":\"\\u0042\",\"industry\":\"toys\",\"sales\":120,\"late\":0,\"orders\":10}\n");

        Assert.Equal("silver", Assert.IsType<Projection.Judged>(await ProjectAsync("B", "now")).Explanation.Evidence?.Standing.Tier.Name);
    }

    [Fact]
    public async Task TheJsonHoldsTheProjectionAndTheWayToTheNextTier()
    {
        var run = await AssessAsync();
        var plan = await RunPlan.LoadAsync(run, market.Policies, market.Files, CancellationToken.None);
        var outcome = market.Outcomes.All(run.Key).Single(one => one.Store == "C");
        market.Inputs.Put("now/a.csv", Header + "C,toys,60,2,10\n");
        using var document = JsonDocument.Parse(Explained.Json(ExplainStoreHandler.Explain(run, plan, outcome, previous: null), await ProjectAsync("C", "now")));
        var change = document.RootElement.GetProperty("projection").GetProperty("gap").GetProperty("remedies")[0].GetProperty("changes")[0];

        Assert.Equal(("sales", 40), (change.GetProperty("metric").GetString(), change.GetProperty("by").GetInt32()));
        Assert.Equal(run.Key.ToString(), document.RootElement.GetProperty("projection").GetProperty("benchmarksOf").GetString());
    }

    private async Task<Run> AssessAsync()
    {
        market.Inputs.Put("in/a.csv", Header + "A,toys,500,0,10\nB,toys,150,0,10\nC,toys,40,0,10\n");
        return await market.RunAsync();
    }

    private Task<Projection?> ProjectAsync(string store, string place) =>
        new ProjectStoreHandler(market.Outcomes, market.Inputs, market.PeriodsUnder(new RunPlans(market.Runs, market.Policies, market.Files)), market.Options)
            .HandleAsync(new ProjectStore(store, Medals.Programme, [place]), CancellationToken.None);
}
