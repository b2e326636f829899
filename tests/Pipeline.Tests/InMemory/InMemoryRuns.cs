using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.InMemory;

internal sealed class InMemoryRuns : IRuns
{
    private readonly Lock gate = new();
    private readonly Dictionary<RunKey, Run> runs = [];

    public Task<Run?> FindAsync(RunKey key, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult(runs.GetValueOrDefault(key));
    }

    public Task<IReadOnlyList<Run>> ListAsync(string? programme, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<Run>>([.. runs.Values.Where(run => programme is null || run.Key.Programme == programme)
                .OrderBy(run => run.Key.Programme, StringComparer.Ordinal)
                .ThenBy(run => run.Key.Period.ToString(), StringComparer.Ordinal)
                .ThenBy(run => run.Key.Revision)]);
        }
    }

    public Task<bool> AddAsync(Run run, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult(runs.TryAdd(run.Key, run with { Version = 1 }));
    }

    public Task<bool> ReplaceAsync(Run run, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!runs.TryGetValue(run.Key, out var stored) || stored.Version != run.Version) return Task.FromResult(false);
            runs[run.Key] = run with { Version = run.Version + 1 };
            return Task.FromResult(true);
        }
    }
}
