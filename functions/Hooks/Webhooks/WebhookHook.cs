using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using TierFunctions.Hooks.Http;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Webhooks;

/// <summary>
/// Posts CloudEvents to the addresses of integrators, signed by Standard Webhooks. While a key is changed both the new and the old
/// one sign, and a receiver may check either.
/// </summary>
/// <param name="secrets">The secrets of a contact, the newest first; asked for every letter, since they change while the process runs.</param>
public sealed class WebhookHook(HttpClient client, Func<Contact, IReadOnlyList<WebhookSecret>> secrets, TimeProvider time) : IHook
{
    private const int LargestBody = 20_000;

    public string Name => "webhook";

    public string Channel => Contact.Webhook;

    public async Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(letter.Address, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0) return new HookAnswer.Refused("forbidden-address");
        var signers = secrets(letter.To);
        if (signers.Count == 0) return new HookAnswer.Refused("no-secret");
        var body = Encoding.UTF8.GetBytes(letter.Text);
        if (body.Length > LargestBody) return new HookAnswer.Refused("too-large");

        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        request.Headers.TryAddWithoutValidation("webhook-id", letter.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', signers.Select(secret => secret.Sign(letter.Id, now.ToUnixTimeSeconds(), body))));
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            // A receiver that does not accept our signature says it of its own address only, and may be given the right secret yet.
            return HttpAnswers.Of(response.StatusCode, response.Headers.RetryAfter, now, reference: null) is var answer and not HookAnswer.KeyRefused
                ? answer
                : new HookAnswer.Failed(HttpAnswers.CodeOf(response.StatusCode));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || problem is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return HttpAnswers.Of(problem);
        }
    }
}
