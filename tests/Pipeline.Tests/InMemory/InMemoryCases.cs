using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Cases;

namespace TierFunctions.Pipeline.Tests.InMemory;

internal sealed class InMemoryCases : ICases
{
    private readonly Dictionary<(CaseKey Case, int Number), CaseEntry> entries = [];

    public Task<bool> AddAsync(CaseEntry entry, CancellationToken cancellationToken)
    {
        lock (entries) return Task.FromResult(entries.TryAdd((entry.Case, entry.Number), entry));
    }

    public Task<IReadOnlyList<CaseEntry>> OfAsync(CaseKey key, CancellationToken cancellationToken) => Task.FromResult(Where(entry => entry.Case == key));

    public Task<IReadOnlyList<CaseEntry>> ListAsync(string programme, CancellationToken cancellationToken) => Task.FromResult(Where(entry => entry.Case.Programme == programme));

    private IReadOnlyList<CaseEntry> Where(Func<CaseEntry, bool> fits)
    {
        lock (entries) return [.. entries.Values.Where(fits).OrderBy(entry => entry.Case.ToString(), StringComparer.Ordinal).ThenBy(entry => entry.Number)];
    }
}
