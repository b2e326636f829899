using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TierFunctions.Local.Sample;

/// <summary>One JSON object a line, numbers as numbers, blanks left out. What stands for a number and is none is written as a string.</summary>
internal sealed class JsonRows : IRowFormat
{
    // Nothing here is a web page, and the names shall reach the reader as they are.
    private static readonly JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Begin(IBufferWriter<byte> output)
    {
    }

    public void Write(IBufferWriter<byte> output, Row row)
    {
        using (var json = new Utf8JsonWriter(output, options))
        {
            json.WriteStartObject();
            for (var place = 0; place < row.Fields.Count; place++) WriteField(json, place, row.Fields[place]);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    private static void WriteField(Utf8JsonWriter json, int place, string field)
    {
        if (field.Length == 0) return;
        json.WritePropertyName(Columns.Names[place]);
        if (Columns.AreNumbers[place] && IsNumber(field)) json.WriteRawValue(field);
        else json.WriteStringValue(field);
    }

    private static bool IsNumber(string field) => field.All(c => char.IsAsciiDigit(c) || c is '-' or '.');
}
