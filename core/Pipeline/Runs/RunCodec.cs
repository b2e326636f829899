using System.Text.Json;
using System.Text.Json.Serialization;
using TierFunctions.Domain.Calendar;

namespace TierFunctions.Pipeline.Runs;

/// <summary>A run as JSON text: how every store keeps it.</summary>
public static class RunCodec
{
    public static string Write(Run run) => JsonSerializer.Serialize(run, RunJson.Default.Run);

    /// <summary>Reads what <see cref="Write"/> wrote. Throws <see cref="JsonException"/> for anything else.</summary>
    public static Run Read(string text) =>
        JsonSerializer.Deserialize(text, RunJson.Default.Run) ?? throw new JsonException("A run is a JSON object, not null.");

    internal sealed class KeyConverter : JsonConverter<RunKey>
    {
        public override RunKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            RunKey.TryParse(reader.GetString(), out var key) ? key! : throw new JsonException($"'{reader.GetString()}' is not a run: expected programme|period|revision.");

        public override void Write(Utf8JsonWriter writer, RunKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    internal sealed class PeriodConverter : JsonConverter<Period>
    {
        public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Period.TryParse(reader.GetString(), out var period) ? period : throw new JsonException($"'{reader.GetString()}' is not a period.");

        public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    /// <summary>A name with its count, <c>["gold",24504]</c>: lists of them have an order, which an object's members would not promise.</summary>
    internal sealed class CountConverter : JsonConverter<KeyValuePair<string, long>>
    {
        public override KeyValuePair<string, long> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is JsonTokenType.StartArray && reader.Read() && reader.TokenType is JsonTokenType.String && reader.GetString() is { } name
                && reader.Read() && reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var count)
                && reader.Read() && reader.TokenType is JsonTokenType.EndArray)
            {
                return new(name, count);
            }
            throw new JsonException("A count is an array of a name and a number.");
        }

        public override void Write(Utf8JsonWriter writer, KeyValuePair<string, long> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value.Key);
            writer.WriteNumberValue(value.Value);
            writer.WriteEndArray();
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(RunCodec.KeyConverter), typeof(RunCodec.PeriodConverter), typeof(RunCodec.CountConverter)])]
[JsonSerializable(typeof(Run))]
internal sealed partial class RunJson : JsonSerializerContext;
