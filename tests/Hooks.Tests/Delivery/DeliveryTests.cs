using System.Collections.Concurrent;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Tests.Delivery;

public sealed class DeliveryTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly string[] MarketStores = ["S1", "S2", "S3"];
    private static readonly string[] PeoplesChannels = [Contact.Email, Contact.Sms];

    private readonly ConcurrentBag<(Letter Letter, DateTimeOffset At)> arrived = [];

    [Theory]
    [InlineData(50_000, false)]
    [InlineData(10_000, true)]
    public async Task EveryNoticeEndsOnceWhateverProvidersDo(int stores, bool killed)
    {
        var post = new Post();
        var zones = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).ToList();
        post.Hooks = new ConfiguredHooks(
            [(Sink(post, Contact.Email, "first"), new HookLimits()), (Sink(post, Contact.Email, "second"), new HookLimits()), (Sink(post, Contact.Sms, "sms"), new HookLimits())], post.Time);
        await post.AssessAsync();
        var already = (await post.CountAsync()).Values.Sum();
        await post.Contacts.SaveAsync([.. Enumerable.Range(0, stores).Select(i => ContactOf(i, zones))], Ever);
        await post.OweAsync([.. Enumerable.Range(0, stores).SelectMany(i => PeoplesChannels.Select(channel => new Notice(post.Run, Store(i), channel, "promoted", "promoted")))]);

        var killing = 0;
        await post.DeliverAsync(lose: killed ? _ => killing++ % 20 == 7 && killing < 20_000 : null);

        var counts = await post.CountAsync();
        Assert.Equal(0, counts.GetValueOrDefault(NoticeState.Pending));
        Assert.Equal(2 * stores + already, counts[NoticeState.Sent] + counts[NoticeState.Suppressed] + counts[NoticeState.DeadLettered]);
        Assert.True(counts[NoticeState.Sent] > stores * 18 / 10);
        Assert.True(counts[NoticeState.DeadLettered] > stores / 100);
        Assert.All(post.Deliveries.Accepted.Values, times => Assert.Equal(1, times));
        Assert.Equal(counts[NoticeState.Sent], post.Deliveries.Accepted.Count);
        Assert.DoesNotContain(arrived, sent => sent.Letter.To.IsSuppressed);
        Assert.DoesNotContain(arrived, sent => IsNight(sent.At, sent.Letter.To.TimeZone ?? "America/New_York"));
        // What came twice, because an answer was lost, came under one id.
        Assert.All(arrived.SelectMany(sent => sent.Letter.About.Select(notice => (notice.Key, sent.Letter.Id))).GroupBy(one => one.Key), tries => Assert.Single(tries.Select(one => one.Id).Distinct()));
        Assert.True(arrived.Count > post.Deliveries.Accepted.Count);
    }

    [Fact]
    public async Task OfSeveralThatHandleANoticeAtOnceOneSends()
    {
        var post = await PostAsync(new Answers(Contact.Email, _ => new HookAnswer.Accepted("", "r1"), arrived));
        var due = await DueAsync(post, "S1", Contact.Email, "promoted");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => post.Handler().HandleAsync(due, Ever))));
        Assert.Single(arrived);
        var notice = await post.FindAsync("S1", "email", "promoted");
        Assert.Equal((NoticeState.Sent, "answers", "r1", 1), (notice.State, notice.Delivery.By, notice.Delivery.Reference, notice.Delivery.Attempts));
    }

    [Fact]
    public async Task WhatIsOwedToOnePersonGoesAsOneLetterThoughEachNoticeIsHandledAtOnce()
    {
        var post = await PostAsync(new Answers(Contact.Email, _ => new HookAnswer.Accepted("", "r1"), arrived));
        await post.OweAsync([new Notice(post.Run, "S1", Contact.Email, "placed", "placed"), new Notice(post.Run, "S1", Contact.Email, "held", "held")]);
        List<Message.DeliverNotice> due = [];
        foreach (var text in new[] { "promoted", "placed", "held" }) due.Add(await DueAsync(post, "S1", Contact.Email, text));
        // Each has seen that nobody has any of them before the first of them claims one, and none claims two before the others have tried for one.
        var (arrivals, all) = (due.Count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        post.Deliveries.OnReplacing = async () =>
        {
            if (Interlocked.Decrement(ref arrivals) == 0) all.SetResult();
            await (all.Task.IsCompleted ? Task.Delay(20) : all.Task);
        };
        while (due.Count > 0)
        {
            if (due.Max(message => message.NotBefore) is { } later) post.Time.Set(later);
            var answers = await Task.WhenAll(due.Select(message => Task.Run(() => post.Handler().HandleAsync(message, Ever))));
            due = [.. answers.SelectMany(messages => messages).Cast<Message.DeliverNotice>()];
        }
        Assert.Equal(["held", "placed", "promoted"], Assert.Single(arrived).Letter.About.Select(notice => notice.Template).Order(StringComparer.Ordinal));
        foreach (var text in new[] { "promoted", "placed", "held" }) Assert.Equal((NoticeState.Sent, 1), await post.FindAsync("S1", "email", text) is var notice ? (notice.State, notice.Delivery.Attempts) : default);
    }

    [Fact]
    public async Task AnAnswerThatAsksForPatienceIsWaitedForAndTheIdStays()
    {
        var post = await PostAsync(new Answers(Contact.Email, tries => tries == 1 ? new HookAnswer.Failed("http-429", After: TimeSpan.FromHours(3)) : new HookAnswer.Accepted("", null), arrived));
        var before = post.Time.GetUtcNow();
        var again = Assert.IsType<Message.DeliverNotice>(Assert.Single(await post.Handler().HandleAsync(await DueAsync(post, "S1", Contact.Email, "promoted"), Ever)));
        Assert.Equal(before.AddHours(3), again.NotBefore);
        Assert.Equal("http-429", (await post.FindAsync("S1", "email", "promoted")).Delivery.Reason);
        post.Time.Set(again.NotBefore!.Value); // it waits
        Assert.Empty(await post.Handler().HandleAsync(again, Ever));
        Assert.Equal(NoticeState.Sent, (await post.FindAsync("S1", "email", "promoted")).State);
        Assert.Single(arrived.Select(sent => sent.Letter.Id).Distinct());
    }

    [Fact]
    public async Task TriesEndAfterThreeDaysAndABitAndCanBeBegunAgainByHand()
    {
        var works = false;
        var post = await PostAsync(new Answers(Contact.Email, _ => works ? new HookAnswer.Accepted("", null) : new HookAnswer.Failed("http-503"), arrived), new DeliveryRules { Quiet = QuietHours.None });
        var begun = post.Time.GetUtcNow();
        await post.DeliverAsync(until: begun.AddDays(5));
        var dead = await post.FindAsync("S1", "email", "promoted");
        Assert.Equal((NoticeState.DeadLettered, "http-503", 10), (dead.State, dead.Delivery.Reason, dead.Delivery.Attempts));
        Assert.InRange(dead.Delivery.At!.Value - begun, TimeSpan.FromHours(75), TimeSpan.FromHours(93)); // it was tried

        works = true;
        Assert.True(await new ReplayNoticesHandler(post.Market.Outcomes, post.Deliveries).HandleAsync(post.Run, "S1", Ever) > 0);
        await post.DeliverAsync(until: begun.AddDays(6));
        Assert.Equal(NoticeState.Sent, (await post.FindAsync("S1", "email", "promoted")).State);
        Assert.Single(arrived.Where(sent => sent.Letter.To.Id == "S1").Select(sent => sent.Letter.Id).Distinct());
    }

    [Theory]
    [InlineData("suppressed")]
    [InlineData("no-address")]
    [InlineData("channel-not-wanted")]
    [InlineData("unsubscribed")]
    [InlineData("no-contact")]
    public async Task NobodyIsWrittenToAgainstTheirWill(string reason)
    {
        var post = await PostAsync(new Answers(Contact.Email, _ => new HookAnswer.Accepted("", null), arrived));
        var contact = (await post.Contacts.FindAsync("S1", Ever))!; // PostAsync keeps it
        // What is asked for after the notice fell due counts as well.
        var due = await DueAsync(post, "S1", Contact.Email, "promoted");
        if (reason == "unsubscribed") await post.Contacts.BlockAsync(Contact.Email, contact.EmailAddress!, kind: null, "unsubscribed", post.Time.GetUtcNow(), Ever); // it has one
        else if (reason == "no-contact") post = await PostAsync(new Answers(Contact.Email, _ => new HookAnswer.Accepted("", null), arrived), withContacts: false);
        else
        {
            await post.Contacts.SaveAsync([reason switch
            {
                "suppressed" => contact with { IsSuppressed = true },
                "no-address" => contact with { EmailAddress = null },
                _ => contact with { Channels = "sms webhook" },
            }], Ever);
        }
        if (reason == "no-contact") due = await DueAsync(post, "S1", Contact.Email, "promoted");
        Assert.Empty(await post.Handler().HandleAsync(due, Ever));
        var notice = await post.FindAsync("S1", "email", "promoted");
        Assert.Equal((NoticeState.Suppressed, reason), (notice.State, notice.Delivery.Reason));
        Assert.Empty(arrived);
    }

    [Fact]
    public async Task AnAddressThatIsGoneIsNotUsedAgain()
    {
        var post = await PostAsync(new Answers(Contact.Email, _ => new HookAnswer.Gone("http-410"), arrived));
        await post.Handler().HandleAsync(await DueAsync(post, "S1", Contact.Email, "promoted"), Ever);
        Assert.Equal((NoticeState.DeadLettered, "http-410"), await post.FindAsync("S1", "email", "promoted") is var notice ? (notice.State, notice.Delivery.Reason) : default);
        Assert.Equal("unsubscribed", (await post.Contacts.FindAsync("S1", Ever))!.RefusalOf(Contact.Email, "promoted")); // PostAsync keeps it
    }

    [Fact]
    public async Task WithoutAHookNothingIsTakenAndEverythingStaysPending()
    {
        var post = new Post { Hooks = new ConfiguredHooks([], TimeProvider.System) };
        await post.AssessAsync();
        await foreach (var page in new SendNoticesHandler(post.Owing, post.Deliveries, post.Hooks, post.Rules, post.Time).HandleAsync(Ever)) Assert.Fail($"{page.Count} notices were taken.");
        Assert.Equal([NoticeState.Pending], (await post.CountAsync()).Keys);
    }

    [Fact]
    public async Task WhatATextTookIsKeptOnceForTheNoticesThatItIsAbout()
    {
        var post = await PostAsync(new Answers(Contact.Sms, tries => tries == 1 ? new HookAnswer.Failed("http-503") : new HookAnswer.Accepted("", null), arrived));
        await post.OweAsync([new Notice(post.Run, "S1", Contact.Sms, "placed", "placed"), new Notice(post.Run, "S2", Contact.Sms, "placed", "placed")]);
        await post.DeliverAsync(until: post.Time.GetUtcNow().AddDays(1));

        Assert.Equal(NoticeState.Sent, (await post.FindAsync("S1", Contact.Sms, "placed")).State);
        // One letter to S1 and one to S2, whatever else the run owes; two tries each, of which one was accepted.
        var letters = arrived.Select(sent => sent.Letter).Where(letter => letter.Channel == Contact.Sms).Select(letter => letter.Id).Distinct().Count();
        Assert.Equal(2 * letters, arrived.Count);
        var costs = await post.Market.Outcomes.CostsAsync(post.Run, Ever);
        Assert.Equal((letters, (long)letters, 0L, letters * 0.05m), (costs.Letters, costs.Segments, costs.Unpriced, costs.Amounts["USD"]));
    }

    private static async Task<Post> PostAsync(IHook hook, DeliveryRules? rules = null, bool withContacts = true)
    {
        var post = new Post { Rules = rules ?? new DeliveryRules() };
        post.Hooks = new ConfiguredHooks([(hook, new HookLimits())], post.Time);
        await post.AssessAsync();
        if (!withContacts) return post;
        await post.Contacts.SaveAsync(
            [.. MarketStores.Select(store => new Contact { Id = store, EmailAddress = $"{store}@example.com", Phone = "+12025550100", TimeZone = "America/New_York" })], Ever);
        // Noon in New York.
        post.Time.Set(new DateTimeOffset(2027, 1, 4, 17, 0, 0, TimeSpan.Zero));
        return post;
    }

    private static async Task<Message.DeliverNotice> DueAsync(Post post, string store, string channel, string text)
    {
        var notice = await post.FindAsync(store, channel, text);
        return new Message.DeliverNotice(notice.Key.ToString(), notice.Delivery.Version);
    }

    private ShakySink Sink(Post post, string channel, string name) => new(channel, name, letter => arrived.Add((letter, post.Time.GetUtcNow())));

    private static Contact ContactOf(int i, List<string> zones) => new()
    {
        Id = Store(i),
        EmailAddress = $"{Store(i)}@example.com",
        Phone = "+12025550100",
        TimeZone = i % 11 == 0 ? null : zones[i % zones.Count],
        IsSuppressed = i % 50 == 3,
    };

    private static string Store(int i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"N{i:D6}");

    private static bool IsNight(DateTimeOffset at, string zone)
    {
        var clock = (at + TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(at)).UtcDateTime.Hour;
        return clock is < 8 or >= 21;
    }
}

/// <summary>A hook that answers what a test says, by how often a letter was tried.</summary>
internal sealed class Answers(string channel, Func<int, HookAnswer> answer, ConcurrentBag<(Letter Letter, DateTimeOffset At)> arrived) : IHook
{
    private readonly ConcurrentDictionary<string, int> tries = new(StringComparer.Ordinal);

    public string Name => "answers";

    public string Channel => channel;

    public Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        arrived.Add((letter, default));
        return Task.FromResult(answer(tries.AddOrUpdate(letter.Id, 1, (_, before) => before + 1)));
    }
}
