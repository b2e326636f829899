using System.Text.Json;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Reads the rows of an NDJSON file: one flat object a line, numbers as numbers, every property once.</summary>
internal sealed class NdjsonRows(Policy policy, Columns columns, ISet<string> unused, bool[] supplied) : IRows
{
    private const int MaximumDepth = 4;

    public RowFault? Read(byte[] block, int start, int length, RowFields fields)
    {
        fields.Clear();
        fields.EnsureScratch(length);
        fields.Source = fields.Scratch;
        try
        {
            return Read(block.AsSpan(start, length), fields);
        }
        catch (JsonException)
        {
            return RowFault.NotJson;
        }
        catch (InvalidOperationException)
        {
            // A string that is not well-formed Unicode, such as half a surrogate pair.
            return RowFault.NotUtf8;
        }
    }

    private RowFault? Read(ReadOnlySpan<byte> line, RowFields fields)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = MaximumDepth });
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return RowFault.NotJson;

        var written = 0;
        // By place, counted from that of the product's id, which is the lowest.
        Span<bool> seen = stackalloc bool[policy.Metrics.Count - Columns.Product];
        RowFault? fault = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var size = reader.CopyString(fields.Scratch.AsSpan(written));
            var name = fields.Scratch.AsSpan(written, size);
            var place = columns.PlaceOf(name);
            if (place == Columns.Unused)
            {
                lock (unused) unused.Add(System.Text.Encoding.UTF8.GetString(name));
            }
            else
            {
                if (seen[place - Columns.Product]) fault ??= RowFault.DuplicateProperty;
                seen[place - Columns.Product] = true;
            }
            reader.Read();
            if (place == Columns.Unused)
            {
                reader.Skip();
                continue;
            }
            if (place >= 0) supplied[place] = true;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                fault ??= RowFault.WrongJsonType(NameOf(place));
                reader.Skip();
                continue;
            }
            if (!Fits(reader.TokenType, place)) fault ??= RowFault.WrongJsonType(NameOf(place));
            var begin = written;
            if (reader.TokenType is JsonTokenType.String) written += reader.CopyString(fields.Scratch.AsSpan(written));
            else if (reader.TokenType is not JsonTokenType.Null)
            {
                reader.ValueSpan.CopyTo(fields.Scratch.AsSpan(written));
                written += reader.ValueSpan.Length;
            }
            fields.Set(place, begin, written - begin);
        }
        if (reader.Read()) return RowFault.NotJson;
        return fault;
    }

    private string NameOf(int place) => place switch
    {
        Columns.Store => StoreId.Column,
        Columns.Product => ProductId.Column,
        _ => policy.Metrics[place].Name,
    };

    private bool Fits(JsonTokenType token, int place)
    {
        if (token is JsonTokenType.Null) return true;
        if (place < 0) return token is JsonTokenType.String; // an id
        var metric = policy.Metrics[place];
        return token switch
        {
            JsonTokenType.Number => metric.IsNumber || metric.Kind is MetricKind.Flag,
            JsonTokenType.String => !metric.IsNumber,
            _ => metric.Kind is MetricKind.Flag,
        };
    }
}
