using System.Text.Json.Nodes;
using TierFunctions.Hooks.Mail;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Azure;

/// <summary>Mails through Azure Communication Services Email. The same letter again is the same operation there.</summary>
public sealed class CommunicationEmailHook(CommunicationServices service, Sender from) : IHook
{
    public string Name => "communication-email";

    public string Channel => Contact.Email;

    public Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        // JSON carries line breaks that a mail client would have refused.
        Mails.RefuseControls(letter.Subject, letter.To.Name ?? "", letter.Address, letter.Id, letter.Language);
        var body = new JsonObject
        {
            ["senderAddress"] = from.Address,
            ["content"] = new JsonObject { ["subject"] = letter.Subject, ["plainText"] = letter.Text, ["html"] = letter.Html },
            ["recipients"] = new JsonObject { ["to"] = new JsonArray(new JsonObject { ["address"] = letter.Address, ["displayName"] = letter.To.Name ?? "" }) },
            ["headers"] = new JsonObject(Mails.HeadersOf(letter).Select(header => KeyValuePair.Create(header.Name, (JsonNode?)header.Value))),
            // Whether somebody opened a mail is nobody's business here.
            ["userEngagementTrackingDisabled"] = true,
        };
        return service.PostAsync(
            "/emails:send?api-version=2023-03-31", body, [("Operation-Id", CommunicationServices.OperationOf(letter))],
            answer => new HookAnswer.Accepted(Name, answer?["id"]?.GetValue<string>()), cancellationToken);
    }
}
