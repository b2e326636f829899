using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TierFunctions.App.Access;
using TierFunctions.Pipeline.Requests;

namespace TierFunctions.App.Http;

/// <summary>
/// Requests that bring an <c>Idempotency-Key</c>: whoever lost an answer sends the same again and gets it, and nothing is done twice. A key
/// belongs to the caller and to the address; it is kept for a day.
/// </summary>
public sealed class Repeats(IKeptAnswers kept, TimeProvider time)
{
    public const string Header = "Idempotency-Key";

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>After this an answer is not on its way any more: the process that was making it has died.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int LongestKey = 255;

    public async Task<IResult> OnceAsync(HttpRequest request, Person? person, Func<CancellationToken, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        if (request.Headers[Header] is not { Count: > 0 } given) return await answer(cancellationToken);
        var key = Read(given);
        var body = await Body.ReadAsync(request, Body.MostBytesOfJson, cancellationToken);
        request.Body = new MemoryStream(body);
        var now = time.GetUtcNow();
        var begun = new KeptAnswer(
            Hash(Encoding.UTF8.GetBytes($"{(person is null ? "a program" : "person " + person.Name)}\n{request.Method} {request.Path}\n{key}")),
            Hash([.. Encoding.UTF8.GetBytes(request.QueryString + "\n"), .. body]), now);
        if (await kept.BeginAsync(begun, now - Patience, now - Memory, cancellationToken) is { } known) return Again(known, begun, request);
        try
        {
            var sent = await SentAnswer.TakeAsync(await answer(cancellationToken), request.HttpContext);
            // A failure of ours is nobody's answer: the same may succeed when it is sent again.
            if (sent.Status >= StatusCodes.Status500InternalServerError) await kept.GiveUpAsync(begun, CancellationToken.None);
            else await kept.EndAsync(begun with { Answer = sent.ToString() }, CancellationToken.None);
            return sent;
        }
        catch
        {
            await kept.GiveUpAsync(begun, CancellationToken.None);
            throw;
        }
    }

    private static IResult Again(KeptAnswer known, KeptAnswer asked, HttpRequest request)
    {
        if (known.Fingerprint != asked.Fingerprint) return Problem.Of(StatusCodes.Status422UnprocessableEntity, $"This {Header} was sent with another request.");
        if (known.Answer is { } answer) return SentAnswer.Parse(answer);
        request.HttpContext.Response.Headers.RetryAfter = "1";
        return Problem.Of(StatusCodes.Status409Conflict, "The request with this key is being answered. Ask again.");
    }

    // A string of structured fields has quotes round it; many send it without.
    private static string Read(StringValues given)
    {
        var text = given.Count == 1 ? given.ToString().Trim() : "";
        var key = text is ['"', .., '"'] ? text[1..^1] : text;
        return key.Length is >= 1 and <= LongestKey && key.All(c => c is > ' ' and <= '~' and not ('"' or '\\'))
            ? key
            : throw new RefusedRequestException(StatusCodes.Status400BadRequest, FormattableString.Invariant($"That is not an {Header}: expected one, of 1 to {LongestKey} visible ASCII characters without quotes and backslashes inside."));
    }

    private static string Hash(byte[] text) => Convert.ToHexStringLower(SHA256.HashData(text));
}
