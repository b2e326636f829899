using System.Buffers;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Cuts an input into blocks of whole lines. Blank lines are not rows; a line that is too long is cut short and marked.</summary>
internal sealed class Blocks(int input, string file, Stream stream, Func<ReadOnlyMemory<byte>, IRows> readHeader, IRows? headerless, int firstNumber)
{
    /// <summary>The most bytes of a row. A longer one is quarantined whole, whatever it holds.</summary>
    public const int LongestRow = 1 << 20;

    // Small enough that the snapshot lines of a block, which are a little longer, still fit into a pooled array of 1 MiB.
    private const int BlockSize = 3 << 18;
    private const int KeptOfTooLong = 512;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BlockSize + LongestRow);
    private int filled;
    private long offset;
    private long nextRow = 1;
    private int number = firstNumber;
    private IRows? rows = headerless;

    public int NextNumber => number;

    public async IAsyncEnumerable<Block> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var atEnd = await FillAsync(cancellationToken);
            if (offset == 0) SkipByteOrderMark();
            if (rows is null && !TryReadHeader(atEnd)) yield break;
            var end = atEnd ? filled : buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            if (end > 0)
            {
                yield return Cut(end, tooLong: false);
            }
            else if (filled >= LongestRow)
            {
                yield return Cut(KeptOfTooLong, tooLong: true);
                await SkipLineAsync(cancellationToken);
            }
            if (atEnd && filled == 0) yield break;
        }
    }

    /// <summary>Reads until the buffer holds a block's worth; true at the end of the input.</summary>
    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        while (filled < BlockSize)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled, BlockSize + LongestRow - filled), cancellationToken);
            if (read == 0) return true;
            filled += read;
        }
        return false;
    }

    private void SkipByteOrderMark()
    {
        var start = buffer.AsSpan(0, filled);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new UnreadableInputException(file, "unknown-encoding", "begins with a UTF-16 byte order mark; expected UTF-8");
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) Discard(3);
    }

    private bool TryReadHeader(bool atEnd)
    {
        while (filled > 0)
        {
            var end = buffer.AsSpan(0, filled).IndexOf((byte)'\n');
            if (end < 0 && (!atEnd || filled > LongestRow)) throw new UnreadableInputException(file, "no-header", $"the first line has no end within {LongestRow:N0} bytes; expected a header");
            var line = buffer.AsMemory(0, end < 0 ? filled : end);
            if (line.Span.EndsWith("\r"u8)) line = line[..^1];
            if (line.Span.Contains((byte)'\r')) throw new UnreadableInputException(file, "unknown-line-ends", "lines end with CR alone; expected LF or CRLF");
            if (line.Length > 0)
            {
                if (!System.Text.Unicode.Utf8.IsValid(line.Span) || line.Span.Contains((byte)0))
                    throw new UnreadableInputException(file, "unknown-encoding", "the header is not UTF-8 text");
                rows = readHeader(line);
            }
            Discard(end < 0 ? filled : end + 1);
            if (line.Length > 0) return true;
        }
        return false;
    }

    private Block Cut(int length, bool tooLong)
    {
        var whole = buffer;
        buffer = ArrayPool<byte>.Shared.Rent(BlockSize + LongestRow);
        whole.AsSpan(length, filled - length).CopyTo(buffer);
        filled -= length;
        var block = new Block(number++, input, whole, length, nextRow, offset, rows!, tooLong);
        nextRow += tooLong ? 1 : CountRows(whole.AsSpan(0, length));
        offset += length;
        return block;
    }

    /// <summary>The lines that are not blank. Only where blank ones may be must they be looked at one by one.</summary>
    private static long CountRows(ReadOnlySpan<byte> lines)
    {
        var mayBeBlank = lines.StartsWith("\n"u8) || lines.StartsWith("\r\n"u8) || lines.IndexOf("\n\n"u8) >= 0 || lines.IndexOf("\n\r\n"u8) >= 0;
        if (!mayBeBlank) return lines.Count((byte)'\n') + (lines.Length > 0 && lines[^1] != '\n' ? 1 : 0);

        var count = 0;
        for (var at = 0; Lines.Next(lines, ref at, out var line);)
        {
            if (!lines[line].IsEmpty) count++;
        }
        return count;
    }

    private async Task SkipLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = buffer.AsSpan(0, filled).IndexOf((byte)'\n');
            Discard(end < 0 ? filled : end + 1);
            if (end >= 0 || await FillAsync(cancellationToken) && filled == 0) return;
        }
    }

    private void Discard(int length)
    {
        buffer.AsSpan(length, filled - length).CopyTo(buffer);
        filled -= length;
        offset += length;
    }
}
