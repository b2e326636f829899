using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Tests.Delivery;

/// <summary>What is a provider's fault, or the configuration's, is made no letter's.</summary>
public sealed class ProviderTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly string[] Stores = ["S1", "S2", "S3"];
    private static readonly DateTimeOffset Noon = new(2027, 1, 4, 17, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentBag<(Letter Letter, DateTimeOffset At)> arrived = [];
    private readonly Written written = new();

    [Fact]
    public async Task ARefusedKeyCostsNoLetterATryHoweverLongItTakesToMendIt()
    {
        var isMended = false;
        var post = await PostAsync((new Answers(Contact.Email, _ => isMended ? new HookAnswer.Accepted("", null) : new HookAnswer.KeyRefused("http-401"), arrived), new HookLimits()));

        await post.DeliverAsync(until: Noon.AddDays(7));
        var waiting = await post.FindAsync("S1", "email", "promoted");
        Assert.Equal((NoticeState.Pending, "key-refused", 0), (waiting.State, waiting.Delivery.Reason, waiting.Delivery.Attempts));
        Assert.Equal(new HookTrouble("answers", Contact.Email, HookTrouble.KeyRefused, Noon), Assert.Single(post.Hooks!.Troubles));
        // It is said once, and asked about every five minutes at the most.
        Assert.Equal(["A provider refuses our key. answers for email: http-401. Its letters wait and lose no try; the configuration has to be mended."], written.Lines);
        Assert.InRange(arrived.Count, 100, 7 * 24 * 12 + 1);

        isMended = true;
        await post.DeliverAsync(until: Noon.AddDays(8));
        Assert.Equal((NoticeState.Sent, 1), await post.FindAsync("S1", "email", "promoted") is var sent ? (sent.State, sent.Delivery.Attempts) : default);
        Assert.Empty(post.Hooks.Troubles);
        Assert.Single(arrived.Where(one => one.Letter.To.Id == "S1").Select(one => one.Letter.Id).Distinct());
    }

    [Fact]
    public async Task TheNextHookOfTheChannelTakesWhatARefusedKeyKeepsBack()
    {
        var fallback = new ConcurrentBag<(Letter Letter, DateTimeOffset At)>();
        var post = await PostAsync(
            (new Answers(Contact.Email, _ => new HookAnswer.KeyRefused("smtp-535"), arrived), new HookLimits()),
            (new Answers(Contact.Email, _ => new HookAnswer.Accepted("", null), fallback), new HookLimits()));
        // One after the other: of two letters at the same moment, each may ask before the other has its refusal.
        await post.DeliverAsync(until: Noon.AddHours(1), atOnce: 1);
        Assert.Equal(NoticeState.Sent, (await post.FindAsync("S1", "email", "promoted")).State);
        Assert.Equal((1, 2), (arrived.Count, fallback.Count));
    }

    [Fact]
    public async Task AProviderThatFailsNearlyAlwaysIsLeftAloneForAWhile()
    {
        var isUp = false;
        var clock = new Pipeline.Tests.ManualTimeProvider();
        var hooks = Hooks(clock, (new Answers(Contact.Sms, _ => isUp ? new HookAnswer.Accepted("", null) : new HookAnswer.Failed("http-503"), arrived), new HookLimits()));
        for (var i = 0; i < 20; i++) Assert.IsType<HookAnswer.Failed>(await hooks.SendAsync(LetterOf(i), Ever));

        Assert.Equal((20, HookTrouble.ProviderDown), (arrived.Count, Assert.Single(hooks.Troubles).Reason));
        var busy = Assert.IsType<HookAnswer.Busy>(await hooks.SendAsync(LetterOf(20), Ever));
        Assert.Equal((20, HookTrouble.ProviderDown), (arrived.Count, busy.Reason));
        Assert.InRange(busy.Until, clock.GetUtcNow().AddSeconds(60), clock.GetUtcNow().AddSeconds(61));

        isUp = true;
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.IsType<HookAnswer.Accepted>(await hooks.SendAsync(LetterOf(20), Ever));
        Assert.Empty(hooks.Troubles);
    }

    [Fact]
    public async Task NoMoreThanAProviderAllowsIsSentInAMinuteAndWhoWaitsIsGivenAPlaceOfItsOwn()
    {
        var clock = new Pipeline.Tests.ManualTimeProvider();
        var begun = clock.GetUtcNow();
        var hooks = Hooks(clock, (new Answers(Contact.Sms, _ => new HookAnswer.Accepted("", null), arrived), new HookLimits(PerMinute: 30)));
        Assert.IsType<HookAnswer.Accepted>(await hooks.SendAsync(LetterOf(0), Ever));
        var places = new List<DateTimeOffset>();
        for (var i = 1; i <= 40; i++) places.Add(Assert.IsType<HookAnswer.Busy>(await hooks.SendAsync(LetterOf(i), Ever)).Until);
        Assert.Equal(Enumerable.Range(2, 40).Select(place => begun.AddSeconds(2 * place)), places);
        Assert.Single(arrived);

        foreach (var place in places)
        {
            clock.Set(place);
            Assert.IsType<HookAnswer.Accepted>(await hooks.SendAsync(LetterOf(99), Ever));
        }
    }

    [Fact]
    public async Task WhatAProviderAsksToWaitCountsForEverybodysLettersAndForNoOtherProvider()
    {
        var clock = new Pipeline.Tests.ManualTimeProvider();
        var second = new ConcurrentBag<(Letter Letter, DateTimeOffset At)>();
        var hooks = Hooks(
            clock,
            (new Answers(Contact.Sms, _ => new HookAnswer.Failed("http-429", After: TimeSpan.FromMinutes(7)), arrived), new HookLimits()),
            (new Answers(Contact.Sms, _ => new HookAnswer.Accepted("", null), second), new HookLimits(PerMinute: 60)));
        Assert.IsType<HookAnswer.Accepted>(await hooks.SendAsync(LetterOf(0), Ever));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<HookAnswer.Accepted>(await hooks.SendAsync(LetterOf(1), Ever));
        Assert.Equal((1, 2), (arrived.Count, second.Count));
        Assert.InRange(Assert.IsType<HookAnswer.Busy>(await hooks.SendAsync(LetterOf(2), Ever)).Until, clock.GetUtcNow().AddSeconds(1), clock.GetUtcNow().AddSeconds(2));
    }

    [Fact]
    public async Task AfterALostAnswerNoOtherHookIsGivenTheLetter()
    {
        var second = new ConcurrentBag<(Letter Letter, DateTimeOffset At)>();
        var hooks = Hooks(
            new Pipeline.Tests.ManualTimeProvider(),
            (new Answers(Contact.Sms, tries => tries == 1 ? new HookAnswer.Failed("timeout", MayHaveArrived: true) : new HookAnswer.Accepted("", null), arrived), new HookLimits()),
            (new Answers(Contact.Sms, _ => new HookAnswer.Accepted("", null), second), new HookLimits()));
        Assert.IsType<HookAnswer.Failed>(await hooks.SendAsync(LetterOf(0), Ever));
        Assert.IsType<HookAnswer.Accepted>(await hooks.SendAsync(LetterOf(0), Ever));
        Assert.Empty(second);
    }

    private async Task<Post> PostAsync(params (IHook, HookLimits)[] hooks)
    {
        var post = new Post { Rules = new DeliveryRules { Quiet = QuietHours.None } };
        post.Hooks = Hooks(post.Time, hooks);
        await post.AssessAsync();
        await post.Contacts.SaveAsync([.. Stores.Select(store => new Contact { Id = store, EmailAddress = $"{store}@example.com" })], Ever);
        post.Time.Set(Noon);
        return post;
    }

    private ConfiguredHooks Hooks(TimeProvider time, params (IHook, HookLimits)[] hooks) => new(hooks, time, written);

    private static Letter LetterOf(int i) => new()
    {
        Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"letter{i}"), Channel = Contact.Sms, To = new Contact { Id = "S1", Phone = "+12025550100" }, About = [], At = default, Text = "x",
    };

    /// <summary>Errors and warnings, as they are written.</summary>
    private sealed class Written : ILogger<ConfiguredHooks>
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Lines.Enqueue(formatter(state, exception));
        }
    }
}
