using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TierFunctions.App.Http;

/// <summary>An answer in JSON. One that can be asked for again has an ETag, and is not sent to whoever has it already.</summary>
public sealed class JsonAnswer : IResult, IStatusCodeHttpResult
{
    private readonly ReadOnlyMemory<byte> body;

    private JsonAnswer(ReadOnlyMemory<byte> body, int status)
    {
        this.body = body;
        StatusCode = status;
    }

    public int? StatusCode { get; }

    public static JsonAnswer Of(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return new JsonAnswer(buffer.WrittenMemory, status);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        // What is told here is one caller's own: nobody in between keeps it, and who keeps it asks whether it still holds.
        response.Headers.CacheControl = "private, no-cache";
        if (StatusCode == StatusCodes.Status200OK && HttpMethods.IsGet(httpContext.Request.Method))
        {
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 16))}\"";
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
