using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Pipeline.Contacts;

/// <summary>A row that was not taken.</summary>
/// <param name="Row">Counts the rows from 1, the header and blank lines left out.</param>
/// <param name="Field">Null where it is about the row.</param>
/// <param name="Found">
/// The shape of the value and not the value, which may be somebody's name or number: letters as x, digits as 9, all else as it is.
/// </param>
public sealed record ContactMistake(string File, long Row, string? Field, string? Found, string Expected)
{
    public override string ToString() =>
        FormattableString.Invariant($"{File}: row {Row}{(Field is null ? "" : $", {Field}")}: {(Found is null ? "" : $"found {Found}, ")}expected {Expected}");
}

/// <param name="Read">Rows read: the contacts and the rows with mistakes.</param>
public sealed record ContactReading(long Read, IReadOnlyList<Contact> Contacts, IReadOnlyList<ContactMistake> Mistakes);

/// <summary>Reads a file of contacts, CSV with a header or NDJSON, as strictly as metrics are read.</summary>
public static class ContactFile
{
    private const int LongestRow = 16 << 10;
    private const int LongestShape = 40;

    private static readonly string[] Names = [.. ContactFields.All.Select(field => field.Name)];

    /// <summary>Throws <see cref="UnreadableInputException"/> where the file cannot be read as what its name says.</summary>
    public static ContactReading Read(string file, byte[] text)
    {
        var content = text.AsSpan();
        if (content.StartsWith("\uFEFF"u8)) content = content[3..];
        var isJson = file.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
        CsvRows? csv = null;
        var fields = new RowFields(Names.Length);
        var contacts = new Dictionary<string, (Contact Contact, long Row)>(StringComparer.Ordinal);
        var mistakes = new List<ContactMistake>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var refused = new HashSet<long>();
        long row = 0;
        for (var at = 0; Lines.Next(content, ref at, out var range);)
        {
            var line = content[range];
            if (line.IsEmpty) continue;
            if (!isJson && csv is null)
            {
                csv = ReadHeader(file, line);
                continue;
            }
            row++;
            var values = Fault(line) is { } fault ? Refuse(fault) : isJson ? FromJson(line) : FromCsv(line.ToArray(), csv!, fields); // a header came first
            if (values is null || Take(values) is not { } contact) continue;
            if (contacts.Remove(contact.Id, out var first) && refused.Add(first.Row)) Note(first.Row, ContactFields.Id, contact.Id, "one row for each id; none of them was taken");
            if (taken.Add(contact.Id)) contacts.Add(contact.Id, (contact, row));
            else Note(row, ContactFields.Id, contact.Id, "one row for each id; none of them was taken");
        }
        if (!isJson && csv is null) throw new UnreadableInputException(file, "no-header", $"is empty; expected a header with {ContactFields.Id} and any of {string.Join(", ", Names)}");
        return new ContactReading(row, [.. contacts.Values.Select(kept => kept.Contact).OrderBy(contact => contact.Id, StringComparer.Ordinal)], [.. mistakes.OrderBy(mistake => mistake.Row)]);

        void Note(long at, string? field, string? value, string expected) => mistakes.Add(new ContactMistake(file, at, field, value is null ? null : ShapeOf(value), expected));

        string?[]? Refuse(RowFault fault)
        {
            Note(row, fault.Column, null, fault.Expected);
            return null;
        }

        string?[]? FromCsv(byte[] line, CsvRows rows, RowFields read)
        {
            if (rows.Read(line, 0, line.Length, read) is { } fault) return Refuse(fault);
            return [read.Store.IsEmpty ? null : Encoding.UTF8.GetString(read.Store), .. Enumerable.Range(1, Names.Length - 1).Select(i => read[i].IsEmpty ? null : Encoding.UTF8.GetString(read[i]))];
        }

        string?[]? FromJson(ReadOnlySpan<byte> line)
        {
            var found = new string?[Names.Length];
            var reader = new Utf8JsonReader(line);
            try
            {
                using var document = JsonDocument.ParseValue(ref reader);
                if (document.RootElement.ValueKind is not JsonValueKind.Object || reader.Read()) return Refuse(RowFault.NotJson);
                foreach (var property in document.RootElement.EnumerateObject())
                {
                    var place = Array.IndexOf(Names, property.Name);
                    if (place < 0 || property.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                    {
                        Note(row, place < 0 ? null : property.Name, null, place < 0 ? $"only the fields {string.Join(", ", Names)}" : "a string");
                        return null;
                    }
                    if (found[place] is not null) return Refuse(RowFault.DuplicateProperty);
                    found[place] = property.Value.GetString() is { Length: > 0 } value ? value : null;
                }
                return found;
            }
            catch (JsonException)
            {
                return Refuse(RowFault.NotJson);
            }
            catch (InvalidOperationException)
            {
                return Refuse(RowFault.NotUtf8);
            }
        }

        Contact? Take(string?[] values)
        {
            var before = mistakes.Count;
            if (values[0] is null) Note(row, ContactFields.Id, null, StoreId.Expected);
            var contact = new Contact { Id = "" };
            foreach (var (field, value) in ContactFields.All.Zip(values))
            {
                if (value is null) continue;
                if (field.IsAllowed(value)) contact = field.Keep(contact, value);
                else Note(row, field.Name, value, field.Expected);
            }
            if (contact is { Role: ContactRole.Manager, Manager: not null }) Note(row, "manager", contact.Manager, "nothing: an account manager has none");
            return mistakes.Count == before ? contact : null;
        }
    }

    private static CsvRows ReadHeader(string file, ReadOnlySpan<byte> line)
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var rows = CsvRows.ReadHeader(line, new Columns(ContactFields.Id, Names), file, unknown, new bool[Names.Length]);
        return unknown.Count == 0
            ? rows
            : throw new UnreadableInputException(file, "unknown-column", $"the header names '{unknown.First()}'; expected only {string.Join(", ", Names)}");
    }

    private static RowFault? Fault(ReadOnlySpan<byte> line) =>
        line.Length > LongestRow ? RowFault.RowTooLong with { Expected = "a row of at most 16 KiB" }
        : !Utf8.IsValid(line) ? RowFault.NotUtf8
        : null;

    private static string ShapeOf(string value)
    {
        var shape = string.Concat(value.Take(LongestShape).Select(c => char.IsAsciiDigit(c) ? '9' : char.IsControl(c) ? '·' : char.IsAscii(c) && !char.IsAsciiLetter(c) ? c : 'x'));
        return $"'{shape}{(value.Length > LongestShape ? "…" : "")}'";
    }
}
