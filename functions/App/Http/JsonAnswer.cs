using System.Buffers;
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
    private const int UsualLength = 16 << 10;
    private const int LongestKept = 256 << 10;

    // What judges, what explains and what answers.
    private static readonly string Build = string.Concat(new[] { typeof(Evidence), typeof(EvidenceJson), typeof(JsonAnswer) }.Select(type => type.Module.ModuleVersionId));

    // Answers are written here and copied at their length into an array that is lent to them until they are sent, unless they are kept.
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? scratch;

    private readonly byte[] lent;
    private string? tag;
    private bool isKept;
    private bool isSent;

    private JsonAnswer(ReadOnlySpan<byte> body, int status, string? tag)
    {
        lent = ArrayPool<byte>.Shared.Rent(body.Length);
        body.CopyTo(lent);
        Length = body.Length;
        this.tag = tag;
        StatusCode = status;
    }

    public int Length { get; }

    public int? StatusCode { get; }

    /// <param name="tag">The ETag where whoever makes the answer knows what it depends on; null for one of what it says.</param>
    public static JsonAnswer Of(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK, string? tag = null)
    {
        var (buffer, json) = scratch ?? MakeScratch();
        // Nobody who writes an answer makes another one meanwhile; if somebody did, or did not come to the end, that one would have a buffer of its own.
        scratch = null;
        buffer.ResetWrittenCount();
        json.Reset();
        write(json);
        json.Flush();
        var answer = new JsonAnswer(buffer.WrittenSpan, status, tag);
        if (buffer.Capacity <= LongestKept) scratch = (buffer, json);
        return answer;
    }

    /// <summary>The ETag of an answer that follows from some text and from this build of the program.</summary>
    public static string TagOf(string text) => Tag(Encoding.UTF8.GetBytes(Build + text));

    /// <summary>To be said before it is sent: it can then be sent any number of times.</summary>
    public void Keep() => isKept = true;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ObjectDisposedException.ThrowIf(isSent, this);
        var response = httpContext.Response;
        // What is told here is one caller's own: nobody in between keeps it, and who keeps it asks whether it still holds.
        response.Headers.CacheControl = "private, no-cache";
        response.StatusCode = StatusCode ?? StatusCodes.Status200OK;
        if (StatusCode == StatusCodes.Status200OK && HttpMethods.IsGet(httpContext.Request.Method))
        {
            tag ??= Tag(lent.AsSpan(0, Length));
            response.Headers.ETag = tag;
            if (Has(httpContext.Request, tag)) response.StatusCode = StatusCodes.Status304NotModified;
        }
        if (response.StatusCode != StatusCodes.Status304NotModified)
        {
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = Length;
            await response.Body.WriteAsync(lent.AsMemory(0, Length), httpContext.RequestAborted);
        }
        if (isKept) return;
        isSent = true;
        ArrayPool<byte>.Shared.Return(lent);
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) MakeScratch()
    {
        var buffer = new ArrayBufferWriter<byte>(UsualLength);
        return (buffer, new Utf8JsonWriter(buffer));
    }

    private static string Tag(ReadOnlySpan<byte> bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";

    private static bool Has(HttpRequest request, string tag) => request.Headers.IfNoneMatch
        .SelectMany(value => (value ?? "").Split(','))
        .Select(value => value.Trim())
        .Any(value => value == "*" || value == tag || value == "W/" + tag);
}
