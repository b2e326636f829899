using System.Globalization;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Cases;

public sealed class CaseTests
{
    private const string Policy = """
        programme: medals
        version: 1
        title: Medals
        effective: { from: 2020-Q1 }
        cadence: quarterly
        timeZone: Asia/Shanghai
        subject: store
        metrics:
          sales: { kind: amount, currency: USD }
          faked: { kind: count, better: lower, whenMissing: 0 }
          state: { kind: category, of: [admitted], case: state }
          strengths: { kind: score, case: mean }
        tiers:
          - { tier: gold, requires: [ { tier: silver }, { metric: strengths, atLeast: 80 } ] }
          - { tier: silver, requires: [ { metric: sales, atLeast: 100 }, { metric: state, is: admitted, whenMissing: missed } ] }
        otherwise: none
        movement:
          cancellation: [ { id: faked-orders, when: { metric: faked, atLeast: 1 } } ]
        cases:
          opens: { metric: sales, atLeast: 100 }
          states:
            screened: { to: [called, review, rejected], within: { days: 5 } }
            called: { needs: [person], how: { phone: By telephone, sms: By SMS }, to: [called, review], within: { days: 3 } }
            review: { to: { admitted: [operator], rejected: [account-manager, operator] }, within: { months: 6 } }
            admitted: { needs: [materials, strengths], to: [left] }
            rejected: {}
            left: {}
          strengths:
            company: { range: [0, 100], least: 60 }
            team: { range: [0, 100] }
          materials: { licence: Business licence }
          reopens: [rejected]
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    private const string Rows = "store_id,sales,faked\nA,100,0\nB,99,0\nC,200,0\n";
    private static readonly CaseKey A = new("medals", "A", "2025-Q1");
    private static readonly CaseWorker Ana = new("Ana", [CaseRole.Operator]);
    private static readonly CaseWorker Clerk = new("Cy", []);
    private readonly Market market = new(Policy);

    [Fact]
    public async Task AScreeningOpensACaseForEachStoreThatPassesAndDoingItAgainOpensNone()
    {
        var run = await QuarterAsync("2025-Q1");
        Assert.Equal(["medals|A|2025-Q1 screened", "medals|C|2025-Q1 screened"], await CasesAsync());
        await OpenAsync(run);
        await QuarterAsync("2025-Q2");
        Assert.Equal(2, (await market.Cases.ListAsync("medals", CancellationToken.None)).Count);
        Assert.Equal("medals|2025-Q1|1", (await market.Cases.OfAsync(A, CancellationToken.None))[0].By);
    }

    [Fact]
    public async Task OnlyAfterARejectionDoesALaterScreeningOpenAnother()
    {
        await QuarterAsync("2025-Q1");
        await DoneAsync(new CaseWork.Move(A, "rejected", null, Ana, null));
        await QuarterAsync("2025-Q2");
        Assert.Equal(["medals|A|2025-Q1 rejected", "medals|A|2025-Q2 screened", "medals|C|2025-Q1 screened"], await CasesAsync());
    }

    [Fact]
    public async Task AnEarlierPeriodAssessedLateOpensNone()
    {
        await QuarterAsync("2025-Q2", "store_id,sales,faked\nB,99,0\n");
        await QuarterAsync("2025-Q1");
        Assert.Empty(await CasesAsync());
    }

    [Fact]
    public async Task AStoreThatIsOutForGoodIsGivenACaseOnlyByARecordedDecision()
    {
        foreach (var entry in Admitted("A", new DateTimeOffset(2025, 2, 1, 0, 0, 0, TimeSpan.Zero))) await market.Cases.AddAsync(entry, CancellationToken.None);
        await QuarterAsync("2025-Q1");
        await QuarterAsync("2025-Q2", Rows.Replace("A,100,0", "A,100,1", StringComparison.Ordinal));
        await DoneAsync(new CaseWork.Move(A, "left", null, Clerk, "faked orders"));
        await market.Cases.AddAsync(new CaseEntry(A, 6, CaseEvent.Moved, "rejected", null, null, "Ana", market.Time.GetUtcNow(), null), CancellationToken.None);
        await QuarterAsync("2025-Q3");
        // Screenings go on, and even after a rejection give it none.
        Assert.DoesNotContain(await CasesAsync(), one => one.StartsWith("medals|A|2025-Q3", StringComparison.Ordinal));
        var again = new CaseWork.Open(new CaseKey("medals", "A", "2026-10-10"), Ana, null);
        Assert.Equal((CaseFault.NotNow, "A is out for good since 2025-07-01 (faked-orders): expected a recorded decision that re-admits it"), await RefusedAsync(again));
        await market.Rulings.AddAsync(RulingEntry.Of(
            new OperatorDecision("d1", "medals", "A", DecisionKind.Readmission, null, [], "Ana", "appeal", new DateOnly(2025, 10, 9), null), market.Time.GetUtcNow()), CancellationToken.None);
        Assert.Equal("screened", (await DoneAsync(again)).State);
    }

    [Theory]
    [InlineData("2025-09-30T15:59:59Z", "gold")] // a second before midnight in Shanghai, when the quarter ends
    [InlineData("2025-09-30T16:00:00Z", "none")]
    public async Task APeriodReadsTheCaseAsItStoodWhenItEnded(string admitted, string tier)
    {
        foreach (var entry in Admitted("A", DateTimeOffset.Parse(admitted, CultureInfo.InvariantCulture))) Assert.True(await market.Cases.AddAsync(entry, CancellationToken.None));
        var run = await QuarterAsync("2025-Q3");
        Assert.Equal(tier, (await market.Outcomes.FindAsync(run.Key, "A", CancellationToken.None))!.Tier);
    }

    [Fact]
    public async Task WhatWasReadIsPinnedAndExplainedAndJudgedAgainAlike()
    {
        foreach (var entry in Admitted("A", new DateTimeOffset(2025, 8, 1, 0, 0, 0, TimeSpan.Zero))) await market.Cases.AddAsync(entry, CancellationToken.None);
        var run = await QuarterAsync("2025-Q3");
        Assert.NotNull(run.CasesSha256);
        // Later work on the case changes neither the run nor what a start of it finds.
        await market.Cases.AddAsync(new CaseEntry(A, 5, CaseEvent.Scored, "admitted", "team", 0, "Ana", market.Time.GetUtcNow(), null), CancellationToken.None);
        Assert.False(Assert.IsType<StartResult.Accepted>(await market.StartAsync("2025-Q3", places: "2025-Q3")).IsNew);
        var shown = Assert.Single(await new ExplainStoreHandler(new CompletedRuns(market.Runs, market.Time), market.Outcomes, new RunPlans(market.Runs, market.Policies, market.Files)).HandleAsync("A", null, null, CancellationToken.None));
        Assert.Equal(("gold", 85m), (shown.Evidence!.Standing.Tier.Name, shown.Evidence.Tiers[0].Findings.Where(finding => finding.Metric.Name == "strengths").Select(finding => finding.Metric.Codec.ToNumber(finding.Units)).Single()));
    }

    [Fact]
    public async Task AStepIsForThoseWhomThePolicyNamesAndNeedsWhatTheStateAsks()
    {
        await QuarterAsync("2025-Q1");
        Assert.Equal((CaseFault.NotNow, "from screened it goes to called or review or rejected, not to admitted"), await RefusedAsync(new CaseWork.Move(A, "admitted", null, Ana, null)));
        Assert.Equal((CaseFault.Unknown, "there is no state 'won': expected called or review or rejected"), await RefusedAsync(new CaseWork.Move(A, "won", null, Ana, null)));
        await DoneAsync(new CaseWork.Move(A, "review", null, Clerk, null));
        Assert.Equal((CaseFault.Role, "from review to admitted is for operator, not for nobody in particular"), await RefusedAsync(new CaseWork.Move(A, "admitted", null, Clerk, null)));
        Assert.Equal(
            (CaseFault.NotNow, "it cannot come to admitted yet: licence has not come in; company has not been scored; team has not been scored"),
            await RefusedAsync(new CaseWork.Move(A, "admitted", null, Ana, null)));
        Assert.Equal((CaseFault.Unreadable, "company 101: expected 0 to 100"), await RefusedAsync(new CaseWork.Score(A, "company", 101, Ana, null)));
        Assert.Equal((CaseFault.Unknown, "there is no strength 'size': expected company or team"), await RefusedAsync(new CaseWork.Score(A, "size", 1, Ana, null)));
        Assert.Equal((CaseFault.Unknown, "there is no paper 'visa': expected licence"), await RefusedAsync(new CaseWork.Receive(A, "visa", Ana, null)));
        await DoneAsync(new CaseWork.Receive(A, "licence", Clerk, null));
        await DoneAsync(new CaseWork.Score(A, "company", 59, Ana, null));
        await DoneAsync(new CaseWork.Score(A, "team", 0, Ana, null));
        Assert.Equal((CaseFault.NotNow, "it cannot come to admitted yet: company is 59, at least 60 is asked"), await RefusedAsync(new CaseWork.Move(A, "admitted", null, Ana, null)));
        await DoneAsync(new CaseWork.Score(A, "company", 60, Ana, "seen the factory"));
        await DoneAsync(new CaseWork.Assign(A, "Bo", Ana, null));
        var admitted = await DoneAsync(new CaseWork.Move(A, "admitted", null, Ana, null));
        Assert.Equal(("admitted", "Bo", 8), (admitted.State, admitted.Person, admitted.Entries));
        await DoneAsync(new CaseWork.Move(A, "left", null, Clerk, null));
        Assert.Equal((CaseFault.NotNow, "it has ended (left)"), await RefusedAsync(new CaseWork.Score(A, "team", 1, Ana, null)));
    }

    [Fact]
    public async Task AStepSaysHowItWasTakenAndAnotherCallDoesNotBeginTheTimeAnew()
    {
        await QuarterAsync("2025-Q1");
        Assert.Equal((CaseFault.NotNow, "it cannot come to called yet: nobody looks after it"), await RefusedAsync(new CaseWork.Move(A, "called", "phone", Ana, null)));
        await DoneAsync(new CaseWork.Assign(A, "Bo", Ana, null));
        Assert.Equal((CaseFault.Unreadable, "say how: phone or sms"), await RefusedAsync(new CaseWork.Move(A, "called", null, Ana, null)));
        Assert.Equal((CaseFault.Unreadable, "'fax': expected phone or sms"), await RefusedAsync(new CaseWork.Move(A, "called", "fax", Ana, null)));
        Assert.Equal((CaseFault.Unreadable, "how it came to review is not asked: expected nothing instead of 'sms'"), await RefusedAsync(new CaseWork.Move(A, "review", "sms", Ana, null)));
        var entered = (await DoneAsync(new CaseWork.Move(A, "called", "sms", Ana, null))).EnteredAt;
        market.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(("called", entered), (await DoneAsync(new CaseWork.Move(A, "called", "phone", Ana, "no answer to the SMS"))) is var again ? (again.State, again.EnteredAt) : default);
        Assert.Equal(["sms", "phone"], (await market.Cases.OfAsync(A, CancellationToken.None)).Where(entry => entry.Event is CaseEvent.Moved).Select(entry => entry.What));
    }

    [Fact]
    public async Task ABrandWithoutAStoreIsEnteredByHandAndLinkedToTheStoreThatItOpens()
    {
        var brand = new CaseKey("medals", "brand-7", "2025-10-01");
        Assert.Equal("screened", (await DoneAsync(new CaseWork.Open(brand, Ana, "Applied by letter"))).State);
        Assert.Equal((CaseFault.NotNow, "there is such a case already, in the state screened"), await RefusedAsync(new CaseWork.Open(brand, Ana, null)));
        Assert.Equal((CaseFault.NotNow, "brand-7 has a case already: medals|brand-7|2025-10-01, in the state screened"), await RefusedAsync(new CaseWork.Open(brand with { OpenedBy = "2025-10-02" }, Ana, null)));
        Assert.Equal(CaseFault.Unreadable, (await RefusedAsync(new CaseWork.Open(new CaseKey("medals", "a b", "2025-10-01"), Ana, null))).Fault);
        Assert.Equal((CaseFault.Unknown, "there is no such case"), await RefusedAsync(new CaseWork.Assign(new CaseKey("medals", "Z", "2025-10-01"), "Bo", Ana, null)));
        Assert.Equal("C", (await DoneAsync(new CaseWork.Link(brand, "C", Ana, null))).Store);
        // The store has its case already, so a screening gives it none.
        await QuarterAsync("2025-Q3");
        Assert.Equal(["medals|A|2025-Q3 screened", "medals|brand-7|2025-10-01 screened"], await CasesAsync());
        Assert.Equal((CaseFault.NotNow, "A has a case already: medals|A|2025-Q3, in the state screened"), await RefusedAsync(new CaseWork.Link(brand, "A", Ana, null)));
    }

    [Fact]
    public async Task EveryStepNamesAPerson()
    {
        await QuarterAsync("2025-Q1");
        Assert.Equal((CaseFault.Unreadable, "who does it: expected a name of 1 to 128 characters"), await RefusedAsync(new CaseWork.Assign(A, "Bo", new CaseWorker(" ", []), null)));
        Assert.Equal((CaseFault.Unreadable, "the person: expected a name of 1 to 128 characters"), await RefusedAsync(new CaseWork.Assign(A, "", Ana, null)));
    }

    [Fact]
    public void DeadlinesAreDaysOfTheMarketplaceAndCalendarMonths()
    {
        var policy = market.Policies.Read(Policy).Policy;
        // Half past midnight on the 30th in Shanghai.
        var entry = new CaseEntry(A, 1, CaseEvent.Opened, "screened", null, null, "run", new DateTimeOffset(2025, 8, 29, 16, 30, 0, TimeSpan.Zero), null);
        Assert.Equal(new DateOnly(2025, 9, 4), Case.Of([entry]).DueOn(policy));
        Assert.Equal(new DateOnly(2026, 2, 28), Case.Of([entry, entry with { Number = 2, Event = CaseEvent.Moved, State = "review" }]).DueOn(policy));
        Assert.Null(Case.Of([entry, entry with { Number = 2, Event = CaseEvent.Moved, State = "rejected" }]).DueOn(policy));
        Assert.False(Case.Of([entry]).IsOverdue(policy, new DateTimeOffset(2025, 9, 4, 15, 59, 59, TimeSpan.Zero)));
        Assert.True(Case.Of([entry]).IsOverdue(policy, new DateTimeOffset(2025, 9, 4, 16, 0, 0, TimeSpan.Zero)));
    }

    private static CaseEntry[] Admitted(string store, DateTimeOffset at)
    {
        var opened = new CaseEntry(new CaseKey("medals", store, "2025-Q1"), 1, CaseEvent.Opened, "screened", null, null, "run", at.AddDays(-9), null);
        return
        [
            opened,
            opened with { Number = 2, Event = CaseEvent.Scored, What = "company", Score = 80 },
            opened with { Number = 3, Event = CaseEvent.Scored, What = "team", Score = 90 },
            opened with { Number = 4, Event = CaseEvent.Moved, State = "admitted", At = at },
        ];
    }

    private async Task<IEnumerable<string>> CasesAsync() => Case.All(await market.Cases.ListAsync("medals", CancellationToken.None)).Select(one => $"{one.Key} {one.State}");

    private async Task OpenAsync(Run run) => await new OpenCases(market.Cases, market.Runs, market.Outcomes, market.Time)
        .OpenAsync(run, await RunPlan.LoadAsync(run, market.Policies, market.Files, CancellationToken.None), CancellationToken.None);

    private Task<CaseWorkResult> WorkAsync(CaseWork work) =>
        new WorkOnCaseHandler(market.Cases, market.Runs, market.Outcomes, market.Rulings, market.Time).HandleAsync(work, market.Policies.Read(Policy).Policy, CancellationToken.None);

    private async Task<Case> DoneAsync(CaseWork work)
    {
        var result = await WorkAsync(work);
        Assert.Null(result.Objection);
        return result.Case!; // nothing was refused
    }

    private async Task<(CaseFault Fault, string Why)> RefusedAsync(CaseWork work) => (await WorkAsync(work)).Objection is { } objection ? (objection.Fault, objection.Why) : throw new InvalidOperationException("It was done.");

    private Task<Run> QuarterAsync(string quarter, string rows = Rows)
    {
        market.Inputs.Put($"{quarter}/a.csv", rows);
        return market.RunAsync(quarter, places: quarter);
    }
}
