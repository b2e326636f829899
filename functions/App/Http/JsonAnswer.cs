using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.Explain;

namespace TierFunctions.App.Http;

/// <summary>An answer in JSON. One that can be asked for again has an ETag, and is not sent to whoever has it already.</summary>
public sealed class JsonAnswer : IResult, IStatusCodeHttpResult
{
    // What judges, what explains and what answers.
    private static readonly string Build = string.Concat(new[] { typeof(Evidence), typeof(EvidenceJson), typeof(JsonAnswer) }.Select(type => type.Module.ModuleVersionId));

    // Whoever asks about one store after the other asks about the same runs.
    private static volatile TaggedText? latest;

    // A writer is used for one answer after the other.
    [ThreadStatic]
    private static Utf8JsonWriter? idle;

    private readonly RentedText text;
    private byte[]? kept;
    private string? tag;
    private bool isSent;

    private JsonAnswer(RentedText text, int status, string? tag)
    {
        this.text = text;
        this.tag = tag;
        Length = text.Written.Length;
        StatusCode = status;
    }

    public int Length { get; }

    public int? StatusCode { get; }

    /// <param name="tag">The ETag where whoever makes the answer knows what it depends on; null for one of what it says.</param>
    public static JsonAnswer Of(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK, string? tag = null)
    {
        var text = new RentedText();
        // Nobody who writes an answer makes another one meanwhile; if somebody did, or did not come to the end, that one would have a writer of its own.
        var json = idle ?? new Utf8JsonWriter(text);
        idle = null;
        json.Reset(text);
        write(json);
        json.Flush();
        idle = json;
        return new JsonAnswer(text, status, tag);
    }

    /// <summary>The ETag of an answer about a subject that follows from some text and from this build of the program.</summary>
    /// <param name="subject">Its key.</param>
    public static string TagOf(string subject, string text)
    {
        if (latest is not { } known || known.Text != text) latest = known = new TaggedText(text, Hash(Encoding.UTF8.GetBytes(Build + text)));
        return $"\"{subject}.{known.Hash}\"";
    }

    /// <summary>To be said before it is sent: it can then be sent any number of times.</summary>
    public void Keep()
    {
        kept = text.Written.ToArray();
        text.Return();
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ObjectDisposedException.ThrowIf(isSent, this);
        var body = kept ?? text.Written;
        var response = httpContext.Response;
        // What is told here is one caller's own: nobody in between keeps it, and who keeps it asks whether it still holds.
        response.Headers.CacheControl = "private, no-cache";
        response.StatusCode = StatusCode ?? StatusCodes.Status200OK;
        if (StatusCode == StatusCodes.Status200OK && HttpMethods.IsGet(httpContext.Request.Method))
        {
            tag ??= $"\"{Hash(body.Span)}\"";
            response.Headers.ETag = tag;
            if (Has(httpContext.Request, tag)) response.StatusCode = StatusCodes.Status304NotModified;
        }
        if (response.StatusCode != StatusCodes.Status304NotModified)
        {
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
        if (kept is not null) return;
        isSent = true;
        text.Return();
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    private static bool Has(HttpRequest request, string tag) => request.Headers.IfNoneMatch
        .SelectMany(value => (value ?? "").Split(','))
        .Select(value => value.Trim())
        .Any(value => value == "*" || value == tag || value == "W/" + tag);

    private sealed record TaggedText(string Text, string Hash);
}
