namespace TierFunctions.Domain.Programmes;

/// <summary>
/// What an outcome is of, as one text: a store's id, or for a product of a store both ids, <c>STORE!PRODUCT</c>. The mark sorts below
/// every character that an id may have: keys are in the order of stores and then of products, and all products of a store lie together.
/// </summary>
/// <param name="Product">Null for the store itself.</param>
public sealed record SubjectKey(string Store, string? Product = null)
{
    /// <summary>Between a store's id and a product's.</summary>
    public const char Mark = '!';

    // Greater than every character that an id may have.
    private const char End = '~';

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static SubjectKey Parse(string key) => key.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0 ? new SubjectKey(key[..at], key[(at + 1)..]) : new SubjectKey(key);

    /// <summary>The store that a key is of, or whose product it is of.</summary>
    public static string StoreOf(string key) => key.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0 ? key[..at] : key;

    /// <summary>The same of a key in ASCII.</summary>
    public static ReadOnlySpan<byte> StoreOf(ReadOnlySpan<byte> key) => key.IndexOf((byte)Mark) is var at and >= 0 ? key[..at] : key;

    /// <summary>The range of the keys of a store's products, its beginning exclusive and its end inclusive.</summary>
    public static (string After, string UpTo) ProductsOf(string store) => (store + Mark, AfterProductsOf(store));

    /// <summary>What comes after a store and its products, and before every other store after it.</summary>
    public static string AfterProductsOf(string store) => $"{store}{Mark}{End}";

    public override string ToString() => Product is null ? Store : $"{Store}{Mark}{Product}";
}
