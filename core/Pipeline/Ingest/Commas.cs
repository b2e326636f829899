using System.Numerics;
using System.Runtime.Intrinsics;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Finds the commas of a line, many bytes at a step. A row has some thirty short fields: looking for each comma by itself costs several times as much.</summary>
internal static class Commas
{
    /// <summary>Writes the places of the commas, as many as fit, and says how many there are.</summary>
    public static int Find(ReadOnlySpan<byte> line, Span<int> places)
    {
        var count = 0;
        var at = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var comma = Vector256.Create((byte)',');
            for (; at <= line.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
            {
                for (var found = Vector256.Equals(Vector256.Create(line[at..]), comma).ExtractMostSignificantBits(); found != 0; found &= found - 1)
                {
                    if (count < places.Length) places[count] = at + BitOperations.TrailingZeroCount(found);
                    count++;
                }
            }
        }
        for (; at < line.Length; at++)
        {
            if (line[at] != ',') continue;
            if (count < places.Length) places[count] = at;
            count++;
        }
        return count;
    }
}
