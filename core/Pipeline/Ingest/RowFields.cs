using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>The fields of one row as slices of <see cref="Source"/>, by slot of the policy's metrics. Used again for every row.</summary>
internal sealed class RowFields(int slots)
{
    private const int Absent = -1;
    private readonly int[] starts = new int[slots];
    private readonly int[] lengths = new int[slots];
    private int storeStart;
    private int storeLength;
    private int productStart;
    private int productLength;

    /// <summary>The array that the slices are of.</summary>
    public byte[] Source { get; set; } = [];

    /// <summary>Room for a row whose texts must be unescaped.</summary>
    public byte[] Scratch { get; private set; } = new byte[4096];

    public ReadOnlySpan<byte> Store => Source.AsSpan(storeStart, storeLength);

    /// <summary>The id of the product; none where rows are of stores.</summary>
    public ReadOnlySpan<byte> Product => Source.AsSpan(productStart, productLength);

    /// <summary>The field of a column by its name.</summary>
    public ReadOnlySpan<byte> Of(string column, Policy policy) =>
        column == StoreId.Column ? Store
        : column == ProductId.Column && policy.Subject is Subject.Product ? Product
        : this[policy.SlotOf(column)];

    public ReadOnlySpan<byte> this[int slot] => lengths[slot] <= 0 ? [] : Source.AsSpan(starts[slot], lengths[slot]);

    /// <summary>How long the fields of metrics are together.</summary>
    public int TextLength { get; private set; }

    public void Clear()
    {
        storeLength = productLength = TextLength = 0;
        Array.Fill(lengths, Absent);
    }

    public void EnsureScratch(int length)
    {
        if (Scratch.Length < length) Scratch = new byte[length * 2];
    }

    /// <summary>Notes where the field of a column lies; <paramref name="slot"/> is a place of <see cref="Columns"/>.</summary>
    public void Set(int slot, int start, int length)
    {
        if (slot == Columns.Store) (storeStart, storeLength) = (start, length);
        else if (slot >= 0)
        {
            starts[slot] = start;
            lengths[slot] = length;
            TextLength += length;
        }
        else if (slot == Columns.Product) (productStart, productLength) = (start, length);
    }
}
