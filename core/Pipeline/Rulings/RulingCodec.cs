using System.Text.Json;
using System.Text.Json.Serialization;
using TierFunctions.Domain.Rulings;

namespace TierFunctions.Pipeline.Rulings;

/// <summary>Exemptions and decisions as JSON: how they are kept, and how they are pinned with a run.</summary>
public static class RulingCodec
{
    public static string Write(RulingSet rulings) => JsonSerializer.Serialize(rulings, RulingJson.Default.RulingSet);

    /// <summary>Reads what <see cref="Write"/> wrote. Throws <see cref="JsonException"/> for anything else.</summary>
    public static RulingSet Read(string text) => JsonSerializer.Deserialize(text, RulingJson.Default.RulingSet) ?? throw new JsonException("Rulings are a JSON object, not null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RulingSet))]
internal sealed partial class RulingJson : JsonSerializerContext;
