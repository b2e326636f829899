namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>Ordinal order of store ids, which are ASCII.</summary>
internal static class StoreIdOrder
{
    public static int Compare(string store, ReadOnlySpan<byte> other)
    {
        var shared = Math.Min(store.Length, other.Length);
        for (var i = 0; i < shared; i++)
        {
            if (store[i] != other[i]) return store[i] - other[i];
        }
        return store.Length - other.Length;
    }
}
