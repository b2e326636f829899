using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Http;

/// <summary>What an HTTP status says about a letter. Bodies of refusals are not repeated: they may hold addresses.</summary>
internal static class HttpAnswers
{
    public static HookAnswer Of(HttpStatusCode status, RetryConditionHeaderValue? retryAfter, DateTimeOffset now, string? reference) => (int)status switch
    {
        >= 200 and < 300 => new HookAnswer.Accepted("", reference),
        401 or 403 => new HookAnswer.KeyRefused(CodeOf(status)),
        410 => new HookAnswer.Gone(CodeOf(status)),
        408 or 425 or 429 or >= 500 => new HookAnswer.Failed(CodeOf(status), After: WaitOf(retryAfter, now)),
        // A redirect is not followed: whoever moved says so by configuration.
        < 400 => new HookAnswer.Failed(CodeOf(status)),
        _ => new HookAnswer.Refused(CodeOf(status)),
    };

    /// <summary>What it says that there was no answer. Where a connection was made the letter may have been read.</summary>
    public static HookAnswer Of(Exception problem) => problem switch
    {
        HttpRequestException { InnerException: ForbiddenAddressException } => new HookAnswer.Refused("forbidden-address"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new HookAnswer.Failed("no-such-host"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new HookAnswer.Failed("no-secure-connection"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } or SocketException => new HookAnswer.Failed("no-connection"),
        OperationCanceledException => new HookAnswer.Failed("timeout", MayHaveArrived: true),
        _ => new HookAnswer.Failed("no-answer", MayHaveArrived: true),
    };

    public static string CodeOf(HttpStatusCode status) => string.Create(CultureInfo.InvariantCulture, $"http-{(int)status}");

    private static TimeSpan? WaitOf(RetryConditionHeaderValue? retryAfter, DateTimeOffset now)
    {
        var wait = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - now : null);
        return wait > TimeSpan.Zero ? (wait < MostWait ? wait : MostWait) : null;
    }

    private static readonly TimeSpan MostWait = TimeSpan.FromDays(1);
}
