using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace TierFunctions.Azure.Blobs;

/// <summary>
/// Writes a blob block by block and puts it in place with one commit; what is not committed was never there. A blob of one block
/// is one request. Of two that write a larger blob at the same time the first to commit wins, and the other is told so.
/// </summary>
internal sealed class BlockStream(BlockBlobClient blob, CancellationToken cancellationToken) : Stream
{
    private const int BlockSize = 8 << 20;

    // The blocks of one writer are not those of another that writes the same blob.
    private readonly string writer = RandomNumberGenerator.GetHexString(16);
    private readonly List<string> blocks = [];
    private readonly MemoryStream block = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var count = (int)Math.Min(BlockSize - block.Length, buffer.Length);
            block.Write(buffer[..count]);
            buffer = buffer[count..];
            if (block.Length == BlockSize) Stage();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            var count = (int)Math.Min(BlockSize - block.Length, buffer.Length);
            block.Write(buffer.Span[..count]);
            buffer = buffer[count..];
            if (block.Length == BlockSize) await StageAsync(cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public async Task CommitAsync()
    {
        block.Position = 0;
        if (blocks.Count == 0)
        {
            await blob.UploadAsync(block, new BlobUploadOptions(), cancellationToken);
            return;
        }
        if (block.Length > 0) await StageAsync(cancellationToken);
        await blob.CommitBlockListAsync(blocks, cancellationToken: cancellationToken);
    }

    public override void Flush()
    {
        // A block is sent when it is full; whatever flushes in between would only make it smaller.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) block.Dispose();
        base.Dispose(disposing);
    }

    private void Stage()
    {
        block.Position = 0;
        blob.StageBlock(NextId(), block, cancellationToken: cancellationToken);
        block.SetLength(0);
    }

    private async Task StageAsync(CancellationToken token)
    {
        block.Position = 0;
        await blob.StageBlockAsync(NextId(), block, cancellationToken: token);
        block.SetLength(0);
    }

    // Ids of one blob all have the same length.
    private string NextId()
    {
        var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{writer}-{blocks.Count:D6}")));
        blocks.Add(id);
        return id;
    }
}
