using System.Runtime.CompilerServices;
using System.Text.Json;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Pipeline.Explain;

/// <summary>
/// Room in which a piece of JSON is put together from parts that were written out before: many of them are the same in every answer.
/// One for each thread, which uses it for one piece after the other.
/// </summary>
internal sealed class JsonText
{
    private const int UsualLength = 16 << 10;
    private const int LongestKept = 256 << 10;

    private static readonly ConditionalWeakTable<string, byte[]> Escaped = [];

    [ThreadStatic]
    private static JsonText? ofThread;

    private byte[] text = new byte[UsualLength];
    private int length;

    public static JsonText Begin()
    {
        var begun = ofThread ??= new JsonText();
        if (begun.text.Length > LongestKept) begun.text = new byte[UsualLength];
        begun.length = 0;
        return begun;
    }

    /// <summary>Writes an array as a member.</summary>
    public static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> all, Action<JsonText, T> add)
    {
        json.WritePropertyName(name);
        var text = Begin().Add("["u8);
        for (var i = 0; i < all.Count; i++) add(text.Next(i), all[i]);
        json.WriteRawValue(text.Add("]"u8).Written, skipInputValidation: true);
    }

    public ReadOnlySpan<byte> Written => text.AsSpan(0, length);

    public int Length => length;

    /// <summary>Adds what stands in it already, from one place up to another.</summary>
    public void Repeat(int start, int end)
    {
        var room = Room(end - start);
        text.AsSpan(start, end - start).CopyTo(room);
        length += end - start;
    }

    public JsonText Add(ReadOnlySpan<byte> part)
    {
        part.CopyTo(Room(part.Length));
        length += part.Length;
        return this;
    }

    /// <summary>What parts an element of an array from the one before it.</summary>
    public JsonText Next(int place) => place == 0 ? this : Add(","u8);

    /// <summary>A text as a value. It is escaped once: names are the same objects as long as their policy is used.</summary>
    public JsonText AddValue(string value) => Add(Escape(value));

    /// <summary>The same of a text that nobody has again, such as a day.</summary>
    public JsonText AddPassing(string value) => Add(Quoted(value));

    public static byte[] Escape(string value) => Escaped.GetValue(value, Quoted);

    private static byte[] Quoted(string value) => [(byte)'"', .. JsonEncodedText.Encode(value).EncodedUtf8Bytes, (byte)'"'];

    /// <summary>The number that units of a metric stand for.</summary>
    public JsonText AddNumber(Metric metric, long units)
    {
        length += metric.Codec.Write(units, Room(ReadingCodec.LongestNumber));
        return this;
    }

    private Span<byte> Room(int needed)
    {
        if (text.Length - length < needed) Array.Resize(ref text, Math.Max(text.Length * 2, length + needed));
        return text.AsSpan(length);
    }
}
