namespace TierFunctions.Domain.Benchmarks;

/// <summary>Finds readings by their places in order without sorting the rest (Hoare's selection, several places in one descent).</summary>
internal static class Selection
{
    private const int SortBelow = 24;

    /// <summary>
    /// Moves the readings that would stand at <paramref name="places"/> if all were sorted to those places, with nothing greater
    /// before and nothing smaller after each. The places are ascending.
    /// </summary>
    public static void Place(Span<long> readings, ReadOnlySpan<int> places) =>
        Place(readings, places, 0, 2 * (int.Log2(Math.Max(readings.Length, 1)) + 1));

    private static void Place(Span<long> readings, ReadOnlySpan<int> places, int offset, int patience)
    {
        while (places.Length > 0)
        {
            // A run of bad pivots on hostile data ends in a sort instead of quadratic time.
            if (readings.Length < SortBelow || patience-- == 0)
            {
                readings.Sort();
                return;
            }
            var (left, right) = Part(readings, MedianOfThree(readings[0], readings[readings.Length / 2], readings[^1]));

            // What lies between the two parts equals the pivot and is in its place.
            var below = 0;
            while (below < places.Length && places[below] - offset < left) below++;
            var above = below;
            while (above < places.Length && places[above] - offset < right) above++;
            Place(readings[..left], places[..below], offset, patience);
            places = places[above..];
            readings = readings[right..];
            offset += right;
        }
    }

    /// <summary>Parts the readings into those not above the pivot, those equal to it (maybe none) and those not below it.</summary>
    private static (int Left, int Right) Part(Span<long> readings, long pivot)
    {
        int i = 0, j = readings.Length - 1;
        while (i <= j)
        {
            while (readings[i] < pivot) i++;
            while (readings[j] > pivot) j--;
            if (i > j) break;
            (readings[i], readings[j]) = (readings[j], readings[i]);
            i++;
            j--;
        }
        return (j + 1, i);
    }

    private static long MedianOfThree(long a, long b, long c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
