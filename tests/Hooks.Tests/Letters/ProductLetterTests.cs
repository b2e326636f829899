using System.Collections.Concurrent;
using System.Text.Json;
using TierFunctions.Hooks.Letters;
using TierFunctions.Hooks.Tests.Delivery;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Tests.Products;

namespace TierFunctions.Hooks.Tests.Letters;

/// <summary>What the owners of products are told, and in how many letters.</summary>
public sealed class ProductLetterTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly string[] Rows = ["A,1,100,30,Kettle,", "A,2,100,40,,", "A,3,100,5,Rug,", "A,4,100,15,Pan,", "B,1,100,30,Lamp,"];

    private readonly ConcurrentBag<(Letter Letter, DateTimeOffset At)> arrived = [];

    [Fact]
    public async Task SeveralWarnedProductsOfAStoreGoToItsOwnerInOneLetter()
    {
        var post = await PostAsync(Warnings.Policy);
        await post.Contacts.SaveAsync([Owner("A"), Owner("B")], Ever);
        await post.DeliverAsync(atOnce: 1);

        var letters = arrived.Select(sent => sent.Letter).OrderBy(letter => letter.To.Id, StringComparer.Ordinal).ToList();
        Assert.Equal(["A@example.com A!1 A!2", "B@example.com B!1"], letters.Select(letter => $"{letter.Address} {string.Join(' ', letter.About.Select(notice => notice.Store))}"));
        // By its name where the rows give it one, by its id where they do not.
        foreach (var said in new[] { "Kettle of Shop A is serious", "refund_rate: 30", "2 of Shop A is serious", "refund_rate: 40" }) Assert.Contains(said, letters[0].Text, StringComparison.Ordinal);
        Assert.Equal("Lamp is serious", letters[1].Subject);
        // Each keeps its own record.
        foreach (var product in new[] { "A!1", "A!2", "B!1" }) Assert.Equal(NoticeState.Sent, (await post.FindAsync(product, "email", "warning")).State);
    }

    [Fact]
    public async Task AnAccountManagerIsToldOfTheProductsOfTheirStores()
    {
        var post = await PostAsync(Warnings.Policy.Replace("text: warning, tiers", "text: warning, to: manager, tiers", StringComparison.Ordinal));
        await post.Contacts.SaveAsync(
            [Owner("A") with { Manager = "M" }, Owner("B") with { Manager = "M" }, new Contact { Id = "M", Role = ContactRole.Manager, EmailAddress = "m@example.com", TimeZone = "America/New_York" }], Ever);
        await post.DeliverAsync(atOnce: 1);
        var letter = Assert.Single(arrived).Letter;
        Assert.Equal(("m@example.com", "A!1 A!2 B!1"), (letter.Address, string.Join(' ', letter.About.Select(notice => notice.Store))));
        Assert.Contains("Kettle of A is serious", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEventNamesStoreAndProduct()
    {
        var post = await PostAsync(Warnings.Policy);
        var notice = new Notice(post.Run, "A!1", Contact.Webhook, "warning", "placed", NoticeState.Pending);
        using var json = JsonDocument.Parse((await Writer(post).WriteAsync("letter1", Contact.Webhook, Owner("A"), [notice], Ever)).Text);
        var data = json.RootElement.GetProperty("data");
        Assert.Equal(("A", "1", "serious", "serious"), (data.GetProperty("store").GetString(), data.GetProperty("product").GetString(), data.GetProperty("tier").GetString(), data.GetProperty("missing")[0].GetProperty("requirement").GetString()));
    }

    [Fact]
    public async Task AProductAtRiskIsCalledByItsNameOfToday()
    {
        var post = await PostAsync(Warnings.Policy);
        var occasion = new Occasion { By = post.Run, At = post.Time.GetUtcNow(), Readings = """["B!1","Lantern",null,100,30]""" };
        var notice = new Notice(RunKey.OfReminders("warnings", post.Run.Period.Next), "B!1", Contact.Email, "at-risk", "at-risk", NoticeState.Pending) { Occasion = occasion };
        Assert.Contains("It is about the product Lantern.", (await Writer(post).WriteAsync("letter1", Contact.Email, Owner("B"), [notice], Ever)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheStandardTextsNameTheProduct()
    {
        var post = await PostAsync(Warnings.Policy);
        var mail = await Writer(post).WriteAsync("letter1", Contact.Email, Owner("A"), [new Notice(post.Run, "A!1", Contact.Email, "corrected", "corrected", NoticeState.Pending)], Ever);
        Assert.Contains("It is about the product Kettle.", mail.Text, StringComparison.Ordinal);
    }

    private async Task<Post> PostAsync(string policy)
    {
        var market = Warnings.NewMarket();
        market.Policies.Put(policy);
        var post = new Post(market);
        post.Hooks = new ConfiguredHooks([(new Answers(Contact.Email, _ => new HookAnswer.Accepted("", null), arrived), new HookLimits())], post.Time);
        post.Letters = Writer(post);
        await post.AssessAsync(assessed => assessed.MonthAsync("2026-11", Rows));
        // Noon in New York.
        post.Time.Set(new DateTimeOffset(2027, 1, 4, 17, 0, 0, TimeSpan.Zero));
        return post;
    }

    private static LetterWriter Writer(Post post) => new(new WhatIsBehind(post.Market.Runs, post.Market.Outcomes, post.Plans, post.Market.Options), new LetterOptions(), Post.Unpriced);

    private static Contact Owner(string store) => new() { Id = store, Name = $"Shop {store}", EmailAddress = $"{store}@example.com", TimeZone = "America/New_York" };
}
