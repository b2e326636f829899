using System.Text.Json;
using System.Text.Json.Serialization;

namespace TierFunctions.Pipeline.Messages;

/// <summary>A message as it travels: JSON with the name of its kind, <c>{"type":"EvaluateChunk","run":"gold-silver|2026-Q3|1","chunk":7,"generation":0}</c>.</summary>
public static class MessageCodec
{
    public static string Write(Message message) => JsonSerializer.Serialize(message, MessageJson.Default.Message);

    /// <summary>Reads what <see cref="Write"/> wrote. Throws <see cref="MalformedMessageException"/> for anything else.</summary>
    public static Message Read(string text)
    {
        try
        {
            var message = JsonSerializer.Deserialize(text, MessageJson.Default.Message) ?? throw new MalformedMessageException("it is null", null);
            _ = message.Key;
            return message;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or FormatException)
        {
            throw new MalformedMessageException(fault.Message, fault);
        }
    }
}

/// <summary>A text is not a message of ours. Delivering it again will not help.</summary>
public sealed class MalformedMessageException(string what, Exception? cause) : Exception($"Not a message: {what}", cause);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Message))]
internal sealed partial class MessageJson : JsonSerializerContext;
