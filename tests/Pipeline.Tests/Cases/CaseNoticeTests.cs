using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;
using static TierFunctions.Pipeline.Tests.Cases.CaseMarket;

namespace TierFunctions.Pipeline.Tests.Cases;

/// <summary>Who is told when a case has come to another state.</summary>
public sealed class CaseNoticeTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private readonly CaseMarket cases = new();

    [Fact]
    public async Task AStepIsToldOfOnEachChannelOnceHoweverOftenSomebodyLooks()
    {
        await cases.QuarterAsync("2025-Q1");
        await cases.DoneAsync(new CaseWork.Move(A, "review", null, Ana, null));
        await cases.DoneAsync(new CaseWork.Score(A, "company", 60, Ana, null));
        Assert.Equal(["email case-step:2025-Q1:2", "email manager-case-step:2025-Q1:1", "sms case-step:2025-Q1:2"], await OwedAsync("A"));
        // That of C, which nobody has worked on.
        Assert.Equal(1, await LookAsync());
        Assert.Equal(0, await LookAsync());

        await cases.DoneAsync(new CaseWork.Move(A, "rejected", null, Ana, null));
        Assert.Equal(3, (await OwedAsync("A")).Count());
    }

    [Fact]
    public async Task TheDailyPassTellsOfCasesThatARunHasOpened()
    {
        await cases.QuarterAsync("2025-Q1");
        Assert.Equal(2, await LookAsync());
        Assert.Equal(["email manager-case-step:2025-Q1:1"], await OwedAsync("C"));
        Assert.Equal(0, await LookAsync());
    }

    [Fact]
    public async Task ANoticeSaysWhereTheCaseStandsAndUntilWhen()
    {
        await cases.QuarterAsync("2025-Q1");
        var entered = await cases.DoneAsync(new CaseWork.Move(A, "review", null, Ana, null));
        var notice = (await NoticesAsync("A")).First(one => one.Text == "case-step");
        Assert.Equal(("review", entered.DueOn(ReadPolicy()), NoticeState.Pending, "medals|2025-Q1|1"), (notice.Occasion!.Step, notice.Occasion.Deadline, notice.State, notice.JudgedBy.ToString()));
        Assert.Equal(Audience.Manager, (await NoticesAsync("A")).First(one => one.Text == "manager-case-step").AudienceIn(ReadPolicy()));
    }

    [Fact]
    public async Task StepsThatWereTakenLongAgoAreToldOfToNobody()
    {
        await cases.QuarterAsync("2025-Q1");
        cases.Market.Time.Advance(TimeSpan.FromDays(4));
        Assert.Equal(0, await LookAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]   // a programme that has assessed nobody yet
    public async Task ASellerWithoutAStoreIsToldFromTheCaseAloneUnderThePolicyInForce(bool isAssessed)
    {
        if (isAssessed) await cases.QuarterAsync("2025-Q1");
        var opened = await cases.DoneAsync(new CaseWork.Open(new CaseKey("medals", "brand-7", "2025-10-01"), Ana, null));
        await cases.DoneAsync(new CaseWork.Move(opened.Key, "review", null, Ana, null));
        Assert.Equal(["email case-step:2025-10-01:2", "email manager-case-step:2025-10-01:1", "sms case-step:2025-10-01:2"], await OwedAsync("brand-7"));

        var notice = (await NoticesAsync("brand-7"))[0];
        Assert.Equal(notice.Run, notice.JudgedBy);
        var plan = await new RunPlans(cases.Market.Runs, cases.Market.Policies, cases.Market.Files).OfAsync(notice.JudgedBy, Ever);
        Assert.Equal("1", plan.Policy.Version);
    }

    private async Task<int> LookAsync()
    {
        var owed = 0;
        foreach (var log in (await cases.Market.Cases.ListAsync("medals", Ever)).GroupBy(entry => entry.Case)) owed += await cases.Notices.OweAsync(ReadPolicy(), [.. log], Ever);
        return owed;
    }

    private async Task<IEnumerable<string>> OwedAsync(string store) => (await NoticesAsync(store)).Select(notice => $"{notice.Channel} {notice.Template}").Order(StringComparer.Ordinal);

    private async Task<IReadOnlyList<Notice>> NoticesAsync(string store)
    {
        var found = new List<Notice>();
        foreach (var key in await cases.Market.Outcomes.ListAsync(DateTimeOffset.MinValue, Ever)) found.AddRange(await cases.Market.Outcomes.OfStoreAsync(key, store, Ever));
        return found;
    }

    private Policy ReadPolicy() => cases.Market.Policies.Read(CaseMarket.Policy).Policy;
}
