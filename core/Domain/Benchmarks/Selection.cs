namespace TierFunctions.Domain.Benchmarks;

/// <summary>Finds one reading by its place in order without sorting the rest (Hoare's selection with median-of-three pivots).</summary>
internal static class Selection
{
    /// <summary>
    /// The reading that would stand at <paramref name="place"/> if all were sorted. Afterwards it does stand there, with nothing
    /// greater before it and nothing smaller after it.
    /// </summary>
    public static long NthSmallest(Span<long> readings, int place)
    {
        var low = 0;
        var high = readings.Length - 1;
        // A run of bad pivots on hostile data ends in a sort instead of quadratic time.
        var patience = 2 * (int.Log2(readings.Length) + 1);
        while (low < high)
        {
            if (high - low < 16 || patience-- == 0)
            {
                readings[low..(high + 1)].Sort();
                break;
            }
            var pivot = MedianOfThree(readings[low], readings[low + (high - low) / 2], readings[high]);
            int i = low, j = high;
            while (i <= j)
            {
                while (readings[i] < pivot) i++;
                while (readings[j] > pivot) j--;
                if (i > j) break;
                (readings[i], readings[j]) = (readings[j], readings[i]);
                i++;
                j--;
            }
            if (place <= j) high = j;
            else if (place >= i) low = i;
            else break;
        }
        return readings[place];
    }

    private static long MedianOfThree(long a, long b, long c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
