using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Hooks.Letters;
using TierFunctions.Hooks.Sms;
using TierFunctions.Hooks.Tests.Delivery;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Hooks.Tests.Letters;

public sealed class ReminderLetterTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly DateTimeOffset Found = new(2027, 1, 3, 16, 10, 0, TimeSpan.Zero);

    private readonly Post post = new();

    [Fact]
    public async Task AStoreAtRiskIsToldWhichTierAndHowMuchIsMissingToKeepIt()
    {
        var notice = await AtRiskAsync();

        var mail = await WriteAsync(notice, Contact.Email, "en");

        Assert.Equal("Medals: gold is at risk", mail.Subject);
        Assert.Contains("If Medals were judged today, One would lose gold.", mail.Text, StringComparison.Ordinal);
        // The benchmark is the last run's.
        Assert.Matches("- [Ss]ales: now [^,]*60[^,]*, asked ≥ [^(]*96[^(]* \\([^)]*36[^)]* more\\)", mail.Text);
        Assert.Contains("There is time until 2026-12-31.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("late", mail.Text, StringComparison.Ordinal);
        Assert.Equal(Found, mail.At);
        Assert.Contains("One将失去gold", (await WriteAsync(notice, Contact.Email, "zh")).Text, StringComparison.Ordinal);
        Assert.Matches("^One: gold in Medals is at risk.\n[Ss]ales: [^,]*60[^,]*, asked >= .*96", (await WriteAsync(notice, Contact.Sms, "en")).Text);
    }

    [Fact]
    public async Task AnEventHoldsTheTierHeldTheOneProjectedAndWhatIsMissing()
    {
        using var json = JsonDocument.Parse((await WriteAsync(await AtRiskAsync(), Contact.Webhook, "en")).Text);
        var data = json.RootElement.GetProperty("data");
        Assert.Equal(("gold", "none", "at-risk", "2026-Q4"), (Text("tier"), Text("projected"), Text("text"), Text("period")));
        var missing = Assert.Single(data.GetProperty("missing").EnumerateArray());
        Assert.Equal(("sales", 36m), (missing.GetProperty("requirement").GetString(), missing.GetProperty("difference").GetDecimal()));

        string? Text(string name) => data.GetProperty(name).GetString();
    }

    [Fact]
    public async Task ADeadlineIsNamedWithItsDay()
    {
        await post.AssessAsync();
        var day = new DateOnly(2027, 1, 1);
        var key = RunKey.OfReminders(post.Run.Programme, post.Run.Period.Next);
        var notice = new Notice(key, "S3", Contact.Email, Notice.TemplateOf("deadline", day, 14), "deadline", NoticeState.Pending)
        {
            Occasion = new Occasion { By = post.Run, At = Found, Deadline = day, Kind = DeadlineKind.Incubation },
        };
        Assert.Equal("deadline", notice.Text);
        var mail = await WriteAsync(notice, Contact.Email, "en");
        Assert.Equal("Medals: none ends on 2027-01-01", mail.Subject);
        Assert.Contains("The time for it ends on 2027-01-01.", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStepOfACaseSaysWhereTheCaseStandsAndUntilWhen()
    {
        await post.AssessAsync();
        var notice = new Notice(RunKey.OfReminders(post.Run.Programme, post.Run.Period.Next), "S1", Contact.Email, Notice.TemplateOf("case-step", "2026-Q3", 4), "case-step", NoticeState.Pending)
        {
            Occasion = new Occasion { By = post.Run, At = Found, Step = "review", Deadline = new DateOnly(2027, 1, 10) },
        };
        var mail = await WriteAsync(notice, Contact.Email, "en");
        Assert.Contains("Where it stands now: review.\nWhat is asked of you is due on 2027-01-10.", mail.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("目前状态：review。", (await WriteAsync(notice, Contact.Email, "zh")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASellerWithoutAStoreIsWrittenToFromTheCaseAlone()
    {
        await post.AssessAsync();
        var key = RunKey.OfReminders(post.Run.Programme, post.Run.Period.Next);
        var notice = new Notice(key, "brand-7", Contact.Email, Notice.TemplateOf("case-step", "2026-10-01", 2), "case-step", NoticeState.Pending)
        {
            Occasion = new Occasion { By = key, At = Found, Step = "review", Deadline = new DateOnly(2027, 1, 10) },
        };
        foreach (var channel in Contact.AllChannels)
        {
            var letter = await WriteAsync(notice, channel, "en", new LetterOptions { Link = "https://stores.example/{store}" });
            Assert.Contains("Medals", letter.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("stores.example", letter.Text, StringComparison.Ordinal);
            Assert.Equal(Found, letter.At);
        }
        Assert.Contains("Where it stands now: review.", (await WriteAsync(notice, Contact.Email, "en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoticesOfSeveralRunsGoAsOneLetterAndNoneIsMergedAway()
    {
        var risk = await AtRiskAsync();
        await post.Market.Outcomes.AddAsync(risk.Run, [risk], Ever);
        var letters = new System.Collections.Concurrent.ConcurrentBag<(Letter Letter, DateTimeOffset At)>();
        post.Hooks = new ConfiguredHooks([(new Answers(Contact.Email, _ => new HookAnswer.Accepted("", null), letters), new HookLimits())], post.Time);
        post.Letters = new LetterWriter(Behind(), new LetterOptions(), Post.Unpriced);
        await post.Contacts.SaveAsync([Shop("en") with { TimeZone = "America/New_York" }], Ever);
        post.Time.Set(new DateTimeOffset(2027, 1, 4, 17, 0, 0, TimeSpan.Zero));

        var promoted = await post.FindAsync("S1", Contact.Email, "promoted");
        await post.Handler().HandleAsync(new Pipeline.Messages.Message.DeliverNotice(promoted.Key.ToString(), promoted.Delivery.Version), Ever);

        var letter = Assert.Single(letters).Letter;
        Assert.Equal([risk.Run, post.Run], letter.About.Select(one => one.Run).OrderBy(run => run.Revision));
        Assert.Equal("2 notices about your stores", letter.Subject);
        Assert.Contains("Medals: gold is at risk", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Medals: you are now gold", letter.Text, StringComparison.Ordinal);
        Assert.Equal(NoticeState.Sent, (await post.Market.Outcomes.FindAsync(risk.Key, Ever))?.State);
        Assert.Equal(NoticeState.Sent, (await post.FindAsync("S1", Contact.Email, "promoted")).State);
    }

    [Fact]
    public async Task WhatSomebodyUnsubscribedFromDoesNotComeAlongWithTheRest()
    {
        var risk = await AtRiskAsync();
        await post.Market.Outcomes.AddAsync(risk.Run, [risk], Ever);
        var letters = new System.Collections.Concurrent.ConcurrentBag<(Letter Letter, DateTimeOffset At)>();
        post.Hooks = new ConfiguredHooks([(new Answers(Contact.Email, _ => new HookAnswer.Accepted("", null), letters), new HookLimits())], post.Time);
        await post.Contacts.SaveAsync([Shop("en") with { TimeZone = "America/New_York" }], Ever);
        var tokens = new UnsubscribeTokens([new byte[32]]);
        await new UnsubscribeHandler(post.Contacts, tokens, post.Time).HandleAsync(tokens.Of("S1", Contact.Email, "at-risk"), Ever);
        post.Time.Set(new DateTimeOffset(2027, 1, 4, 17, 0, 0, TimeSpan.Zero));

        foreach (var notice in new[] { await post.FindAsync("S1", Contact.Email, "promoted"), risk })
            await post.Handler().HandleAsync(new Pipeline.Messages.Message.DeliverNotice(notice.Key.ToString(), notice.Delivery.Version), Ever);

        Assert.Equal(["promoted"], Assert.Single(letters).Letter.About.Select(one => one.Text));
        var kept = await post.Market.Outcomes.FindAsync(risk.Key, Ever);
        Assert.Equal((NoticeState.Suppressed, "unsubscribed"), (kept?.State, kept?.Delivery.Reason));
    }

    [Fact]
    public async Task TheFirstNoticeWaitsForOthersWhereADeploymentSaysSo()
    {
        var waiting = new Post { Rules = new DeliveryRules { Gather = TimeSpan.FromMinutes(30) } };
        await waiting.AssessAsync();
        waiting.Hooks = new ConfiguredHooks([(new Answers(Contact.Email, _ => new HookAnswer.Accepted("", null), []), new HookLimits())], waiting.Time);
        await waiting.Contacts.SaveAsync([Shop("en") with { TimeZone = "America/New_York" }], Ever);
        waiting.Time.Set(new DateTimeOffset(2027, 1, 4, 17, 0, 0, TimeSpan.Zero));

        var promoted = await waiting.FindAsync("S1", Contact.Email, "promoted");
        var later = Assert.IsType<Pipeline.Messages.Message.DeliverNotice>(Assert.Single(await waiting.Handler().HandleAsync(new(promoted.Key.ToString(), promoted.Delivery.Version), Ever)));
        Assert.Equal((waiting.Time.GetUtcNow().AddMinutes(30), "gathering"), (later.NotBefore, (await waiting.FindAsync("S1", Contact.Email, "promoted")).Delivery.Reason));
        waiting.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Empty(await waiting.Handler().HandleAsync(later, Ever));
        Assert.Equal(NoticeState.Sent, (await waiting.FindAsync("S1", Contact.Email, "promoted")).State);
    }

    /// <summary>S1 earned gold; today it has sold less than anybody.</summary>
    private async Task<Notice> AtRiskAsync()
    {
        await post.AssessAsync();
        var line = """["S1","One","toys",60,null,10,0,null,null,null,null,null,null]""";
        return new Notice(RunKey.OfReminders(post.Run.Programme, post.Run.Period.Next), "S1", Contact.Email, "at-risk", "at-risk", NoticeState.Pending)
        {
            Occasion = new Occasion { By = post.Run, At = Found, Readings = line },
        };
    }

    private WhatIsBehind Behind() => new(post.Market.Runs, post.Market.Outcomes, post.Plans, post.Market.Options);

    private static Contact Shop(string language) => new()
    {
        Id = "S1", Name = "One", EmailAddress = "s1@example.com", Phone = "+12025550100", WebhookAddress = "https://s1.example.com/", Language = language,
    };

    private Task<Letter> WriteAsync(Notice notice, string channel, string language, LetterOptions? options = null) =>
        new LetterWriter(Behind(), options ?? new LetterOptions(), Post.Unpriced).WriteAsync("letter1", channel, Shop(language), [notice with { Channel = channel }], Ever);
}
