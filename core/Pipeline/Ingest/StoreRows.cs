using System.Buffers;
using System.Text;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>One store's row in the inputs, as a run would take it in.</summary>
public abstract record StoreRow
{
    private StoreRow()
    {
    }

    /// <summary>The row, in the snapshot's canonical form.</summary>
    public sealed record Found(ReadOnlyMemory<byte> Line, string File) : StoreRow;

    /// <summary>There is one, but a run would not take it in.</summary>
    public sealed record Refused(string Reason) : StoreRow;

    public sealed record Absent : StoreRow;
}

/// <summary>Looks one store, or one product of a store, up in inputs of any size, reading only its own lines.</summary>
internal sealed class StoreRows(Plan plan, IInputs inputs)
{
    private static readonly Spread Anywhere = new(1, 1);

    private readonly Columns columns = new(plan.Policy);
    private readonly HashSet<string> unused = [];
    private readonly bool[] supplied = new bool[plan.Policy.Metrics.Count];
    private readonly RowAcceptance acceptance = new(plan, Anywhere, InputReading.OpenVocabularies(plan));
    private readonly RowFields fields = new(plan.Policy.Metrics.Count);

    /// <summary>Rows that say the same are one; rows that differ are none, since nobody can tell which is right.</summary>
    public async Task<StoreRow> FindAsync(string store, IReadOnlyList<FoundInput> places, CancellationToken cancellationToken)
    {
        var key = SubjectKey.Parse(store);
        var (id, product) = (Encoding.ASCII.GetBytes(key.Store), Encoding.ASCII.GetBytes(key.Product ?? ""));
        StoreRow.Found? found = null;
        foreach (var input in places.Where(input => Path.GetFileName(input.Name) != Manifest.FileName))
        {
            await using var source = await inputs.OpenAsync(new PinnedInput(input.Name, input.ETag, input.Length), cancellationToken);
            await using var verified = new VerifiedStream(source);
            await using var unzipped = InputReading.IsGzip(input.Name) ? new GzipInput(input.Name, verified) : null;
            var blocks = InputReading.BlocksOf(0, input.Name, (Stream?)unzipped ?? verified, plan.Policy, columns, unused, supplied, 0);
            await foreach (var block in blocks.ReadAsync(cancellationToken))
            {
                foreach (var row in RowsOf(block, id, product, input.Name))
                {
                    if (row is not StoreRow.Found here) return row;
                    if (found is not null && !found.Line.Span.SequenceEqual(here.Line.Span)) return new StoreRow.Refused($"{found.File} and {here.File} have rows of it that differ");
                    found ??= here;
                }
                ArrayPool<byte>.Shared.Return(block.Buffer);
            }
        }
        return (StoreRow?)found ?? new StoreRow.Absent();
    }

    private List<StoreRow> RowsOf(Block block, byte[] store, byte[] product, string file)
    {
        var rows = new List<StoreRow>();
        var text = block.Buffer.AsSpan(0, block.Length);
        var number = block.FirstRow;
        for (var at = 0; Lines.Next(text, ref at, out var range);)
        {
            var line = text[range];
            if (line.IsEmpty) continue;
            var row = number++;
            // An id is ASCII, so a line without it is of another store, unless its text is escaped.
            if (block.TooLong || line.IndexOf(store) < 0 && !line.Contains((byte)'\\')) continue;
            var (start, length) = range.GetOffsetAndLength(text.Length);
            var fault = block.Rows.Read(block.Buffer, start, length, fields);
            if (!fields.Store.SequenceEqual(store) || !fields.Product.SequenceEqual(product)) continue;
            fault ??= acceptance.TryAdd(fields, 0, start);
            rows.Add(fault is null ? new StoreRow.Found(Take(), file) : new StoreRow.Refused(Of(fault, file, row)));
        }
        return rows;
    }

    private byte[] Take()
    {
        using var segment = acceptance.Take(0, 0, 0);
        return segment.LineOf(segment.Rows[0]).TrimEnd((byte)'\n').ToArray();
    }

    private string Of(RowFault fault, string file, long row)
    {
        var found = fault.Column is { } column && column != StoreId.Column ? $", found '{QuarantinedRow.Bounded(fields.Of(column, plan.Policy))}'" : "";
        return FormattableString.Invariant($"{file}, row {row}: {(fault.Column is null ? "" : $"{fault.Column}: ")}{fault.Code}{found}, expected {fault.Expected}");
    }
}
