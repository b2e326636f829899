using System.Buffers.Binary;
using System.IO.Compression;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// A gzip file that must be whole. The framework's reader returns what there is of a cut-off file without complaint, so the
/// trailer's CRC-32 and length are compared here; a file of several members, or with anything behind the first, is refused as well.
/// </summary>
internal sealed class GzipInput(string file, VerifiedStream compressed) : Stream
{
    // A table of numbers compresses 3 to 12 times. A file that grows far beyond that is made to fill memory or disks.
    private const long MostGrowth = 200;
    private const long GrowthFloor = 64L << 20;

    private readonly GZipStream gzip = new(compressed, CompressionMode.Decompress, leaveOpen: true);
    private uint crc = uint.MaxValue;
    private long length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await gzip.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new UnreadableInputException(file, "damaged-gzip", "the gzip data is damaged");
        }
        if (read == 0)
        {
            await CheckTrailerAsync(cancellationToken);
            return 0;
        }
        crc = Crc32.Append(crc, buffer.Span[..read]);
        length += read;
        if (length > GrowthFloor && length > compressed.BytesRead * MostGrowth)
        {
            throw new UnreadableInputException(file, "gzip-bomb",
                FormattableString.Invariant($"{compressed.BytesRead:N0} bytes grow to more than {MostGrowth} times that; reading stopped at {length:N0} bytes"));
        }
        return read;
    }

    private async Task CheckTrailerAsync(CancellationToken cancellationToken)
    {
        // The framework reads ahead, but not past what it needs: take what is left so that the tail is the file's own.
        var rest = new byte[4096];
        while (await compressed.ReadAsync(rest, cancellationToken) > 0)
        {
        }
        var whole = compressed.BytesRead >= 18
            && BinaryPrimitives.ReadUInt32LittleEndian(compressed.Tail) == ~crc
            && BinaryPrimitives.ReadUInt32LittleEndian(compressed.Tail[4..]) == (uint)length;
        if (!whole)
        {
            throw new UnreadableInputException(file, "truncated-gzip",
                FormattableString.Invariant($"the gzip file is cut off or has something behind its end: after {length:N0} bytes of data its trailer does not agree"));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) gzip.Dispose();
        base.Dispose(disposing);
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => length; set => throw new NotSupportedException(); }
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
