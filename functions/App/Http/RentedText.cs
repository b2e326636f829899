using System.Buffers;

namespace TierFunctions.App.Http;

/// <summary>A text that is put together in an array that is rented for as long as somebody needs it.</summary>
internal sealed class RentedText : IBufferWriter<byte>
{
    private const int UsualLength = 16 << 10;

    private byte[] array = ArrayPool<byte>.Shared.Rent(UsualLength);
    private int length;

    public ReadOnlyMemory<byte> Written => array.AsMemory(0, length);

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Make(sizeHint);
        return array.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Make(sizeHint);
        return array.AsSpan(length);
    }

    /// <summary>Nothing may be read of it any more.</summary>
    public void Return()
    {
        ArrayPool<byte>.Shared.Return(array);
        (array, length) = ([], 0);
    }

    private void Make(int room)
    {
        if (array.Length - length >= Math.Max(room, 1)) return;
        var longer = ArrayPool<byte>.Shared.Rent(Math.Max(array.Length * 2, length + room));
        array.AsSpan(0, length).CopyTo(longer);
        ArrayPool<byte>.Shared.Return(array);
        array = longer;
    }
}
