using System.Net;
using System.Text;
using TierFunctions.Hooks.Http;
using TierFunctions.Hooks.Sms;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Tests.Sms;

public sealed class GatewayTests
{
    /// <summary>Answers as a gateway documents them, and what becomes of the letter.</summary>
    public static TheoryData<int, string, string?, HookAnswer> Answers { get; } = new()
    {
        { 201, """{"sid":"SM1","status":"queued","error_code":null}""", null, new HookAnswer.Accepted("", "SM1") },
        { 400, """{"code":21610,"message":"Attempt to send to unsubscribed recipient","status":400}""", null, new HookAnswer.Gone("unsubscribed") },
        { 400, """{"code":21211,"message":"Invalid 'To' Phone Number: +12025550100","status":400}""", null, new HookAnswer.Refused("http-400") },
        { 401, """{"code":20003,"message":"Authenticate","status":401}""", null, new HookAnswer.KeyRefused("http-401") },
        { 403, """{"code":20005,"message":"Account is not active","status":403}""", null, new HookAnswer.KeyRefused("http-403") },
        { 403, """{"code":21408,"message":"Permission to send an SMS has not been enabled for the region","status":403}""", null, new HookAnswer.Refused("forbidden-number") },
        { 429, """{"code":20429,"message":"Too Many Requests","status":429}""", "7", new HookAnswer.Failed("http-429", After: TimeSpan.FromSeconds(7)) },
        { 429, "", null, new HookAnswer.Failed("http-429") },
        { 500, "<html>", null, new HookAnswer.Failed("http-500") },
        { 503, "", "Sat, 02 Jan 2027 12:01:00 GMT", new HookAnswer.Failed("http-503", After: TimeSpan.FromMinutes(1)) },
        { 302, "", null, new HookAnswer.Failed("http-302") },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task UnderstandsTheGatewaysAnswer(int status, string body, string? retryAfter, HookAnswer expected)
    {
        using var stub = new Stub(_ =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (retryAfter is not null) response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            return response;
        });
        Assert.Equal(expected, await SendAsync(stub, "hello"));
    }

    [Fact]
    public async Task ValuesAreEscapedForTheFormAndAreNeverTakenForPlaces()
    {
        using var stub = new Stub(_ => new HttpResponseMessage(HttpStatusCode.Created));
        await SendAsync(stub, "a&To=+1 {from} 金牌 €");
        Assert.Equal("To=%2B12025550100&From=%2B12025550199&Body=a%26To%3D%2B1%20%7Bfrom%7D%20%E9%87%91%E7%89%8C%20%E2%82%AC", stub.Bodies.Single());
        Assert.Equal(["letter1"], stub.Requests.Single().Headers.GetValues("I-Twilio-Idempotency-Token"));
    }

    [Fact]
    public async Task ValuesAreEscapedForJson()
    {
        using var stub = new Stub(_ => new HttpResponseMessage(HttpStatusCode.Created));
        await SendAsync(stub, "a\"b\n}", Gateway with { ContentType = "application/json", Body = """{"phone":"{to}","message":{"text":"{text}"}}""" });
        using var json = System.Text.Json.JsonDocument.Parse(stub.Bodies.Single());
        Assert.Equal("a\"b\n}", json.RootElement.GetProperty("message").GetProperty("text").GetString());
        Assert.Equal("+12025550100", json.RootElement.GetProperty("phone").GetString());
    }

    [Fact]
    public async Task ALostAnswerMayHaveArrivedAndARefusedConnectionHasNot()
    {
        using var lost = new Stub(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        Assert.Equal(new HookAnswer.Failed("no-answer", MayHaveArrived: true), await SendAsync(lost, "x"));
        using var refused = new Stub(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        Assert.Equal(new HookAnswer.Failed("no-connection"), await SendAsync(refused, "x"));
        using var late = new Stub(_ => throw new TaskCanceledException("late", new TimeoutException()));
        Assert.Equal(new HookAnswer.Failed("timeout", MayHaveArrived: true), await SendAsync(late, "x"));
    }

    private static SmsGateway Gateway { get; } = new(new Uri("https://gateway.example/messages"), "+12025550199", "Basic c2VjcmV0");

    private static async Task<HookAnswer> SendAsync(Stub stub, string text, SmsGateway? gateway = null)
    {
        using var client = Clients.Over(stub);
        return await new GatewayHook(client, gateway ?? Gateway, new Pipeline.Tests.ManualTimeProvider()).SendAsync(
            new Letter { Id = "letter1", Channel = Contact.Sms, To = new Contact { Id = "S1", Phone = "+12025550100" }, About = [], At = default, Text = text }, CancellationToken.None);
    }
}

/// <summary>The other end of a client: keeps what came and answers as a test says.</summary>
internal sealed class Stub(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<HttpRequestMessage> Requests { get; } = [];

    public List<string> Bodies { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        return answer(request);
    }
}
