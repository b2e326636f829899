using System.Security.Cryptography;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Passes a blob's bytes through, hashing and counting them, and keeps the last eight for whoever checks a gzip trailer.</summary>
internal sealed class VerifiedStream(Stream source) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] tail = new byte[8];

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The last eight bytes read, or fewer at the front if there were fewer.</summary>
    public ReadOnlySpan<byte> Tail => tail;

    /// <summary>SHA-256 of all bytes read, lower-case hexadecimal. Ends the hashing.</summary>
    public string Sha256() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Seen(buffer, source.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await source.ReadAsync(buffer, cancellationToken);
        return Seen(buffer.Span, read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private int Seen(Span<byte> buffer, int read)
    {
        var bytes = buffer[..read];
        hash.AppendData(bytes);
        BytesRead += read;
        if (read >= tail.Length) bytes[^tail.Length..].CopyTo(tail);
        else
        {
            tail.AsSpan(read).CopyTo(tail);
            bytes.CopyTo(tail.AsSpan(tail.Length - read));
        }
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            source.Dispose();
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => BytesRead; set => throw new NotSupportedException(); }
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
