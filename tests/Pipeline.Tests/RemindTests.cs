using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests;

public sealed class RemindTests
{
    private const string Header = "store_id,industry,sales,late,orders\n";
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly RunKey Reminders = RunKey.OfReminders(Medals.Programme, Market.Read("2027-Q1"));

    private readonly Market market = new(WithNotices("{ on: at-risk, by: [email, sms], text: at-risk }"));

    [Fact]
    public async Task AStoreThatWouldLoseItsTierIsOwedANoticeOnEveryChannel()
    {
        await AssessAsync();
        Put("A,toys,500,0,10\nB,toys,60,0,10\nC,toys,40,0,10\n");

        var judged = await ProjectAsync();

        Assert.Equal([new StoreAtRisk("B", "silver", "none")], judged.AtRisk);
        Assert.Equal(new ProjectionSums(Read: 3, Accepted: 3, Holders: 2, Safe: 1, AtRisk: 1, Owed: 2), judged.Sums);
        var owed = market.Outcomes.NoticesOf(Reminders);
        Assert.Equal(["B|email|at-risk", "B|sms|at-risk"], owed.Select(notice => $"{notice.Store}|{notice.Channel}|{notice.Template}"));
        Assert.All(owed, notice => Assert.Equal(NoticeState.Pending, notice.State));
    }

    [Fact]
    public async Task AStoreIsToldOnceInAPeriodHoweverOftenAndWithWhateverReadingsItIsJudged()
    {
        await AssessAsync();
        Put("A,toys,500,0,10\nB,toys,60,0,10\n");
        await ProjectAsync();
        var told = market.Outcomes.NoticesOf(Reminders);

        await ProjectAsync();
        Put("A,toys,500,0,10\nB,toys,61,0,10\n");
        market.Time.Advance(TimeSpan.FromDays(20));
        var again = await ProjectAsync();

        Assert.Equal((0L, 2L), (again.Sums.Owed, again.Sums.Told));
        Assert.Equal(told, market.Outcomes.NoticesOf(Reminders));
    }

    [Fact]
    public async Task WithoutBeingAskedNobodyIsOwedAnything()
    {
        await AssessAsync();
        Put("B,toys,60,0,10\n");
        Assert.Equal(1, (await ProjectAsync(remind: false)).Sums.AtRisk);
        Assert.Empty(market.Outcomes.NoticesOf(Reminders));
    }

    [Theory]
    [InlineData("B,toys,,0,10\n", 1, 0)]    // a reading that has not come in is no risk
    [InlineData("C,toys,40,0,10\n", 0, 1)]  // and neither is a row
    public async Task WhatIsNotProvenAlarmsNobody(string rows, long unknown, long absent)
    {
        await AssessAsync();
        Put("A,toys,500,0,10\n" + rows);
        var sums = (await ProjectAsync()).Sums;
        Assert.Equal((0L, unknown, absent, 0L), (sums.AtRisk, sums.Unknown, sums.Absent, sums.Owed));
    }

    [Fact]
    public async Task InputsThatNoRunWouldJudgeByAlarmNobody()
    {
        var strict = new Market(Medals.WithGate("{ quarantined: { warn: 1 %, stop: 20 % } }").Replace("notices:", "notices:\n  - { on: at-risk, by: [email], text: at-risk }", StringComparison.Ordinal));
        await AssessAsync(strict);
        Put("A,toys,500,0,10\nB,toys,60,0,10\nC,toys,many,0,10\n", strict);

        var impossible = Assert.IsType<StoresProjection.Impossible>(await Handler(strict).HandleAsync(new ProjectStores(Medals.Programme, ["now"], Remind: true), Ever));

        Assert.Contains("1 of 3 rows", impossible.Reason, StringComparison.Ordinal);
        Assert.Empty(strict.Outcomes.NoticesOf(Reminders));
    }

