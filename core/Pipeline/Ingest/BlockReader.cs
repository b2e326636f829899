using System.Buffers;
using System.Text;
using System.Text.Unicode;
using TierFunctions.Domain.Evaluation;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>What a worker made of one block: the accepted rows, sorted, and the refused ones in the order of the file.</summary>
internal sealed record ReadBlock(int Number, int Input, long Read, Segment Segment, IReadOnlyList<QuarantinedRow> Quarantined);

/// <summary>Reads the rows of blocks; one for each worker.</summary>
internal sealed class BlockReader(Plan plan, RowAcceptance acceptance)
{
    private readonly RowFields fields = new(plan.Policy.Metrics.Count);

    public ReadBlock Read(Block block, string file)
    {
        var text = block.Buffer.AsSpan(0, block.Length);
        var isUtf8 = Utf8.IsValid(text) || block.TooLong;
        var refused = new List<QuarantinedRow>();
        var row = 0;
        for (var at = 0; Lines.Next(text, ref at, out var line);)
        {
            var (start, length) = line.GetOffsetAndLength(text.Length);
            if (length == 0) continue;
            var fault =
                block.TooLong || length > Blocks.LongestRow ? RowFault.RowTooLong
                : !isUtf8 && !Utf8.IsValid(text[line]) ? RowFault.NotUtf8
                : block.Rows.Read(block.Buffer, start, length, fields) ?? acceptance.TryAdd(fields, row, start);
            if (fault is not null)
            {
                var found = fault.Column is null ? null : QuarantinedRow.Bounded(fields.Of(fault.Column, plan.Policy));
                refused.Add(new QuarantinedRow(file, block.FirstRow + row, block.SourceOffset + start, fault, found, QuarantinedRow.Bounded(text[line])));
            }
            row++;
        }
        var read = new ReadBlock(block.Number, block.Input, row, acceptance.Take(block.Input, block.FirstRow, block.SourceOffset), refused);
        ArrayPool<byte>.Shared.Return(block.Buffer);
        return read;
    }
}

/// <summary>A row that was not accepted, and where to find it.</summary>
/// <param name="Row">Counts the rows of the file from 1, the header and blank lines left out.</param>
/// <param name="Offset">Where the row begins in the (decompressed) file, in bytes.</param>
/// <param name="Found">The value at fault; null where the fault is the row's.</param>
/// <param name="Raw">
/// The row as it came, cut after 512 bytes, with bytes that are no text replaced; for a row that is refused for what another row
/// says, its canonical line.
/// </param>
public sealed record QuarantinedRow(string File, long Row, long Offset, RowFault Fault, string? Found, string Raw)
{
    private const int MostBytes = 512;

    internal static string Bounded(ReadOnlySpan<byte> text) =>
        text.Length <= MostBytes ? Encoding.UTF8.GetString(text) : $"{Encoding.UTF8.GetString(text[..MostBytes])}… ({text.Length} bytes)";
}
