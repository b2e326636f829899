using System.Text;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Which column of the inputs is which metric of the policy, or which of some named fields.</summary>
internal sealed class Columns
{
    /// <summary>The place of the row's id.</summary>
    public const int Store = -1;

    /// <summary>The place of a column that the policy declares no metric for.</summary>
    public const int Unused = -2;

    /// <summary>The place of the product's id, where rows are of products.</summary>
    public const int Product = -3;

    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

    /// <summary>The metrics that blobs may supply.</summary>
    public Columns(Policy policy)
        : this(policy, metric => metric.IsSupplied)
    {
    }

    private Columns(Policy policy, Func<Metric, bool> takes)
    {
        Ids = policy.Subject is Subject.Product ? [StoreId.Column, ProductId.Column] : [StoreId.Column];
        slots.Add(StoreId.Column, Store);
        if (policy.Subject is Subject.Product) slots.Add(ProductId.Column, Product);
        for (var slot = 0; slot < policy.Metrics.Count; slot++)
        {
            if (takes(policy.Metrics[slot])) slots.Add(policy.Metrics[slot].Name, slot);
        }
        lookup = slots.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <param name="id">The column that tells rows apart.</param>
    /// <param name="names">The others by their places; the id may be among them.</param>
    public Columns(string id, IReadOnlyList<string> names)
    {
        Ids = [id];
        slots.Add(id, Store);
        for (var place = 0; place < names.Count; place++) slots.TryAdd(names[place], place);
        lookup = slots.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The metrics that somebody who asks about one store may say the reading of: what other programmes made of it included.</summary>
    public static Columns Given(Policy policy) => new(policy, metric => metric.IsGiven);

    /// <summary>The columns that every file must have.</summary>
    public IReadOnlyList<string> Ids { get; }

    public int PlaceOf(ReadOnlySpan<byte> name)
    {
        Span<char> chars = stackalloc char[256];
        return name.Length <= chars.Length && lookup.TryGetValue(chars[..Encoding.UTF8.GetChars(name, chars)], out var slot) ? slot : Unused;
    }
}
