using System.Buffers;
using System.Text;

namespace TierFunctions.Local.Sample;

/// <summary>Comma-separated rows by RFC 4180, as spreadsheets save them (byte order mark, CRLF) or as programs do (neither).</summary>
internal sealed class CsvRows(bool asSpreadsheets) : IRowFormat
{
    private static readonly SearchValues<char> special = SearchValues.Create(",\"\r\n");

    private readonly string lineEnd = asSpreadsheets ? "\r\n" : "\n";

    public void Begin(IBufferWriter<byte> output)
    {
        if (asSpreadsheets) output.Write(Encoding.UTF8.Preamble);
        WriteLine(output, Columns.Names);
    }

    public void Write(IBufferWriter<byte> output, Row row) => WriteLine(output, row.Fields);

    private void WriteLine(IBufferWriter<byte> output, IEnumerable<string> fields) =>
        Encoding.UTF8.GetBytes(string.Join(',', fields.Select(Quoted)) + lineEnd, output);

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(special) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
