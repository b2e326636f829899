using System.Globalization;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Pipeline.Find;

/// <summary>Where a page of stores ended: a bucket and the last store that was looked at in it.</summary>
internal static class StoreCursor
{
    public static string Write(int bucket, string store) => string.Create(CultureInfo.InvariantCulture, $"{bucket}/{store}");

    /// <summary>Reads what <see cref="Write"/> wrote; anything else is the beginning.</summary>
    public static (int Bucket, string? After) Read(string? cursor) =>
        cursor?.Split('/') is [var number, var store] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var bucket) && StoreId.IsKey(store)
            ? (bucket, store)
            : (0, null);
}
