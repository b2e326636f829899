using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TierFunctions.Hooks.Http;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Sms;

/// <summary>An HTTP gateway for text messages; as it stands, one that speaks Twilio's form.</summary>
/// <param name="Address">Where messages are posted.</param>
/// <param name="Authorization">The whole header, such as <c>Basic …</c>; null for none.</param>
/// <param name="ContentType">What the body is. In a form values are percent-encoded, in JSON they are escaped.</param>
/// <param name="Body">With {to}, {from}, {text} and {id}.</param>
/// <param name="Reference">The property of the answer's JSON that holds the provider's id.</param>
public sealed record SmsGateway(
    Uri Address, string From, string? Authorization = null, string ContentType = SmsGateway.Form, string Body = "To={to}&From={from}&Body={text}", string Reference = "sid")
{
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>Names the request, so that a gateway that knows it drops a repetition.</summary>
    public string IdHeader { get; init; } = "I-Twilio-Idempotency-Token";

    /// <summary>The codes in a refusal by which the gateway says that the number wants nothing more.</summary>
    public IReadOnlyList<int> UnsubscribedCodes { get; init; } = [21610];

    /// <summary>The codes by which it says, with a status that would mean our key, that it may not send to the number's country.</summary>
    public IReadOnlyList<int> ForbiddenNumberCodes { get; init; } = [21408];

    public override string ToString() => Address.Host;
}

/// <summary>Sends text messages through an HTTP gateway.</summary>
public sealed class GatewayHook(HttpClient client, SmsGateway gateway, TimeProvider time, string name = "gateway") : IHook
{
    public string Name => name;

    public string Channel => Contact.Sms;

    public async Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(BodyOf(letter))) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(gateway.ContentType);
        if (gateway.Authorization is { } authorization) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation(gateway.IdHeader, letter.Id);
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if ((int)response.StatusCode is >= 400 and < 500 && Has(answer, gateway.UnsubscribedCodes)) return new HookAnswer.Gone("unsubscribed");
            if (response.StatusCode is HttpStatusCode.Forbidden && Has(answer, gateway.ForbiddenNumberCodes)) return new HookAnswer.Refused("forbidden-number");
            return HttpAnswers.Of(response.StatusCode, response.Headers.RetryAfter, time.GetUtcNow(), PropertyOf(answer, gateway.Reference)?.ToString());
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || problem is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return HttpAnswers.Of(problem);
        }
    }

    /// <summary>Values are put in all at once: what one holds is never taken for another's place.</summary>
    private string BodyOf(Letter letter)
    {
        var body = new StringBuilder();
        var rest = gateway.Body.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var close = rest[open..].IndexOf('}');
            var value = close < 0 ? null : ValueOf(letter, rest[(open + 1)..(open + close)]);
            // A brace that names nothing is JSON's own.
            body.Append(rest[..open]).Append(value is null ? "{" : Escaped(value));
            rest = rest[(value is null ? open + 1 : open + close + 1)..];
        }
        return body.Append(rest).ToString();
    }

    private string? ValueOf(Letter letter, ReadOnlySpan<char> name) => name switch
    {
        "to" => letter.Address,
        "from" => gateway.From,
        "text" => letter.Text,
        "id" => letter.Id,
        _ => null,
    };

    private string Escaped(string value) => gateway.ContentType.StartsWith(SmsGateway.Form, StringComparison.Ordinal) ? Uri.EscapeDataString(value) : JsonEncodedText.Encode(value).ToString();

    private static bool Has(byte[] answer, IReadOnlyList<int> codes) =>
        PropertyOf(answer, "code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) && codes.Contains(number);

    private static JsonElement? PropertyOf(byte[] answer, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var property) ? property.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
