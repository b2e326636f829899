using System.Text.Encodings.Web;
using System.Text.Json;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Writes the quarantine: one JSON object a row, in the order of files and rows; rows refused for what another row says come last.</summary>
internal sealed class QuarantineWriter(Stream stream, int files)
{
    private readonly long[] byFile = new long[files];

    public SortedDictionary<string, long> ByCode { get; } = new(StringComparer.Ordinal);

    public long Count { get; private set; }

    public long Of(int file) => byFile[file];

    public void Add(QuarantinedRow row, int input)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("file", row.File);
            json.WriteNumber("row", row.Row);
            json.WriteNumber("offset", row.Offset);
            json.WriteString("reason", row.Fault.Code);
            if (row.Fault.Column is { } column) json.WriteString("column", column);
            if (row.Found is { } found) json.WriteString("found", found);
            json.WriteString("expected", row.Fault.Expected);
            json.WriteString("raw", row.Raw);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        ByCode[row.Fault.Code] = ByCode.GetValueOrDefault(row.Fault.Code) + 1;
        byFile[input]++;
        Count++;
    }
}
