using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>Ordinal order of store ids and of keys of products, which are ASCII.</summary>
internal static class StoreIdOrder
{
    /// <summary>Whether a key is that of a product of a store.</summary>
    public static bool IsProductOf(string key, ReadOnlySpan<byte> store) =>
        key.Length > store.Length && key[store.Length] == SubjectKey.Mark && Compare(key.AsSpan(0, store.Length), store) == 0;

    public static int Compare(ReadOnlySpan<char> store, ReadOnlySpan<byte> other)
    {
        var shared = Math.Min(store.Length, other.Length);
        for (var i = 0; i < shared; i++)
        {
            if (store[i] != other[i]) return store[i] - other[i];
        }
        return store.Length - other.Length;
    }
}
