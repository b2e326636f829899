using System.Text.Json;
using System.Text.Json.Serialization;

namespace TierFunctions.Pipeline.Notify;

/// <summary>A delivery as every store keeps it: JSON, without what has a column of its own (when it is due, and the version).</summary>
public static class DeliveryCodec
{
    public static string? Write(Delivery delivery)
    {
        var kept = delivery with { NotBefore = null, Version = 0 };
        return kept == Delivery.None ? null : JsonSerializer.Serialize(kept, DeliveryJson.Default.Delivery);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Delivery Read(string? text, string notBefore, int version)
    {
        var kept = text is null ? Delivery.None : JsonSerializer.Deserialize(text, DeliveryJson.Default.Delivery) ?? throw new JsonException("A delivery is a JSON object, not null.");
        return kept with { NotBefore = notBefore.Length == 0 ? null : ReadInstant(notBefore), Version = version };
    }

    /// <summary>Reads a delivery's cost alone.</summary>
    public static SmsCost ReadCost(string text) => JsonSerializer.Deserialize(text, DeliveryJson.Default.SmsCost) ?? throw new JsonException("A cost is a JSON object, not null.");

    /// <summary>An instant whose text sorts as time does; nothing sorts first.</summary>
    public static string WriteInstant(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static DateTimeOffset ReadInstant(string text) =>
        DateTimeOffset.ParseExact(text, "O", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Delivery))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
