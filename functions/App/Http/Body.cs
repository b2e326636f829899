using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace TierFunctions.App.Http;

/// <summary>Reads what a request carries, and no more than is wanted of it.</summary>
public static class Body
{
    public const int MostBytesOfJson = 256 << 10;

    /// <summary>Throws <see cref="RefusedRequestException"/> where the body is too long.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most) throw TooLong(most);
        if (request.ContentLength is { } length)
        {
            // As long as it says it is, or the server has cut it off or refused it.
            var whole = new byte[length];
            var got = await request.Body.ReadAtLeastAsync(whole, whole.Length, throwOnEndOfStream: false, cancellationToken);
            return got == whole.Length ? whole : whole[..got];
        }
        using var read = new MemoryStream();
        var buffer = new byte[16 << 10];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (read.Length + count > most) throw TooLong(most);
            read.Write(buffer, 0, count);
        }
        return read.ToArray();
    }

    /// <summary>Reads a document. Throws <see cref="RefusedRequestException"/> where it is too long or no UTF-8.</summary>
    public static async Task<string> ReadTextAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        return TextOf(await ReadAsync(request, most, cancellationToken));
    }

    /// <summary>Throws <see cref="RefusedRequestException"/> where the bytes are no UTF-8.</summary>
    public static string TextOf(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a document in UTF-8.");
        }
    }

    /// <summary>Reads a JSON object of a known shape. Throws <see cref="RefusedRequestException"/> for anything else.</summary>
    public static async Task<T> ReadJsonAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken, int most = MostBytesOfJson) where T : class =>
        (await ReadJsonTextAsync(request, type, cancellationToken, most)).Asked;

    /// <summary>The same with its text, of which a <see cref="Api.JsonPart"/> is a part.</summary>
    public static async Task<(T Asked, byte[] Text)> ReadJsonTextAsync<T>(
        HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken, int most = MostBytesOfJson) where T : class
    {
        var media = request.ContentType?.Split(';')[0].Trim();
        if (media is not null && !media.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, "Expected a body of the type application/json.");
        var bytes = await ReadAsync(request, most, cancellationToken);
        try
        {
            var asked = JsonSerializer.Deserialize(bytes, type) ?? throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a JSON object, not null.");
            return (asked, bytes);
        }
        catch (JsonException problem)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"The body cannot be read: {problem.Message}");
        }
    }

    private static RefusedRequestException TooLong(int most) => new(StatusCodes.Status413PayloadTooLarge, FormattableString.Invariant($"The body is longer than {most} bytes."));
}