    [Fact]
    public async Task AnExemptionOfTheOpenPeriodProtectsFromBeingAtRisk()
    {
        await AssessAsync();
        var exemption = new Exemption("flood", "The warehouse was under water.", "America/New_York", new DateTime(2027, 1, 1), new DateTime(2027, 2, 1), [], ["B"], [], ["sales"], []);
        await market.Rulings.AddAsync(RulingEntry.Of(exemption, "ops", market.Time.GetUtcNow()), Ever);
        Put("A,toys,500,0,10\nB,toys,60,0,10\n");
        Assert.Equal(0, (await ProjectAsync()).Sums.AtRisk);
    }

    [Fact]
    public async Task NeitherOutcomesNorStandingsChange()
    {
        var run = await AssessAsync();
        var remains = await market.RemainsAsync(run.Key);
        Put("B,toys,60,0,10\n");
        await ProjectAsync();
        Assert.Equal(remains, await market.RemainsAsync(run.Key));
        Assert.Equal([run.Key], (await market.Runs.ListAsync(null, Ever)).Select(one => one.Key));
    }

    [Fact]
    public async Task ManyChunksGiveWhatOneGives()
    {
        var spread = new Market(WithNotices("{ on: at-risk, by: [email], text: at-risk }"), new Spread(16, 3));
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"S{i},toys,{i * 7},0,10\n"));
        var later = string.Concat(Enumerable.Range(0, 200).Select(i => $"S{i},toys,{i * 7 - i % 3 * 90},0,10\n").Where(row => !row.Contains(",-", StringComparison.Ordinal)));
        var one = new Market(WithNotices("{ on: at-risk, by: [email], text: at-risk }"));
        var results = new List<StoresProjection.Judged>();
        foreach (var each in new[] { spread, one })
        {
            each.Inputs.Put("in/a.csv", Header + rows);
            await each.RunAsync("2026-Q4");
            Put(later, each);
            results.Add(await ProjectAsync(each));
        }
        Assert.True(results[0].AtRisk.Count > 10);
        Assert.Equal(results[1].AtRisk, results[0].AtRisk);
        Assert.Equal(results[1].Sums, results[0].Sums);
    }

    [Fact]
    public async Task TheTimerLooksOnlyForWhatPoliciesAskFor()
    {
        await AssessAsync();
        var reminded = Assert.Single(await Timer(market).HandleAsync(null, Ever));
        Assert.Equal("no readings of 2027-Q1 have arrived: medals/2027-Q1 holds no blob.", Assert.IsType<StoresProjection.Impossible>(reminded.Projection).Reason);
        Assert.Null(reminded.Deadlines);

        market.Inputs.Put("medals/2027-Q1/a.csv", Header + "A,toys,500,0,10\nB,toys,60,0,10\n");
        Assert.Equal(2, Assert.IsType<StoresProjection.Judged>(Assert.Single(await Timer(market).HandleAsync(null, Ever)).Projection).Sums.Owed);
    }

    [Theory]
    [InlineData("2027-06-17T03:00:00Z", 0)]   // the evening of the 16th in New York
    [InlineData("2027-06-17T04:00:00Z", 1)]   // 14 days ahead of 1 July
    [InlineData("2027-07-01T03:59:00Z", 1)]   // late, but the day is not over there
    [InlineData("2027-07-01T04:00:00Z", 0)]   // it has passed
    public async Task ADeadlineIsToldSoManyDaysAheadByTheMarketplacesCalendar(string now, int owed)
    {
        var incubated = Incubated("{ on: deadline, by: [email], text: deadline, daysBefore: 14 }");
        await AssessAsync(incubated);
        incubated.Time.Set(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        var found = Assert.Single(await Timer(incubated).HandleAsync(Medals.Programme, Ever)).Deadlines!; // the policy asks for them
        Assert.Equal((3L, (long)owed, (long)owed), (found.Stores, found.Due, found.Owed));
        var again = Assert.Single(await Timer(incubated).HandleAsync(Medals.Programme, Ever)).Deadlines!; // it did before
        Assert.Equal((owed, 0), (again.Due, again.Owed));

        // Under the period in which it fell due, whenever it was found.
        var notices = incubated.Outcomes.NoticesOf(RunKey.OfReminders(Medals.Programme, Market.Read("2027-Q2")));
        Assert.Equal(owed, notices.Count);
        Assert.All(notices, notice => Assert.Equal(("B", "deadline:2027-07-01:14", new DateOnly(2027, 7, 1), DeadlineKind.Incubation), (notice.Store, notice.Template, notice.Occasion?.Deadline, notice.Occasion?.Kind)));
    }

    [Fact]
    public async Task TwoRulesOfOneDeadlineAreTwoNotices()
    {
        var incubated = Incubated("{ on: deadline, by: [email], text: deadline, daysBefore: 30 }\n  - { on: deadline, by: [email], text: deadline, daysBefore: 3 }");
        await AssessAsync(incubated);
        incubated.Time.Set(new DateTimeOffset(2027, 6, 29, 12, 0, 0, TimeSpan.Zero));
        await Timer(incubated).HandleAsync(null, Ever);
        Assert.Equal(["deadline:2027-07-01:3", "deadline:2027-07-01:30"], incubated.Outcomes.NoticesOf(RunKey.OfReminders(Medals.Programme, Market.Read("2027-Q2"))).Select(notice => notice.Template));
    }

    [Theory]
    [InlineData("protection", "2027-03-20T12:00:00Z", "A|protection:2027-04-01:14 B|protection:2027-04-01:14")]
    [InlineData("entitlement", "2027-03-20T12:00:00Z", "B|entitlement:2027-04-01:14")]
    public async Task TheOtherDaysOfAStandingAreToldAsWell(string of, string now, string expected)
    {
        var terms = new Market(Medals.Policy
            .Replace("requires: [ { id: sales, metric: sales, atLeast: 100 } ]", "requires: [ { id: sales, metric: sales, atLeast: 100 } ]\n    grants: [window, never]", StringComparison.Ordinal)
            .Replace("notices:", $$"""
                movement:
                  protection: { months: 3 }
                entitlements:
                  window: { title: Window, for: { months: 3 } }
                  never: { title: Never, for: { months: 3 }, while: { id: huge, metric: sales, atLeast: 1000000 } }
                texts:
                  {{of}}: { subject: "Ends on {deadline}", text: "{what} {deadline}" }
                notices:
                  - { on: deadline, of: {{of}}, by: [email], text: {{of}}, daysBefore: 14 }
                """, StringComparison.Ordinal));
        await AssessAsync(terms);
        terms.Time.Set(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        await Timer(terms).HandleAsync(null, Ever);
        var notices = terms.Outcomes.NoticesOf(Reminders);
        Assert.Equal(expected, string.Join(' ', notices.Select(notice => $"{notice.Store}|{notice.Template}")));
        Assert.All(notices, notice => Assert.Equal(of == "entitlement" ? "window" : null, notice.Occasion?.Entitlements));
    }

    [Fact]
    public async Task AStoreThatRecoversBeforeItIsToldIsNotToldAndIsAgainWhenItFallsAnew()
    {
        await AssessAsync();
        Put("A,toys,500,0,10\nB,toys,60,0,10\n");
        await ProjectAsync();
        var (sent, sending) = (await FindAsync("sms"), await FindAsync("email"));
        Assert.True(await market.Outcomes.ReplaceAsync(sent with { State = NoticeState.Sent }, Ever));
        Assert.True(await market.Outcomes.ReplaceAsync(sending with { Delivery = sending.Delivery with { Reason = DeliverNoticeHandler.Sending, Attempts = 1 } }, Ever));

        // Neither what was sent nor what a hook has at this moment is taken back.
        Put("A,toys,500,0,10\nB,toys,160,0,10\n");
        Assert.Equal(0, (await ProjectAsync()).Sums.Withdrawn);
        Assert.True(await market.Outcomes.ReplaceAsync((await FindAsync("email")) with { Delivery = (await FindAsync("email")).Delivery with { Reason = "quiet-hours" } }, Ever));
        Assert.Equal(1, (await ProjectAsync()).Sums.Withdrawn);
        Assert.Equal((NoticeState.Suppressed, "no-longer-at-risk"), (await FindAsync("email") is var taken ? (taken.State, taken.Delivery.Reason) : default));
        Assert.Equal(NoticeState.Sent, (await FindAsync("sms")).State);
        Assert.Equal(2, (await market.Outcomes.CountAsync(Reminders, Ever)).Values.Sum());

        Put("A,toys,500,0,10\nB,toys,70,0,10\n");
        var sums = (await ProjectAsync()).Sums;
        Assert.Equal((1L, 1L, 0L), (sums.Owed, sums.Told, sums.Withdrawn));
        var again = await FindAsync("email");
        Assert.Equal((NoticeState.Pending, null, 0), (again.State, again.Delivery.Reason, again.Delivery.Attempts));
        Assert.Contains("70", again.Occasion?.Readings, StringComparison.Ordinal);

        Task<Notice> FindAsync(string channel) => Find(market, new NoticeKey(Reminders, "B", channel, "at-risk"));
    }

    [Theory]
    [InlineData("A,toys,500,0,10\n", 0)]                     // a row that is missing proves nothing
    [InlineData("A,toys,500,0,10\nB,toys,,0,10\n", 0)]       // and neither does a reading
    [InlineData("A,toys,500,0,10\nB,toys,100,0,10\n", 1)]
    public async Task OnlyWhatIsProvenTakesANoticeBack(string rows, long withdrawn)
    {
        await AssessAsync();
        Put("A,toys,500,0,10\nB,toys,60,0,10\n");
        await ProjectAsync(remind: true);
        Put(rows);
        Assert.Equal(0, (await ProjectAsync(remind: false)).Sums.Withdrawn);
        Assert.Equal(2 * withdrawn, (await ProjectAsync()).Sums.Withdrawn);
    }

    [Fact]
    public async Task AStoreWhoseTierARevisionHasTakenHasNoneToLose()
    {
        await AssessAsync();
        Put("A,toys,500,0,10\nB,toys,60,0,10\n");
        await ProjectAsync();
        market.Inputs.Put("in/a.csv", Header + "A,toys,500,0,10\nB,toys,50,0,10\nC,toys,40,0,10\n");
        await market.RunAsync("2026-Q4", revise: "corrected");
        Assert.Equal(2, (await ProjectAsync()).Sums.Withdrawn);
    }

    [Fact]
    public async Task WhatWaitsForAPeriodThatIsOverIsNotSentAnyMore()
    {
        await AssessAsync();
        Put("A,toys,500,0,10\nB,toys,60,0,10\n");
        market.Time.Set(new DateTimeOffset(2027, 3, 30, 12, 0, 0, TimeSpan.Zero));
        await ProjectAsync();
        market.Time.Set(new DateTimeOffset(2027, 4, 3, 12, 0, 0, TimeSpan.Zero));
        await market.RunAsync("2027-Q1");
        await ProjectAsync();
        Assert.All(market.Outcomes.NoticesOf(Reminders), notice => Assert.Equal((NoticeState.Suppressed, "too-late"), (notice.State, notice.Delivery.Reason)));
    }

    [Fact]
    public async Task ADeadlineThatIsNoMoreIsNotToldAndIsWhenItComesBack()
    {
        var incubated = Incubated("{ on: deadline, by: [email], text: deadline, daysBefore: 14 }");
        var key = new NoticeKey(RunKey.OfReminders(Medals.Programme, Market.Read("2027-Q2")), "B", "email", "deadline:2027-07-01:14");
        await AssessAsync(incubated);
        incubated.Time.Set(new DateTimeOffset(2027, 6, 20, 12, 0, 0, TimeSpan.Zero));
        await Timer(incubated).HandleAsync(null, Ever);

        await ReviseAsync("B,toys,50,0,10");
        Assert.Equal(1, Assert.Single(await Timer(incubated).HandleAsync(null, Ever)).Deadlines!.Withdrawn); // the policy asks for them
        Assert.Equal((NoticeState.Suppressed, "no-longer-due"), await Find(incubated, key) is var gone ? (gone.State, gone.Delivery.Reason) : default);

        await ReviseAsync("B,toys,150,0,10");
        Assert.Equal((1L, 0L), Assert.Single(await Timer(incubated).HandleAsync(null, Ever)).Deadlines is { } back ? (back.Owed, back.Withdrawn) : default);
        Assert.Equal(NoticeState.Pending, (await Find(incubated, key)).State);

        incubated.Time.Set(new DateTimeOffset(2027, 7, 1, 12, 0, 0, TimeSpan.Zero));
        await Timer(incubated).HandleAsync(null, Ever);
        Assert.Equal("too-late", (await Find(incubated, key)).Delivery.Reason);

        Task ReviseAsync(string row)
        {
            incubated.Inputs.Put("in/a.csv", Header + $"A,toys,500,0,10\n{row}\nC,toys,40,0,10\n");
            return incubated.RunAsync("2026-Q4", revise: row);
        }
    }

    private static async Task<Notice> Find(Market market, NoticeKey key) => await market.Outcomes.FindAsync(key, Ever) ?? throw new InvalidOperationException($"There is no {key}.");

    [Theory]
    [InlineData("silver", 1)]
    [InlineData("gold", 0)]
    public async Task ADeadlineIsToldOfTheTiersThatTheRuleNames(string tier, int owed)
    {
        var incubated = Incubated($"{{ on: deadline, by: [email], text: deadline, daysBefore: 14, tiers: [{tier}] }}");
        await AssessAsync(incubated);
        incubated.Time.Set(new DateTimeOffset(2027, 6, 20, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(owed, Assert.Single(await Timer(incubated).HandleAsync(Medals.Programme, Ever)).Deadlines!.Owed); // the policy asks for them
    }

    private static string WithNotices(string notices) => Medals.Policy.Replace("notices:", "notices:\n  - " + notices, StringComparison.Ordinal);

    /// <summary>Silver lasts for half a year.</summary>
    private static Market Incubated(string notices) => new(WithNotices(notices).Replace("notices:", "movement:\n  incubation: { tier: silver, months: 6, then: none }\nnotices:", StringComparison.Ordinal));

    private static async Task<Run> AssessAsync(Market market)
    {
        market.Inputs.Put("in/a.csv", Header + "A,toys,500,0,10\nB,toys,150,0,10\nC,toys,40,0,10\n");
        return await market.RunAsync("2026-Q4");
    }

    private Task<Run> AssessAsync() => AssessAsync(market);

    private void Put(string rows, Market? into = null) => (into ?? market).Inputs.Put("now/a.csv", Header + rows);

    private async Task<StoresProjection.Judged> ProjectAsync(Market? of = null, bool remind = true) =>
        Assert.IsType<StoresProjection.Judged>(await Handler(of ?? market).HandleAsync(new ProjectStores(Medals.Programme, ["now"], remind), Ever));

    private static ProjectStoresHandler Handler(Market market) =>
        new(market.Outcomes, market.Inputs, market.Outcomes, WithdrawalsOf(market), market.PeriodsUnder(PlansOf(market)), market.Options, market.Time);

    private static RemindStoresHandler Timer(Market market) =>
        new(market.Runs, PlansOf(market), Handler(market), new FindDeadlinesHandler(market.Outcomes, market.Outcomes, WithdrawalsOf(market), PlansOf(market), market.Options, market.Time),
            market.Cases, new CaseNotices(market.Outcomes, market.Runs, market.Outcomes, market.Time));

    private static Withdrawals WithdrawalsOf(Market market) => new(market.Outcomes, market.Outcomes, market.Outcomes, new DeliveryRules(), market.Time);

    private static RunPlans PlansOf(Market market) => new(market.Runs, market.Policies, market.Files);
}
