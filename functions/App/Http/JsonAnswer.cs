using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TierFunctions.App.Http;

/// <summary>An answer in JSON. One that can be asked for again has an ETag, and is not sent to whoever has it already.</summary>
public sealed class JsonAnswer : IResult, IStatusCodeHttpResult
{
    private const int UsualLength = 16 << 10;
    private const int LongestKept = 256 << 10;

    // Answers are written here and copied at their length: one array each, and none that grows.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? scratch;

    private readonly ReadOnlyMemory<byte> body;
    private string? tag;

    private JsonAnswer(ReadOnlyMemory<byte> body, int status)
    {
        this.body = body;
        StatusCode = status;
    }

    public int Length => body.Length;

    public int? StatusCode { get; }

    public static JsonAnswer Of(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = scratch ?? new ArrayBufferWriter<byte>(UsualLength);
        // Nobody who writes an answer makes another one meanwhile; if somebody did, that one would have a buffer of its own.
        scratch = null;
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        var answer = new JsonAnswer(buffer.WrittenSpan.ToArray(), status);
        if (buffer.Capacity <= LongestKept) scratch = buffer;
        return answer;
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        // What is told here is one caller's own: nobody in between keeps it, and who keeps it asks whether it still holds.
        response.Headers.CacheControl = "private, no-cache";
        if (StatusCode == StatusCodes.Status200OK && HttpMethods.IsGet(httpContext.Request.Method))
        {
            tag ??= $"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 16))}\"";
            response.Headers.ETag = tag;
            if (Has(httpContext.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        response.StatusCode = StatusCode ?? StatusCodes.Status200OK;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private static bool Has(HttpRequest request, string tag) => request.Headers.IfNoneMatch
        .SelectMany(value => (value ?? "").Split(','))
        .Select(value => value.Trim())
        .Any(value => value == "*" || value == tag || value == "W/" + tag);
}
