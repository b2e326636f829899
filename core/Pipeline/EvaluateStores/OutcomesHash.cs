using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// One SHA-256 for all outcomes of a run, whatever order they are made in and however they are spread over chunks: the SHA-256
/// of each outcome's canonical line, added up modulo 2^256, with the number of outcomes. A change of one byte of one outcome
/// changes it. (It guards against mistakes, not against an adversary who may choose outcomes.)
/// </summary>
public sealed class OutcomesHash
{
    private readonly ulong[] sum = new ulong[4];

    public long Count { get; private set; }

    /// <summary>Adds one outcome.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line, digest);
        Span<ulong> addend = stackalloc ulong[4];
        for (var i = 0; i < 4; i++) addend[i] = BinaryPrimitives.ReadUInt64LittleEndian(digest[(i * 8)..]);
        Add(addend);
        Count++;
    }

    public void Add(OutcomesHash other)
    {
        Add(other.sum);
        Count += other.Count;
    }

    /// <summary>Lower-case hexadecimal.</summary>
    public string ToSha256()
    {
        Span<byte> bytes = stackalloc byte[40];
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteUInt64LittleEndian(bytes[(i * 8)..], sum[i]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], Count);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The sum and the count as text, from which <see cref="TryParse"/> makes an equal one.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{sum[0]:x16}{sum[1]:x16}{sum[2]:x16}{sum[3]:x16}:{Count}");

    public static bool TryParse(string text, out OutcomesHash hash)
    {
        hash = new OutcomesHash();
        if (text.Length < 66 || text[64] != ':' || !long.TryParse(text.AsSpan(65), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count)) return false;
        for (var i = 0; i < 4; i++)
        {
            if (!ulong.TryParse(text.AsSpan(i * 16, 16), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out hash.sum[i])) return false;
        }
        hash.Count = count;
        return true;
    }

    private void Add(ReadOnlySpan<ulong> addend)
    {
        var carry = 0ul;
        for (var i = 0; i < 4; i++)
        {
            var part = (UInt128)sum[i] + addend[i] + carry;
            sum[i] = (ulong)part;
            carry = (ulong)(part >> 64);
        }
    }
}
