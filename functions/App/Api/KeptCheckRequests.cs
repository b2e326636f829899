using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TierFunctions.App.Access;
using TierFunctions.App.Http;
using TierFunctions.Pipeline.Check;
using TierFunctions.Pipeline.Explain;

namespace TierFunctions.App.Api;

/// <summary>Requests that keep a what-if, or ask for one that was kept.</summary>
public sealed class KeptCheckRequests(IKeptChecks checks, Callers callers, TimeProvider time)
{
    private const string Program = "a program";
    private const int BytesOfId = 16;

    /// <summary>Keeps what was answered: 201, or 200 where the same person had asked the same before.</summary>
    /// <param name="readings">The text of a JSON object.</param>
    public async Task<IResult> KeepAsync(HttpRequest request, ArraySegment<byte> readings, Explanation explanation, CancellationToken cancellationToken)
    {
        var by = callers.PersonOf(request)?.Name ?? Program;
        var sent = Text(json => WriteInOrder(json, readings));
        var (programme, version, run) = (explanation.Plan.Policy.Programme, explanation.Plan.Policy.Version, explanation.BenchmarksOf?.ToString());
        var check = new KeptCheck(
            IdOf(by, explanation.Store, programme, version, run ?? "", sent), explanation.Store, programme, version, run, by, time.GetUtcNow(), sent, Text(json => EvidenceJson.Write(json, explanation)));
        var (kept, isNew) = await checks.KeepAsync(check, cancellationToken);
        return new At($"/api/checks/{kept.Id}", Answer(kept, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    public async Task<IResult> GetAsync(string id, CancellationToken cancellationToken) =>
        await checks.FindAsync(Read.Check(id), cancellationToken) is { } kept ? Answer(kept, StatusCodes.Status200OK) : Problem.Of(StatusCodes.Status404NotFound, "No such check was kept.");

    private static JsonAnswer Answer(KeptCheck kept, int status) => JsonAnswer.Of(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("id", kept.Id);
            SubjectJson.WriteMembers(json, kept.Store);
            json.WriteString("programme", kept.Programme);
            json.WriteString("policyVersion", kept.PolicyVersion);
            json.WriteString("benchmarksOf", kept.BenchmarksOf);
            json.WriteString("askedBy", kept.By);
            json.WriteString("askedAt", kept.At);
            json.WritePropertyName("readings");
            json.WriteRawValue(kept.Readings);
            json.WritePropertyName("answer");
            json.WriteRawValue(kept.Answer);
            json.WriteEndObject();
        },
        status);

    private static string IdOf(params ReadOnlySpan<string> parts)
    {
        // With their lengths, so that no two lists of parts come to one text.
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{part.Length}:{part}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, BytesOfId));
    }

    /// <summary>Numbers stay as they were written; the order of names, which says nothing, does not tell two requests apart.</summary>
    private static void WriteInOrder(Utf8JsonWriter json, ArraySegment<byte> readings)
    {
        using var document = JsonDocument.Parse(readings);
        json.WriteStartObject();
        foreach (var reading in document.RootElement.EnumerateObject().OrderBy(reading => reading.Name, StringComparer.Ordinal)) reading.WriteTo(json);
        json.WriteEndObject();
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
