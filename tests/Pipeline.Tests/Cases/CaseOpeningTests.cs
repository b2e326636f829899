using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using static TierFunctions.Pipeline.Tests.Cases.CaseMarket;

namespace TierFunctions.Pipeline.Tests.Cases;

/// <summary>Which stores are given a case.</summary>
public sealed class CaseOpeningTests
{
    private readonly CaseMarket cases = new();

    [Fact]
    public async Task AScreeningOpensACaseForEachStoreThatPassesAndDoingItAgainOpensNone()
    {
        var run = await cases.QuarterAsync("2025-Q1");
        Assert.Equal(["medals|A|2025-Q1 screened", "medals|C|2025-Q1 screened"], await cases.CasesAsync());
        await OpenAsync(run);
        await cases.QuarterAsync("2025-Q2");
        Assert.Equal(2, (await cases.Market.Cases.ListAsync("medals", CancellationToken.None)).Count);
        Assert.Equal("medals|2025-Q1|1", (await cases.Market.Cases.OfAsync(A, CancellationToken.None))[0].By);
    }

    [Fact]
    public async Task OnlyAfterARejectionDoesALaterScreeningOpenAnother()
    {
        await cases.QuarterAsync("2025-Q1");
        await cases.DoneAsync(new CaseWork.Move(A, "rejected", null, Ana, null));
        await cases.QuarterAsync("2025-Q2");
        Assert.Equal(["medals|A|2025-Q1 rejected", "medals|A|2025-Q2 screened", "medals|C|2025-Q1 screened"], await cases.CasesAsync());
    }

    [Fact]
    public async Task AnEarlierPeriodAssessedLateOpensNone()
    {
        await cases.QuarterAsync("2025-Q2", "store_id,sales,faked\nB,99,0\n");
        await cases.QuarterAsync("2025-Q1");
        Assert.Empty(await cases.CasesAsync());
    }

    [Fact]
    public async Task AStoreThatIsOutForGoodIsGivenACaseOnlyByARecordedDecision()
    {
        foreach (var entry in CaseMarket.Admitted("A", new DateTimeOffset(2025, 2, 1, 0, 0, 0, TimeSpan.Zero))) await cases.Market.Cases.AddAsync(entry, CancellationToken.None);
        await cases.QuarterAsync("2025-Q1");
        await cases.QuarterAsync("2025-Q2", CaseMarket.Rows.Replace("A,100,0", "A,100,1", StringComparison.Ordinal));
        await cases.DoneAsync(new CaseWork.Move(A, "left", null, Clerk, "faked orders"));
        await cases.Market.Cases.AddAsync(new CaseEntry(A, 6, CaseEvent.Moved, "rejected", null, null, "Ana", cases.Market.Time.GetUtcNow(), null), CancellationToken.None);
        await cases.QuarterAsync("2025-Q3");
        // Screenings go on, and even after a rejection give it none.
        Assert.DoesNotContain(await cases.CasesAsync(), one => one.StartsWith("medals|A|2025-Q3", StringComparison.Ordinal));
        var again = new CaseWork.Open(new CaseKey("medals", "A", "2026-10-10"), Ana, null);
        Assert.Equal((CaseFault.NotNow, "A is out for good since 2025-07-01 (faked-orders): expected a recorded decision that re-admits it"), await cases.RefusedAsync(again));
        await cases.Market.Rulings.AddAsync(RulingEntry.Of(
            new OperatorDecision("d1", "medals", "A", DecisionKind.Readmission, null, [], "Ana", "appeal", new DateOnly(2025, 10, 9), null), cases.Market.Time.GetUtcNow()), CancellationToken.None);
        Assert.Equal("screened", (await cases.DoneAsync(again)).State);
    }

    private async Task OpenAsync(Run run) => await new OpenCases(cases.Market.Cases, cases.Market.Runs, cases.Market.Outcomes, cases.Market.Time)
        .OpenAsync(run, await RunPlan.LoadAsync(run, cases.Market.Policies, cases.Market.Files, CancellationToken.None), CancellationToken.None);
}
