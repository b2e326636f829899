using System.Net.Mail;
using System.Text.Json;
using System.Xml.Linq;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Hooks.Letters;
using TierFunctions.Hooks.Mail;
using TierFunctions.Hooks.Sms;
using TierFunctions.Hooks.Tests.Delivery;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Hooks.Tests.Letters;

public sealed class LetterTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    public static TheoryData<string> Names { get; } =
    [
        "Plain Shop",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "\"><a href=\"https://evil.example\">win</a>",
        "& &amp; &#60;b&#62;",
        "{tier} {link} {unknown} }{",
        "https://evil.example/login",
        new string('名', 190),
        string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 18)),
        "متجر الذهب",
        "חנות 123 abc",
        "=HYPERLINK(\"https://evil.example\")",
        "- item",
        "O'Brien \\ %0d%0aBcc: x@y.example",
        ". leading dot",
    ];

    [Theory, MemberData(nameof(Names))]
    public async Task WhateverAStoreIsCalledItIsTextAndNothingElse(string name)
    {
        var post = new Post();
        await post.AssessAsync();
        var to = new Contact { Id = "S1", Name = name, EmailAddress = "s1@example.com", Phone = "+12025550100", WebhookAddress = "https://s1.example.com/" };
        foreach (var language in new[] { "en", "zh" })
        {
            var mail = await WriteAsync(post, to with { Language = language }, Contact.Email);
            var page = PageOf(mail);
            Assert.Equal(language, page.Root!.Attribute("lang")!.Value); // parsed
            // The same facts in both forms.
            foreach (var line in page.Descendants().Where(element => element.Name.LocalName is "p" or "li").Select(element => element.Value)) Assert.Contains(line.Replace("Stop these mails", "", StringComparison.Ordinal).Replace("不再接收此类邮件", "", StringComparison.Ordinal), mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(mail.Subject, char.IsControl);

            using var message = Mails.MessageOf(mail, new Sender("notices@example.com"));
            Assert.Equal(["s1@example.com"], message.To.Select(address => address.Address));
            Assert.Equal(2, message.AlternateViews.Count);

            var sms = await WriteAsync(post, to with { Language = language }, Contact.Sms);
            Assert.True(SmsText.SizeOf(sms.Text).Segments is 1 or 2);
            Assert.EndsWith("https://stores.example/S1", sms.Text, StringComparison.Ordinal);
        }
        var first = await WriteAsync(post, to, Contact.Webhook);
        using var json = JsonDocument.Parse(first.Text);
        Assert.Equal(("1.0", "S1", "none", "gold"), (Text(json, "specversion"), Text(json, "subject"), json.RootElement.GetProperty("data").GetProperty("before").GetString(), json.RootElement.GetProperty("data").GetProperty("tier").GetString()));
        Assert.DoesNotContain(name, first.Text, StringComparison.Ordinal);
        Assert.Equal(first.Text, (await WriteAsync(post, to, Contact.Webhook)).Text);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task NoTextOfAnyKindLetsANameOutOfItsPlace(string name)
    {
        var post = new Post();
        await post.AssessAsync();
        var to = new Contact { Id = "S1", Name = name, EmailAddress = "s1@example.com", Phone = "+12025550100", WebhookAddress = "https://s1.example.com/" };
        foreach (var text in (await post.Plans.OfAsync(post.Run, Ever)).Policy.Texts.Keys)
        {
            foreach (var language in new[] { "en", "zh" })
            {
                var mail = await WriteAsync(post, to with { Language = language }, Contact.Email, text);
                Assert.NotEmpty(PageOf(mail).Descendants("p"));
                Assert.DoesNotContain(mail.Subject, char.IsControl);
                using var message = Mails.MessageOf(mail, new Sender("notices@example.com"));
                Assert.Equal(["s1@example.com"], message.To.Select(address => address.Address));
                Assert.True(SmsText.SizeOf((await WriteAsync(post, to with { Language = language }, Contact.Sms, text)).Text).Segments is 1 or 2);
            }
        }
    }

    [Theory]
    [InlineData("Shop\r\nBcc: victim@example.com")]
    [InlineData("Shop\nX")]
    [InlineData("Shop\0")]
    [InlineData("Shop\u2028X")]
    public async Task ANameOfSeveralLinesReachesNoHeader(string name)
    {
        var post = new Post();
        await post.AssessAsync();
        var mail = await WriteAsync(post, new Contact { Id = "S1", Name = name, EmailAddress = "s1@example.com" }, Contact.Email);
        Assert.Equal("control-character", Assert.Throws<UnwritableLetterException>(() => Mails.MessageOf(mail, new Sender("notices@example.com"))).Message);
    }

    [Fact]
    public async Task ALetterDoesNotPrintWhatItHolds()
    {
        var post = new Post();
        await post.AssessAsync();
        var mail = await WriteAsync(post, new Contact { Id = "S1", Name = "Canary Shop", EmailAddress = "canary@example.com" }, Contact.Email);
        Assert.Equal($"email letter {mail.Id}", mail.ToString());
    }

    [Fact]
    public void OnlyWhoHasTheTokenUnsubscribesAndAnOldKeyStillCounts()
    {
        byte[] old = [.. Enumerable.Repeat((byte)1, 32)], key = [.. Enumerable.Repeat((byte)2, 32)];
        var token = new UnsubscribeTokens([old]).Of("S1", Contact.Email, "promoted");
        Assert.True(new UnsubscribeTokens([key, old]).TryRead(token, out var named));
        Assert.Equal(("S1", Contact.Email, "promoted"), named);
        Assert.False(new UnsubscribeTokens([key]).TryRead(token, out _));
        Assert.False(new UnsubscribeTokens([]).TryRead(token, out _));
        string?[] forged = [token.Replace("S1", "S2", StringComparison.Ordinal), token.Replace("promoted", Contact.Everything, StringComparison.Ordinal), "S1~email~promoted", "", null, "~~~", token + "~", token[..^1] + "é"];
        foreach (var text in forged)
        {
            Assert.False(new UnsubscribeTokens([old]).TryRead(text, out named));
            Assert.Equal(("", "", ""), named);
        }
    }

    /// <summary>The mail's page: well-formed, of the few elements that we write, with no link but our own.</summary>
    private static XDocument PageOf(Letter mail)
    {
        var page = XDocument.Parse(mail.Html!.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("charset=\"utf-8\">", "charset=\"utf-8\"/>", StringComparison.Ordinal)
            .Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal).Replace("light dark\">", "light dark\"/>", StringComparison.Ordinal)); // a mail has one
        string[] elements = ["html", "head", "meta", "title", "body", "div", "h2", "p", "ul", "li", "a"];
        Assert.Subset(elements.ToHashSet(), page.Descendants().Select(element => element.Name.LocalName).ToHashSet());
        Assert.All(page.Descendants("a"), link => Assert.StartsWith("https://stores.example/", link.Attribute("href")!.Value, StringComparison.Ordinal)); // links have one
        return page;
    }

    private static async Task<Letter> WriteAsync(Post post, Contact to, string channel, string text = "promoted")
    {
        var options = new LetterOptions
        {
            Link = "https://stores.example/{store}",
            Unsubscribe = "https://stores.example/stop/{token}",
            Tokens = new UnsubscribeTokens([new byte[32]]),
        };
        var writer = new LetterWriter(new WhatIsBehind(post.Market.Runs, post.Market.Outcomes, post.Plans, post.Market.Options), options, Post.Unpriced);
        return await writer.WriteAsync("letter1", channel, to, [NoticeOf(post, channel, text)], Ever);
    }

    private static Notice NoticeOf(Post post, string channel, string text)
    {
        var occasion = new Occasion { By = post.Run, At = post.Time.GetUtcNow(), Deadline = new DateOnly(2027, 1, 1) };
        return text switch
        {
            "at-risk" => Reminder(occasion with { Readings = """["S1","One","toys",60,null,10,0,null,null,null,null,null,null]""" }),
            "case-step" or "manager-case-step" => Reminder(occasion with { Step = "review" }),
            _ when text.StartsWith("deadline", StringComparison.Ordinal) => Reminder(occasion with { Kind = DeadlineKind.Incubation }),
            _ => new Notice(post.Run, "S1", channel, text, text, NoticeState.Pending),
        };

        Notice Reminder(Occasion about) => new(RunKey.OfReminders(post.Run.Programme, post.Run.Period.Next), "S1", channel, text, text, NoticeState.Pending) { Occasion = about };
    }

    private static string? Text(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString();
}
