using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.Hooks.Http;
using TierFunctions.Hooks.Tests.Sms;
using TierFunctions.Hooks.Webhooks;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Tests.Counterparts;

/// <summary>What is posted to integrators, verified by the library that many of them use.</summary>
[Collection(Counterpart.Name)]
public sealed class WebhookReceiverTests
{
    private static readonly string New = Secret(1), Old = Secret(2), Other = Secret(3);

    [CounterpartFact]
    public async Task AReceiverVerifiesAnEventUnderTheNewAndTheOldKeyAndNoOther()
    {
        using var stub = new Stub(_ => new HttpResponseMessage(HttpStatusCode.NoContent));
        using var client = Clients.Over(stub);
        var hook = new WebhookHook(client, _ => [WebhookSecret.Parse(New), WebhookSecret.Parse(Old)], TimeProvider.System);
        var letter = new Letter
        {
            Id = "letter1", Channel = Contact.Webhook, About = [], At = default, Text = """{"specversion":"1.0","name":"金牌 🥇"}""",
            To = new Contact { Id = "S1", WebhookAddress = "https://shop.example.com/hook" },
        };
        Assert.IsType<HookAnswer.Accepted>(await hook.SendAsync(letter, CancellationToken.None));

        var body = stub.Bodies.Single();
        var headers = stub.Requests.Single().Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value), StringComparer.Ordinal);
        Assert.Equal("verified", (await ReceiveAsync(New, headers, body)).Verdict);
        Assert.Equal("verified", (await ReceiveAsync(Old, headers, body)).Verdict);
        Assert.Equal("No matching signature found", (await ReceiveAsync(Other, headers, body)).Verdict);
        Assert.Equal("No matching signature found", (await ReceiveAsync(New, headers, body.Replace("1.0", "1.1", StringComparison.Ordinal))).Verdict);
    }

    /// <summary>The standard's published example, and texts that are easily taken apart wrongly.</summary>
    [CounterpartFact]
    public async Task AReceiverExpectsTheVerySignatureThatIsMade()
    {
        (string Secret, string Body)[] cases =
        [
            ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", """{"test": 2432232314}"""),
            (New, "{\"name\":\"金牌 🥇\\u0000\",\r\n\"dots\":\"a.b.c\"}"),
            (Old, ""),
        ];
        const long At = 1614265330;
        foreach (var (secret, body) in cases)
        {
            var made = WebhookSecret.Parse(secret).Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", At, System.Text.Encoding.UTF8.GetBytes(body));
            var headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["webhook-id"] = "msg_p5jXN8AQM9LWM0D4loKWxJek", ["webhook-timestamp"] = "1614265330", ["webhook-signature"] = made,
            };
            var (expected, verdict) = await ReceiveAsync(secret, headers, body);
            Assert.Equal(expected, made);
            // Right, and years late: what a thief of an event sends again.
            Assert.Equal("Message timestamp too old", verdict);
        }
    }

    private static async Task<(string Signature, string Verdict)> ReceiveAsync(string secret, Dictionary<string, string> headers, string body)
    {
        var said = await NodePackages.RunAsync("node", Counterpart.Script("webhook.mjs"), JsonSerializer.Serialize(new { secret, headers, body }));
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (lines[0], lines[1]);
    }

    private static string Secret(byte seed) => "whsec_" + Convert.ToBase64String(SHA256.HashData([seed]));
}
