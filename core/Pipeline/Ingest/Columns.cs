using System.Text;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Which column of the inputs is which metric of the policy.</summary>
internal sealed class Columns
{
    /// <summary>The place of the store's id.</summary>
    public const int Store = -1;

    /// <summary>The place of a column that the policy declares no metric for.</summary>
    public const int Unused = -2;

    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public Columns(Policy policy)
    {
        slots.Add(StoreId.Column, Store);
        for (var slot = 0; slot < policy.Metrics.Count; slot++)
        {
            if (policy.Metrics[slot].Derivation is null) slots.Add(policy.Metrics[slot].Name, slot);
        }
        lookup = slots.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int PlaceOf(ReadOnlySpan<byte> name)
    {
        Span<char> chars = stackalloc char[256];
        return name.Length <= chars.Length && lookup.TryGetValue(chars[..Encoding.UTF8.GetChars(name, chars)], out var slot) ? slot : Unused;
    }
}
