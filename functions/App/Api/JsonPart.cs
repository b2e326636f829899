using System.Text.Json;
using System.Text.Json.Serialization;

namespace TierFunctions.App.Api;

/// <summary>A value of a request that is read by somebody else: where it lies in the request's text.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct JsonPart(int Start, int Length, bool IsObject)
{
    public ArraySegment<byte> Of(byte[] text) => new(text, Start, Length);

    internal sealed class Converter : JsonConverter<JsonPart>
    {
        public override bool HandleNull => true;

        public override JsonPart Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var (start, isObject) = ((int)reader.TokenStartIndex, reader.TokenType is JsonTokenType.StartObject);
            reader.Skip();
            return new JsonPart(start, (int)reader.BytesConsumed - start, isObject);
        }

        public override void Write(Utf8JsonWriter writer, JsonPart value, JsonSerializerOptions options) => throw new NotSupportedException("A part is of a request, and requests are only read.");
    }
}
