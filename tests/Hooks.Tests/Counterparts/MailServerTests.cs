using System.Text.Json;
using TierFunctions.Hooks.Mail;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Tests.Counterparts;

/// <summary>Mails as a server of other people's making takes them and a reader of theirs understands them.</summary>
[Collection(Counterpart.Name)]
public sealed class MailServerTests
{
    private const string Subject = "金牌 – your tier, {store} & <b>, which is a subject long enough to be folded more than once";
    private const string Text = "Line one 金牌\r\n. a line that begins with a point\r\n.\r\nthe last line\r\n";

    [CounterpartFact]
    public async Task AMailArrivesSecuredWithBothFormsAndItsHeaders()
    {
        using var server = await MailServer.StartAsync(Manner.Open);
        Assert.Equal(new HookAnswer.Accepted("smtp", "<letter1@example.org>"), await SendAsync(server.Address(), "shop@example.com"));

        var mail = await server.MailAsync();
        Assert.True(mail.GetProperty("secure").GetBoolean());
        Assert.Equal(["shop@example.com"], mail.GetProperty("recipients").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(Subject, TextOf(mail, "subject"));
        Assert.Equal("李 \"Shop\", Ltd.", TextOf(mail.GetProperty("to")[0], "name"));
        Assert.Equal("shop@example.com", TextOf(mail.GetProperty("to")[0], "address"));
        Assert.Equal("Tiers, Inc.", TextOf(mail.GetProperty("from"), "name"));
        Assert.Equal(Text.ReplaceLineEndings("\n").TrimEnd(), TextOf(mail, "text").ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("<p lang=\"zh\">金牌</p>", TextOf(mail, "html").Trim());
        Assert.Equal(0, mail.GetProperty("attachments").GetInt32());

        var headers = mail.GetProperty("headers");
        Assert.Equal("<letter1@example.org>", TextOf(headers, "message-id"));
        Assert.Equal(Unsubscribe, TextOf(headers, "list-unsubscribe"));
        Assert.Equal("List-Unsubscribe=One-Click", TextOf(headers, "list-unsubscribe-post"));
        Assert.Equal("auto-generated", TextOf(headers, "auto-submitted"));
        Assert.Equal("zh", TextOf(headers, "content-language"));
        Assert.StartsWith("multipart/alternative", TextOf(headers, "content-type"), StringComparison.Ordinal);
    }

    [CounterpartFact]
    public async Task AMailboxThatDoesNotExistIsRefusedAndABusyOneIsTriedAgain()
    {
        using var server = await MailServer.StartAsync(Manner.Open);
        Assert.Equal(new HookAnswer.Refused("smtp-550"), await SendAsync(server.Address(), "unknown@example.com"));
        Assert.Equal(new HookAnswer.Failed("smtp-451"), await SendAsync(server.Address(), "later@example.com"));
        Assert.Empty(await server.EndAsync());
    }

    [CounterpartFact]
    public async Task WhoSignsInMaySendAndAWrongPasswordIsNoFaultOfTheMail()
    {
        using var server = await MailServer.StartAsync(Manner.Guarded);
        Assert.IsType<HookAnswer.KeyRefused>(await SendAsync(server.Address("clerk", "wrong"), "shop@example.com"));
        Assert.IsType<HookAnswer.KeyRefused>(await SendAsync(server.Address(), "shop@example.com"));
        Assert.IsType<HookAnswer.Accepted>(await SendAsync(server.Address("clerk", "right"), "shop@example.com"));
        Assert.Equal("clerk", TextOf(await server.MailAsync(), "user"));
        Assert.Empty(await server.EndAsync());
    }

    [CounterpartFact]
    public async Task NothingGoesToAServerThatCannotSecureTheConnection()
    {
        using var server = await MailServer.StartAsync(Manner.Plain);
        Assert.Equal(new HookAnswer.Failed("no-secure-connection"), await SendAsync(server.Address(), "shop@example.com"));
        Assert.Empty(await server.EndAsync());
    }

    [CounterpartFact]
    public async Task WithoutSecurityAskedForAMailGoesAsItIs()
    {
        using var server = await MailServer.StartAsync(Manner.Plain);
        Assert.IsType<HookAnswer.Accepted>(await SendAsync(server.Address() with { StartTls = false }, "shop@example.com"));
        Assert.False((await server.MailAsync()).GetProperty("secure").GetBoolean());
    }

    [CounterpartFact]
    public async Task NothingGoesToAServerWhoseCertificateNobodyVouchesFor()
    {
        using var server = await MailServer.StartAsync(Manner.Open, trusted: false);
        Assert.Equal(new HookAnswer.Failed("no-secure-connection"), await SendAsync(server.Address(), "shop@example.com"));
        Assert.Empty(await server.EndAsync());
    }

    [CounterpartFact]
    public async Task AServerThatIsGoneIsTriedAgain()
    {
        using var server = await MailServer.StartAsync(Manner.Open);
        await server.EndAsync();
        Assert.Equal(new HookAnswer.Failed("no-connection"), await SendAsync(server.Address(), "shop@example.com"));
    }

    [CounterpartFact]
    public async Task AServerThatTakesAMailAndBreaksOffMayHaveIt()
    {
        using var server = await MailServer.StartAsync(Manner.Open);
        Assert.Equal(new HookAnswer.Failed("no-answer", MayHaveArrived: true), await SendAsync(server.Address(), "silent@example.com"));
        Assert.Equal("<letter1@example.org>", TextOf((await server.MailAsync()).GetProperty("headers"), "message-id"));
    }

    /// <summary>Longer than a line of a mail should be, as signed tokens make it.</summary>
    private static string Unsubscribe { get; } = $"<https://stores.example/stop/{new string('a', 200)}>";

    private static Task<HookAnswer> SendAsync(SmtpServer server, string address) => new SmtpHook(server, new Sender("notices@example.org", "Tiers, Inc.")).SendAsync(
        new Letter
        {
            Id = "letter1", Channel = Contact.Email, About = [], At = default, Language = "zh", Subject = Subject,
            Text = Text, Html = "<p lang=\"zh\">金牌</p>", Unsubscribe = new Uri(Unsubscribe.Trim('<', '>')),
            To = new Contact { Id = "S1", Name = "李 \"Shop\", Ltd.", EmailAddress = address },
        },
        CancellationToken.None);

    private static string TextOf(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
