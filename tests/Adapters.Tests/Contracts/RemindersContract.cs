using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class RemindersContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly RunKey Key = RunKey.OfReminders("gold-silver", Some.Key(period: "2026-Q4").Period);

    internal abstract IRuns Runs { get; }

    internal abstract IOutcomes Outcomes { get; }

    internal abstract INotices Notices { get; }

    internal abstract IDeliveries Deliveries { get; }

    internal abstract IReminders Reminders { get; }

    [Fact]
    public async Task AReminderIsKeptOnceWithAllThatItIsAbout()
    {
        Notice[] notices = [Notice("a"), Notice("b") with { Channel = "sms" }];
        Assert.Equal(2, await Reminders.AddAsync(Key, notices, Ever));
        Assert.Equal(1, await Reminders.AddAsync(Key, [Notice("a") with { Movement = "other" }, Notice("c")], Ever));

        Assert.Equal([notices[0]], await Notices.OfStoreAsync(Key, "a", Ever));
        Assert.Equal(notices[1], await Deliveries.FindAsync(notices[1].Key, Ever));
        Assert.Equal([new(NoticeState.Pending, 3L)], await Notices.CountAsync(Key, Ever));
    }

    [Fact]
    public async Task OfManyWhoAddTheSameAtOnceOneDoes()
    {
        var added = await Some.AtOnceAsync(_ => Reminders.AddAsync(Key, [Notice("a"), Notice("b")], Ever));
        Assert.Equal(2, added.Sum());
        Assert.Equal([Key], await Reminders.ListAsync(Now, Ever));
    }

    [Fact]
    public async Task WhatBecameOfAReminderIsNotTakenBackByFindingItAgain()
    {
        await Reminders.AddAsync(Key, [Notice("a")], Ever);
        var taken = Assert.Single(await Deliveries.TakeDueAsync(Key, Now, Now.AddHours(1), 9, Ever));
        Assert.Equal(Notice("a").Occasion, taken.Occasion);
        Assert.True(await Deliveries.ReplaceAsync(taken with { State = NoticeState.Sent }, Ever));

        Assert.Equal(0, await Reminders.AddAsync(Key, [Notice("a")], Ever));
        var sent = Assert.Single(await Notices.OfStoreAsync(Key, "a", Ever));
        Assert.Equal((NoticeState.Sent, Notice("a").Occasion), (sent.State, sent.Occasion));
    }

    [Fact]
    public async Task AReminderThatIsOwedAnewIsAboutWhatIsTrueThen()
    {
        await Reminders.AddAsync(Key, [Notice("a")], Ever);
        var extensive = Notice("a").Occasion! with { Readings = new string('7', 70_000), At = Now.AddDays(1) }; // it has one
        Assert.True(await Deliveries.ReplaceAsync(Notice("a") with { State = NoticeState.Suppressed, Occasion = extensive, Delivery = Delivery.None with { Reason = "over" } }, Ever));
        var withdrawn = Assert.Single(await Notices.OfStoreAsync(Key, "a", Ever));
        Assert.Equal((NoticeState.Suppressed, extensive), (withdrawn.State, withdrawn.Occasion));

        Assert.True(await Deliveries.ReplaceAsync(withdrawn with { State = NoticeState.Pending, Occasion = Notice("b").Occasion, Delivery = Delivery.None with { Version = 1 } }, Ever));
        var again = Assert.Single(await Notices.OfStoreAsync(Key, "a", Ever));
        Assert.Equal((NoticeState.Pending, Notice("b").Occasion, "deadline"), (again.State, again.Occasion, again.Movement));
        Assert.Single(await Deliveries.TakeDueAsync(Key, Now, Now.AddHours(1), 9, Ever));
    }

    [Fact]
    public async Task KeysAreListedByWhenSomethingWasAddedLast()
    {
        var other = RunKey.OfReminders("another", Some.Key(period: "2026-10").Period);
        await Reminders.AddAsync(Key, [Notice("a")], Ever);
        await Reminders.AddAsync(other, [Notice("a") with { Run = other }], Ever);
        Assert.Equal([other, Key], await Reminders.ListAsync(DateTimeOffset.MinValue, Ever));
        Assert.Empty(await Reminders.ListAsync(Now.AddTicks(1), Ever));

        await Reminders.AddAsync(Key, [Notice("b", Now.AddDays(2))], Ever);
        // What is added late with an earlier instant does not make the key older.
        await Reminders.AddAsync(Key, [Notice("c")], Ever);
        Assert.Equal([Key], await Reminders.ListAsync(Now.AddDays(1), Ever));
    }

    [Fact]
    public async Task RemindersAreNoRunAndAreNobodyElses()
    {
        await Runs.AddAsync(Some.Run(), Ever);
        await Outcomes.SaveAsync(Some.Chunk(0, [Some.Outcome("a")], notices: [new Notice(Some.Key(), "a", "email", "moved", "promoted")]), Ever);
        await Reminders.AddAsync(Key, [Notice("a")], Ever);

        Assert.Equal([Some.Key()], (await Runs.ListAsync(null, Ever)).Select(run => run.Key));
        Assert.Null(await Runs.FindAsync(Key, Ever));
        Assert.Null(Assert.Single(await Notices.OfStoreAsync(Some.Key(), "a", Ever)).Occasion);
        Assert.Single(await Notices.OfStoreAsync(Key, "a", Ever));
    }

    private static Notice Notice(string store, DateTimeOffset? at = null) => new(Key, store, "email", "deadline:2026-11-01:14", "deadline", NoticeState.Pending)
    {
        Occasion = new Occasion
        {
            By = Some.Key(),
            At = at ?? Now,
            Readings = $"[\"{store}\",\"Blumen & Söhne '🌷'\",4.5]",
            Deadline = new DateOnly(2026, 11, 1),
            Kind = Domain.Evaluation.DeadlineKind.Entitlement,
            Entitlements = "one two",
        },
    };
}
