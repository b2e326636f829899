using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// One SHA-256 for all outcomes of a run, whatever order they are made in and however they are spread over chunks: of the number
/// of outcomes and of the sum, modulo 2^128, of a 128-bit hash of each outcome's canonical line. A change of one byte of one
/// outcome changes it. It tells runs apart and finds mistakes; it is no defence against somebody who may choose outcomes.
/// (A SHA-256 of every line by itself was measured to cost a tenth of a run.)
/// </summary>
public sealed class OutcomesHash
{
    private UInt128 sum;

    public long Count { get; private set; }

    /// <summary>Adds one outcome.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        sum += HashOf(line);
        Count++;
    }

    public void Add(OutcomesHash other)
    {
        sum += other.sum;
        Count += other.Count;
    }

    /// <summary>Lower-case hexadecimal.</summary>
    public string ToSha256()
    {
        Span<byte> bytes = stackalloc byte[24];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, sum);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Count);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The sum and the count as text, from which <see cref="TryParse"/> makes an equal one.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{sum:x32}:{Count}");

    public static bool TryParse(string text, out OutcomesHash hash)
    {
        hash = new OutcomesHash();
        if (text.Length < 34 || text[32] != ':'
            || !UInt128.TryParse(text.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sum)
            || !long.TryParse(text.AsSpan(33), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }
        (hash.sum, hash.Count) = (sum, count);
        return true;
    }

    /// <summary>
    /// Two lanes of multiply-and-fold over sixteen bytes a step, as in wyhash, with odd constants from the binary digits of pi.
    /// The length is mixed in, so that lines that differ in trailing zeros differ.
    /// </summary>
    private static UInt128 HashOf(ReadOnlySpan<byte> line)
    {
        var low = 0x243F6A8885A308D3ul ^ (ulong)line.Length;
        var high = 0x13198A2E03707345ul + (ulong)line.Length;
        while (line.Length > 16)
        {
            Step(line, ref low, ref high);
            line = line[16..];
        }
        Span<byte> last = stackalloc byte[16];
        last.Clear();
        line.CopyTo(last);
        Step(last, ref low, ref high);
        return new UInt128(Fold(high ^ 0x082EFA98EC4E6C89ul, low ^ 0x452821E638D01377ul), Fold(low ^ 0xBE5466CF34E90C6Dul, high ^ 0xC0AC29B7C97C50DDul));
    }

    private static void Step(ReadOnlySpan<byte> line, ref ulong low, ref ulong high)
    {
        var first = BinaryPrimitives.ReadUInt64LittleEndian(line);
        var second = BinaryPrimitives.ReadUInt64LittleEndian(line[8..]);
        (low, high) = (Fold(first ^ 0xA4093822299F31D1ul ^ high, second ^ low), Fold(second ^ 0x9216D5D98979FB1Bul ^ low, first ^ high));
    }

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
