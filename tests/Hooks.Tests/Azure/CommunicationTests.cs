using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using TierFunctions.Hooks.Azure;
using TierFunctions.Hooks.Mail;
using TierFunctions.Hooks.Tests.Sms;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Tests;

namespace TierFunctions.Hooks.Tests.Azure;

/// <summary>Both hooks through Azure.Core's own pipeline, against what the service documents that it answers.</summary>
public sealed class CommunicationTests
{
    private const string EmailTaken = """{"id":"8540c0de-899f-5cce-acb5-3ec493af3800","status":"Running"}""";
    private const string SmsTaken = """{"value":[{"to":"+12025550100","messageId":"Outgoing_1","httpStatusCode":202,"repeatabilityResult":"accepted","successful":true}]}""";
    private const string Error = """{"error":{"code":"x","message":"nothing for shop@example.com or +12025550100"}}""";

    public static TheoryData<string, int, string, string?, HookAnswer> Documented { get; } = new()
    {
        { Contact.Email, 202, EmailTaken, null, new HookAnswer.Accepted("communication-email", "8540c0de-899f-5cce-acb5-3ec493af3800") },
        { Contact.Email, 202, "not json", null, new HookAnswer.Accepted("", null) },
        { Contact.Email, 202, "[]", null, new HookAnswer.Accepted("", null) },
        { Contact.Sms, 202, """{"value":{}}""", null, new HookAnswer.Accepted("", null) },
        { Contact.Sms, 202, """{"value":[]}""", null, new HookAnswer.Accepted("", null) },
        { Contact.Email, 400, Error, null, new HookAnswer.Refused("http-400") },
        { Contact.Email, 401, Error, null, new HookAnswer.KeyRefused("http-401") },
        { Contact.Email, 429, Error, "90", new HookAnswer.Failed("http-429", After: TimeSpan.FromSeconds(90)) },
        { Contact.Email, 500, Error, null, new HookAnswer.Failed("http-500") },
        { Contact.Email, 503, "", "Sat, 02 Jan 2027 12:01:00 GMT", new HookAnswer.Failed("http-503", After: TimeSpan.FromMinutes(1)) },
        { Contact.Sms, 202, SmsTaken, null, new HookAnswer.Accepted("communication-sms", "Outgoing_1") },
        { Contact.Sms, 202, """{"value":[{"to":"+12025550100","httpStatusCode":400,"errorMessage":"Invalid To phone number format +12025550100","successful":false}]}""", null, new HookAnswer.Refused("http-400") },
        { Contact.Sms, 202, """{"value":[{"to":"+12025550100","httpStatusCode":403,"successful":false}]}""", null, new HookAnswer.Refused("http-403") },
        { Contact.Sms, 202, """{"value":[{"to":"+12025550100","httpStatusCode":429,"successful":false}]}""", null, new HookAnswer.Failed("http-429") },
        { Contact.Sms, 202, """{"value":[{"to":"+12025550100","httpStatusCode":500,"successful":false}]}""", null, new HookAnswer.Failed("http-500") },
        { Contact.Sms, 401, Error, null, new HookAnswer.KeyRefused("http-401") },
        { Contact.Sms, 429, "", "5", new HookAnswer.Failed("http-429", After: TimeSpan.FromSeconds(5)) },
        { Contact.Sms, 502, "<html>", null, new HookAnswer.Failed("http-502") },
    };

    [Theory, MemberData(nameof(Documented))]
    public async Task UnderstandsWhatTheServiceAnswers(string channel, int status, string body, string? retryAfter, HookAnswer expected)
    {
        using var stub = new Stub(_ =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (status == 202) response.Headers.TryAddWithoutValidation("Operation-Location", "https://shop.communication.azure.com/emails/operations/8540c0de?api-version=2023-03-31");
            if (retryAfter is not null) response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            return response;
        });
        Assert.Equal(expected, await HookOn(channel, stub).SendAsync(Letter(channel), CancellationToken.None));
        // Deliveries have a schedule of their own: the pipeline must not have one below it.
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task AMailIsPostedUnderTheSameOperationOnEveryTry()
    {
        using var stub = new Stub(_ => new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent(EmailTaken) });
        var hook = HookOn(Contact.Email, stub);
        for (var tries = 0; tries < 2; tries++) await hook.SendAsync(Letter(Contact.Email), CancellationToken.None);

