using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using TierFunctions.Hooks.Http;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Azure;

/// <summary>Text messages through Azure Communication Services SMS. The same letter again is a repetition there, and is sent once.</summary>
/// <param name="from">The number or name that messages come from.</param>
public sealed class CommunicationSmsHook(CommunicationServices service, string from, TimeProvider time) : IHook
{
    public string Name => "communication-sms";

    public string Channel => Contact.Sms;

    public Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["from"] = from,
            ["smsRecipients"] = new JsonArray(new JsonObject
            {
                ["to"] = letter.Address,
                ["repeatabilityRequestId"] = CommunicationServices.OperationOf(letter),
                ["repeatabilityFirstSent"] = letter.At.ToString("R", CultureInfo.InvariantCulture),
            }),
            ["message"] = letter.Text,
            ["smsSendOptions"] = new JsonObject { ["enableDeliveryReport"] = false },
        };
        return service.PostAsync("/sms?api-version=2021-03-07", body, [], Read, cancellationToken);
    }

    // The request was taken; each recipient has an answer of its own.
    private HookAnswer Read(JsonNode? answer)
    {
        var recipient = answer?["value"]?[0];
        if (recipient?["successful"]?.GetValue<bool>() is not false) return new HookAnswer.Accepted(Name, recipient?["messageId"]?.GetValue<string>());
        return HttpAnswers.Of((HttpStatusCode)(recipient["httpStatusCode"]?.GetValue<int>() ?? 500), null, time.GetUtcNow(), null) switch
        {
            HookAnswer.Accepted => new HookAnswer.Failed("sms-unsuccessful"),
            // Our key was good for the request; it is this number that is not allowed.
            HookAnswer.KeyRefused refused => new HookAnswer.Refused(refused.Reason),
            var of => of,
        };
    }
}
