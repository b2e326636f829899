using System.Text;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// Reads the rows of a CSV file strictly: a comma between fields, quotes only around whole fields, as many fields as the header.
/// A row is one line: line breaks inside quotes are refused, so that an unclosed quote costs one row and not the rest of the file.
/// </summary>
internal sealed class CsvRows : IRows
{
    private const int MostOnStack = 256;
    private readonly int[] places;

    private CsvRows(int[] places) => this.places = places;

    /// <summary>Reads the header line. Columns that the policy does not know are added to <paramref name="unused"/>.</summary>
    public static CsvRows ReadHeader(ReadOnlySpan<byte> line, Columns columns, string file, ISet<string> unused, bool[] supplied)
    {
        var names = Encoding.UTF8.GetString(line).Split(',').Select(Unquoted).ToList();
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new UnreadableInputException(file, "duplicate-column", $"the header names '{twice.Key}' {twice.Count()} times; expected every column once");
        if (columns.Ids.FirstOrDefault(id => !names.Contains(id, StringComparer.Ordinal)) is { } missing)
        {
            throw new UnreadableInputException(file, "missing-identifying-column",
                $"the header has no column '{missing}'; found {string.Join(", ", names.Take(8).Select(Shown))}{(names.Count > 8 ? ", …" : "")}");
        }
        var places = names.Select(name => columns.PlaceOf(Encoding.UTF8.GetBytes(name))).ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] == Columns.Unused) unused.Add(names[i]);
            else if (places[i] >= 0) supplied[places[i]] = true;
        }
        return new CsvRows(places);
    }

    public RowFault? Read(byte[] block, int start, int length, RowFields fields)
    {
        fields.Clear();
        if (block.AsSpan(start, length).Contains((byte)'"')) return ReadQuoted(block.AsSpan(start, length), fields);

        fields.Source = block;
        Span<int> commas = stackalloc int[Math.Min(places.Length, MostOnStack)];
        if (commas.Length < places.Length) commas = new int[places.Length];
        var count = Commas.Find(block.AsSpan(start, length), commas);
        if (count != places.Length - 1) return count < places.Length ? RowFault.ShortRow : RowFault.ExtraField;
        commas[count] = length;

        var from = 0;
        for (var column = 0; column < places.Length; column++)
        {
            fields.Set(places[column], start + from, commas[column] - from);
            from = commas[column] + 1;
        }
        return null;
    }

    private RowFault? ReadQuoted(ReadOnlySpan<byte> line, RowFields fields)
    {
        fields.EnsureScratch(line.Length);
        var text = fields.Source = fields.Scratch;
        var at = 0;
        var written = 0;
        for (var column = 0; ; column++)
        {
            var begin = written;
            if (at < line.Length && line[at] == '"')
            {
                for (at++; ; at++)
                {
                    if (at == line.Length) return RowFault.UnclosedQuote;
                    if (line[at] == '"' && (++at == line.Length || line[at] != '"')) break;
                    text[written++] = line[at];
                }
                if (at < line.Length && line[at] != ',') return RowFault.StrayQuote;
            }
            else
            {
                for (; at < line.Length && line[at] != ','; at++)
                {
                    if (line[at] == '"') return RowFault.StrayQuote;
                    text[written++] = line[at];
                }
            }
            if (column == places.Length) return RowFault.ExtraField;
            fields.Set(places[column], begin, written - begin);
            if (at == line.Length) return column < places.Length - 1 ? RowFault.ShortRow : null;
            at++;
        }
    }

    private static string Unquoted(string name) => name.Length >= 2 && name[0] == '"' && name[^1] == '"' ? name[1..^1] : name;

    private static string Shown(string name) => $"'{(name.Length > 40 ? name[..40] + "…" : name)}'";
}

/// <summary>Reads one line of a file into fields.</summary>
internal interface IRows
{
    /// <summary>Null where the line is a row; else why it is not one.</summary>
    RowFault? Read(byte[] block, int start, int length, RowFields fields);
}

/// <summary>A file that cannot be read as what it says it is; nothing in it can be attributed to stores.</summary>
public sealed class UnreadableInputException(string file, string code, string what) : Exception($"{file}: {what}")
{
    public string File => file;

    public string Code => code;
}