        Assert.All(stub.Requests, request => Assert.Equal("https://shop.communication.azure.com/emails:send?api-version=2023-03-31", request.RequestUri?.AbsoluteUri));
        Assert.All(stub.Requests, request => Assert.Equal("Bearer a-token", request.Headers.Authorization?.ToString()));
        var operation = Assert.Single(stub.Requests.Select(request => request.Headers.GetValues("Operation-Id").Single()).Distinct());
        Assert.True(Guid.TryParseExact(operation, "D", out _));
        using var json = JsonDocument.Parse(stub.Bodies[0]);
        Assert.Equal(
            ("notices@example.com", "Hello", "Text", "<p>Text</p>", "shop@example.com", true),
            (Text("senderAddress"), Text("content", "subject"), Text("content", "plainText"), Text("content", "html"), json.RootElement.GetProperty("recipients").GetProperty("to")[0].GetProperty("address").GetString(),
            json.RootElement.GetProperty("userEngagementTrackingDisabled").GetBoolean()));
        Assert.Equal(("<https://stores.example/stop>", "List-Unsubscribe=One-Click"), (Text("headers", "List-Unsubscribe"), Text("headers", "List-Unsubscribe-Post")));

        string? Text(params ReadOnlySpan<string> path)
        {
            var element = json.RootElement;
            foreach (var name in path) element = element.GetProperty(name);
            return element.GetString();
        }
    }

    [Fact]
    public async Task ATextIsPostedAsARepetitionOnEveryTry()
    {
        using var stub = new Stub(_ => new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent(SmsTaken) });
        var hook = HookOn(Contact.Sms, stub);
        for (var tries = 0; tries < 2; tries++) await hook.SendAsync(Letter(Contact.Sms), CancellationToken.None);

        Assert.All(stub.Requests, request => Assert.Equal("https://shop.communication.azure.com/sms?api-version=2021-03-07", request.RequestUri?.AbsoluteUri));
        Assert.Equal(stub.Bodies[0], stub.Bodies[1]);
        using var json = JsonDocument.Parse(stub.Bodies[0]);
        var recipient = json.RootElement.GetProperty("smsRecipients")[0];
        Assert.Equal(("+12025550100", "Fri, 01 Jan 2027 12:00:00 GMT"), (recipient.GetProperty("to").GetString(), recipient.GetProperty("repeatabilityFirstSent").GetString()));
        Assert.True(Guid.TryParseExact(recipient.GetProperty("repeatabilityRequestId").GetString(), "D", out _));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, "no-connection", false)]
    [InlineData(HttpRequestError.NameResolutionError, "no-such-host", false)]
    [InlineData(HttpRequestError.ResponseEnded, "no-answer", true)]
    public async Task WithoutAnAnswerItIsSaidWhetherTheLetterMayHaveArrived(HttpRequestError error, string reason, bool mayHaveArrived)
    {
        foreach (var channel in new[] { Contact.Email, Contact.Sms })
        {
            using var stub = new Stub(_ => throw new HttpRequestException(error));
            Assert.Equal(new HookAnswer.Failed(reason, mayHaveArrived), await HookOn(channel, stub).SendAsync(Letter(channel), CancellationToken.None));
        }
    }

    [Fact]
    public async Task AnIdentityThatIsRefusedATokenIsAFaultOfTheConfigurationAndNotAnException()
    {
        using var stub = new Stub(_ => throw new InvalidOperationException("nothing is to be sent"));
        var nobody = DelegatedTokenCredential.Create((_, _) => throw new global::Azure.RequestFailedException(400, "no identity for canary@example.com"));
        var answer = await HookOn(Contact.Email, stub, nobody).SendAsync(Letter(Contact.Email), CancellationToken.None);
        Assert.Equal(new HookAnswer.KeyRefused("no-identity"), answer);
    }

    private static IHook HookOn(string channel, Stub stub, TokenCredential? credential = null)
    {
        var time = new ManualTimeProvider();
        var service = new CommunicationServices(
            new Uri("https://shop.communication.azure.com"), credential ?? DelegatedTokenCredential.Create((_, _) => new AccessToken("a-token", DateTimeOffset.MaxValue)), time,
            new HttpClientTransport(new HttpClient(stub, disposeHandler: false)));
        return channel == Contact.Email ? new CommunicationEmailHook(service, new Sender("notices@example.com")) : new CommunicationSmsHook(service, "+12025550199", time);
    }

    private static Letter Letter(string channel) => new()
    {
        Id = "letter1",
        Channel = channel,
        To = new Contact { Id = "S1", Name = "Shop", EmailAddress = "shop@example.com", Phone = "+12025550100" },
        About = [],
        At = new DateTimeOffset(2027, 1, 1, 12, 0, 0, TimeSpan.Zero),
        Subject = "Hello",
        Text = "Text",
        Html = "<p>Text</p>",
        Unsubscribe = new Uri("https://stores.example/stop"),
    };
}
