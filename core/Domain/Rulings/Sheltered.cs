using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Rulings;

/// <summary>One store of a run with exemptions: what protects it, and what would protect it were some of its readings others.</summary>
public sealed class Sheltered
{
    private readonly Exempting exempting;
    private readonly string store;
    private readonly long[] supplied;
    private readonly int?[]? read;

    /// <param name="row">The complete row.</param>
    /// <param name="supplied">The same row before it was completed.</param>
    public Sheltered(Exempting exempting, string store, ReadOnlySpan<long> row, ReadOnlySpan<long> supplied)
    {
        this.exempting = exempting;
        this.store = store;
        this.supplied = supplied.ToArray();
        Protection = exempting.Protect(store, row, supplied.ToArray());
        read = Protection is null ? null : exempting.ReadUnder(Protection.Exemptions);
    }

    /// <summary>What protects the store; null where it lies in the scope of no exemption.</summary>
    public Protection? Protection { get; }

    /// <summary>What would protect it.</summary>
    /// <param name="row">Its complete row with the changes.</param>
    internal Protection? With(IEnumerable<(int Slot, long Units)> changes, ReadOnlySpan<long> row)
    {
        var changed = supplied.ToArray();
        foreach (var (slot, units) in changes) changed[slot] = units;
        return exempting.Protect(store, row, changed);
    }

    /// <summary>The slot of the supplied metric that is read for one: itself, or another; null where an exemption says what it reads.</summary>
    internal int? ReadFor(int slot) => read is null ? slot : read[slot];

    /// <summary>Whether a reading decides if an exemption applies.</summary>
    internal bool IsScope(Metric metric) => exempting.IsScope(metric);
}
