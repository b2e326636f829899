using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace TierFunctions.App.Http;

/// <summary>An answer as it was sent, which can be sent again. <see cref="Parse"/> reads what <see cref="ToString"/> writes.</summary>
/// <param name="Location">Where to look from now on; null where the answer does not say.</param>
/// <param name="Body">Text, as all answers here are.</param>
internal sealed partial record SentAnswer(int Status, string? ContentType, string? Location, string Body) : IResult, IStatusCodeHttpResult
{
    int? IStatusCodeHttpResult.StatusCode => Status;

    /// <summary>Writes a result aside instead of to whoever asked.</summary>
    public static async Task<SentAnswer> TakeAsync(IResult result, HttpContext asked)
    {
        using var body = new MemoryStream();
        var aside = new DefaultHttpContext { RequestServices = asked.RequestServices, TraceIdentifier = asked.TraceIdentifier };
        aside.Request.Method = asked.Request.Method;
        aside.Response.Body = body;
        await result.ExecuteAsync(aside);
        await aside.Response.CompleteAsync();
        body.Position = 0;
        using var text = new StreamReader(body);
        return new SentAnswer(aside.Response.StatusCode, aside.Response.ContentType, aside.Response.Headers.Location, await text.ReadToEndAsync(asked.RequestAborted));
    }

    public static SentAnswer Parse(string text) => JsonSerializer.Deserialize(text, Json.Default.SentAnswer) ?? throw new InvalidDataException("null was kept for an answer.");

    public override string ToString() => JsonSerializer.Serialize(this, Json.Default.SentAnswer);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "private, no-cache";
        if (Location is not null) response.Headers.Location = Location;
        return response.WriteAsync(Body, httpContext.RequestAborted);
    }

    [JsonSerializable(typeof(SentAnswer))]
    private sealed partial class Json : JsonSerializerContext;
}
