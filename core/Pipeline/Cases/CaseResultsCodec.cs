using System.Text.Json;
using System.Text.Json.Serialization;
using TierFunctions.Domain.Cases;

namespace TierFunctions.Pipeline.Cases;

/// <summary>The results of cases as JSON: how they are pinned with a run.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CaseResult[]))]
public sealed partial class CaseResultsCodec : JsonSerializerContext
{
    public static byte[] Write(IReadOnlyList<CaseResult> results) => JsonSerializer.SerializeToUtf8Bytes([.. results], Default.CaseResultArray);

    /// <summary>Reads what <see cref="Write"/> wrote. Throws <see cref="JsonException"/> for anything else.</summary>
    public static IReadOnlyList<CaseResult> Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Default.CaseResultArray) ?? throw new JsonException("The results of cases are a JSON array, not null.");
}
