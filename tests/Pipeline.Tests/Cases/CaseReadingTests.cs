using System.Globalization;
using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;
using static TierFunctions.Pipeline.Tests.Cases.CaseMarket;

namespace TierFunctions.Pipeline.Tests.Cases;

/// <summary>What a period, a projection and a what-if read of a case.</summary>
public sealed class CaseReadingTests
{
    private readonly CaseMarket cases = new();

    [Theory]
    [InlineData("2025-09-30T15:59:59Z", "gold")] // a second before midnight in Shanghai, when the quarter ends
    [InlineData("2025-09-30T16:00:00Z", "none")]
    public async Task APeriodReadsTheCaseAsItStoodWhenItEnded(string admitted, string tier)
    {
        foreach (var entry in CaseMarket.Admitted("A", DateTimeOffset.Parse(admitted, CultureInfo.InvariantCulture))) Assert.True(await cases.Market.Cases.AddAsync(entry, CancellationToken.None));
        var run = await cases.QuarterAsync("2025-Q3");
        Assert.Equal(tier, (await cases.Market.Outcomes.FindAsync(run.Key, "A", CancellationToken.None))!.Tier);
    }

    [Fact]
    public async Task WhatWasReadIsPinnedAndExplainedAndJudgedAgainAlike()
    {
        foreach (var entry in CaseMarket.Admitted("A", new DateTimeOffset(2025, 8, 1, 0, 0, 0, TimeSpan.Zero))) await cases.Market.Cases.AddAsync(entry, CancellationToken.None);
        var run = await cases.QuarterAsync("2025-Q3");
        Assert.NotNull(run.CasesSha256);
        // Later work on the case changes neither the run nor what a start of it finds.
        await cases.Market.Cases.AddAsync(new CaseEntry(A, 5, CaseEvent.Scored, "admitted", "team", 0, "Ana", cases.Market.Time.GetUtcNow(), null), CancellationToken.None);
        Assert.False(Assert.IsType<StartResult.Accepted>(await cases.Market.StartAsync("2025-Q3", places: "2025-Q3")).IsNew);
        var shown = Assert.Single(await new ExplainStoreHandler(new CompletedRuns(cases.Market.Runs, cases.Market.Time), cases.Market.Outcomes, new RunPlans(cases.Market.Runs, cases.Market.Policies, cases.Market.Files)).HandleAsync("A", null, null, CancellationToken.None));
        Assert.Equal(("gold", 85m), (shown.Evidence!.Standing.Tier.Name, shown.Evidence.Tiers[0].Findings.Where(finding => finding.Metric.Name == "strengths").Select(finding => finding.Metric.Codec.ToNumber(finding.Units)).Single()));
    }

    [Fact]
    public async Task AProjectionReadsTheCaseAsItIsNowAndAWhatIfWhatIsSentOfIt()
    {
        var run = await cases.QuarterAsync("2025-Q3");
        foreach (var entry in CaseMarket.Admitted("A", cases.Market.Time.GetUtcNow()).Skip(1)) Assert.True(await cases.Market.Cases.AddAsync(entry with { Case = A with { OpenedBy = "2025-Q3" } }, CancellationToken.None));
        cases.Market.Inputs.Put("now/a.csv", CaseMarket.Rows);
        var plans = new RunPlans(cases.Market.Runs, cases.Market.Policies, cases.Market.Files);
        var projection = await new ProjectStoreHandler(cases.Market.Outcomes, cases.Market.Inputs, cases.Market.PeriodsUnder(plans), cases.Market.Options).HandleAsync(new ProjectStore("A", "medals", ["now"]), CancellationToken.None);
        Assert.Equal("gold", Assert.IsType<Projection.Judged>(projection).Explanation.Evidence?.Standing.Tier.Name);

        var plan = await plans.OfAsync(run.Key, CancellationToken.None);
        var (state, strengths) = (plan.Policy.SlotOf("state"), plan.Policy.SlotOf("strengths"));
        Assert.Equal((0, 70m), StoredReadings.Read("""{"sales":100,"state":"admitted","strengths":70}"""u8.ToArray(), "A", plan, out _, out _) is { } sent
            ? (sent[state], plan.Policy.Metrics[strengths].Codec.ToNumber(sent[strengths])) : default);
        Assert.Null(StoredReadings.Read("""{"sales":100,"state":"lost"}"""u8.ToArray(), "A", plan, out _, out var faults));
        Assert.Equal("state", Assert.Single(faults).Column);
    }
}
