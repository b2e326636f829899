using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Cases;
using static TierFunctions.Pipeline.Tests.Cases.CaseMarket;

namespace TierFunctions.Pipeline.Tests.Cases;

/// <summary>What people may do to a case, and when it is due.</summary>
public sealed class CaseWorkTests
{
    private readonly CaseMarket cases = new();

    [Fact]
    public async Task AStepIsForThoseWhomThePolicyNamesAndNeedsWhatTheStateAsks()
    {
        await cases.QuarterAsync("2025-Q1");
        Assert.Equal((CaseFault.NotNow, "from screened it goes to called or review or rejected, not to admitted"), await cases.RefusedAsync(new CaseWork.Move(A, "admitted", null, Ana, null)));
        Assert.Equal((CaseFault.Unknown, "there is no state 'won': expected called or review or rejected"), await cases.RefusedAsync(new CaseWork.Move(A, "won", null, Ana, null)));
        await cases.DoneAsync(new CaseWork.Move(A, "review", null, Clerk, null));
        Assert.Equal((CaseFault.Role, "from review to admitted is for operator, not for nobody in particular"), await cases.RefusedAsync(new CaseWork.Move(A, "admitted", null, Clerk, null)));
        Assert.Equal(
            (CaseFault.NotNow, "it cannot come to admitted yet: licence has not come in; company has not been scored; team has not been scored"),
            await cases.RefusedAsync(new CaseWork.Move(A, "admitted", null, Ana, null)));
        Assert.Equal((CaseFault.Unreadable, "company 101: expected 0 to 100"), await cases.RefusedAsync(new CaseWork.Score(A, "company", 101, Ana, null)));
        Assert.Equal((CaseFault.Unknown, "there is no strength 'size': expected company or team"), await cases.RefusedAsync(new CaseWork.Score(A, "size", 1, Ana, null)));
        Assert.Equal((CaseFault.Unknown, "there is no paper 'visa': expected licence"), await cases.RefusedAsync(new CaseWork.Receive(A, "visa", Ana, null)));
        await cases.DoneAsync(new CaseWork.Receive(A, "licence", Clerk, null));
        await cases.DoneAsync(new CaseWork.Score(A, "company", 59, Ana, null));
        await cases.DoneAsync(new CaseWork.Score(A, "team", 0, Ana, null));
        Assert.Equal((CaseFault.NotNow, "it cannot come to admitted yet: company is 59, at least 60 is asked"), await cases.RefusedAsync(new CaseWork.Move(A, "admitted", null, Ana, null)));
        await cases.DoneAsync(new CaseWork.Score(A, "company", 60, Ana, "seen the factory"));
        await cases.DoneAsync(new CaseWork.Assign(A, "Bo", Ana, null));
        var admitted = await cases.DoneAsync(new CaseWork.Move(A, "admitted", null, Ana, null));
        Assert.Equal(("admitted", "Bo", 8), (admitted.State, admitted.Person, admitted.Entries));
        await cases.DoneAsync(new CaseWork.Move(A, "left", null, Clerk, null));
        Assert.Equal((CaseFault.NotNow, "it has ended (left)"), await cases.RefusedAsync(new CaseWork.Score(A, "team", 1, Ana, null)));
    }

    [Fact]
    public async Task AStepSaysHowItWasTakenAndAnotherCallDoesNotBeginTheTimeAnew()
    {
        await cases.QuarterAsync("2025-Q1");
        Assert.Equal((CaseFault.NotNow, "it cannot come to called yet: nobody looks after it"), await cases.RefusedAsync(new CaseWork.Move(A, "called", "phone", Ana, null)));
        await cases.DoneAsync(new CaseWork.Assign(A, "Bo", Ana, null));
        Assert.Equal((CaseFault.Unreadable, "say how: phone or sms"), await cases.RefusedAsync(new CaseWork.Move(A, "called", null, Ana, null)));
        Assert.Equal((CaseFault.Unreadable, "'fax': expected phone or sms"), await cases.RefusedAsync(new CaseWork.Move(A, "called", "fax", Ana, null)));
        Assert.Equal((CaseFault.Unreadable, "how it came to review is not asked: expected nothing instead of 'sms'"), await cases.RefusedAsync(new CaseWork.Move(A, "review", "sms", Ana, null)));
        var entered = (await cases.DoneAsync(new CaseWork.Move(A, "called", "sms", Ana, null))).EnteredAt;
        cases.Market.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(("called", entered), (await cases.DoneAsync(new CaseWork.Move(A, "called", "phone", Ana, "no answer to the SMS"))) is var again ? (again.State, again.EnteredAt) : default);
        Assert.Equal(["sms", "phone"], (await cases.Market.Cases.OfAsync(A, CancellationToken.None)).Where(entry => entry.Event is CaseEvent.Moved).Select(entry => entry.What));
    }

