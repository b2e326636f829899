using TierFunctions.Pipeline.Rulings;

namespace TierFunctions.Pipeline.Tests.InMemory;

internal sealed class InMemoryRulings : IRulings
{
    private readonly SortedDictionary<string, RulingEntry> entries = new(StringComparer.Ordinal);

    public Task<bool> AddAsync(RulingEntry entry, CancellationToken cancellationToken)
    {
        lock (entries) return Task.FromResult(entries.TryAdd(entry.Id, entry));
    }

    public Task<IReadOnlyList<RulingEntry>> ListAsync(CancellationToken cancellationToken)
    {
        lock (entries) return Task.FromResult<IReadOnlyList<RulingEntry>>([.. entries.Values]);
    }
}