    [Fact]
    public async Task ABrandWithoutAStoreIsEnteredByHandAndLinkedToTheStoreThatItOpens()
    {
        var brand = new CaseKey("medals", "brand-7", "2025-10-01");
        Assert.Equal("screened", (await cases.DoneAsync(new CaseWork.Open(brand, Ana, "Applied by letter"))).State);
        Assert.Equal((CaseFault.NotNow, "there is such a case already, in the state screened"), await cases.RefusedAsync(new CaseWork.Open(brand, Ana, null)));
        Assert.Equal((CaseFault.NotNow, "brand-7 has a case already: medals|brand-7|2025-10-01, in the state screened"), await cases.RefusedAsync(new CaseWork.Open(brand with { OpenedBy = "2025-10-02" }, Ana, null)));
        Assert.Equal(CaseFault.Unreadable, (await cases.RefusedAsync(new CaseWork.Open(new CaseKey("medals", "a b", "2025-10-01"), Ana, null))).Fault);
        Assert.Equal((CaseFault.Unknown, "there is no such case"), await cases.RefusedAsync(new CaseWork.Assign(new CaseKey("medals", "Z", "2025-10-01"), "Bo", Ana, null)));
        Assert.Equal("C", (await cases.DoneAsync(new CaseWork.Link(brand, "C", Ana, null))).Store);
        // The store has its case already, so a screening gives it none.
        await cases.QuarterAsync("2025-Q3");
        Assert.Equal(["medals|A|2025-Q3 screened", "medals|brand-7|2025-10-01 screened"], await cases.CasesAsync());
        Assert.Equal((CaseFault.NotNow, "A has a case already: medals|A|2025-Q3, in the state screened"), await cases.RefusedAsync(new CaseWork.Link(brand, "A", Ana, null)));
    }

    [Fact]
    public async Task EveryStepNamesAPerson()
    {
        await cases.QuarterAsync("2025-Q1");
        Assert.Equal((CaseFault.Unreadable, "who does it: expected a name of 1 to 128 characters"), await cases.RefusedAsync(new CaseWork.Assign(A, "Bo", new CaseWorker(" ", []), null)));
        Assert.Equal((CaseFault.Unreadable, "the person: expected a name of 1 to 128 characters"), await cases.RefusedAsync(new CaseWork.Assign(A, "", Ana, null)));
    }

    [Fact]
    public void DeadlinesAreDaysOfTheMarketplaceAndCalendarMonths()
    {
        var policy = cases.Market.Policies.Read(CaseMarket.Policy).Policy;
        // Half past midnight on the 30th in Shanghai.
        var entry = new CaseEntry(A, 1, CaseEvent.Opened, "screened", null, null, "run", new DateTimeOffset(2025, 8, 29, 16, 30, 0, TimeSpan.Zero), null);
        Assert.Equal(new DateOnly(2025, 9, 4), Case.Of([entry]).DueOn(policy));
        Assert.Equal(new DateOnly(2026, 2, 28), Case.Of([entry, entry with { Number = 2, Event = CaseEvent.Moved, State = "review" }]).DueOn(policy));
        Assert.Null(Case.Of([entry, entry with { Number = 2, Event = CaseEvent.Moved, State = "rejected" }]).DueOn(policy));
        Assert.False(Case.Of([entry]).IsOverdue(policy, new DateTimeOffset(2025, 9, 4, 15, 59, 59, TimeSpan.Zero)));
        Assert.True(Case.Of([entry]).IsOverdue(policy, new DateTimeOffset(2025, 9, 4, 16, 0, 0, TimeSpan.Zero)));
    }
}
