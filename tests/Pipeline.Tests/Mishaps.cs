using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests;

/// <summary>
/// Lets ports fail where a test wants it: before an effect, which then has not happened, or after it, which is an
/// acknowledgement that was lost.
/// </summary>
internal sealed class Mishaps
{
    /// <summary>Called with "before outcomes.save", "after outcomes.save" and the like; what it throws, the port throws.</summary>
    public Action<string>? On { get; set; }

    public async Task<T> AroundAsync<T>(string effect, Func<Task<T>> act)
    {
        On?.Invoke("before " + effect);
        var result = await act();
        On?.Invoke("after " + effect);
        return result;
    }

    public Task AroundAsync(string effect, Func<Task> act) => AroundAsync(effect, async () =>
    {
        await act();
        return true;
    });
}

/// <summary>What a port throws when a test wants it to.</summary>
internal sealed class MishapException(string step) : Exception(step);

internal sealed class ShakyRuns(IRuns runs, Mishaps mishaps) : IRuns
{
    public Task<Run?> FindAsync(RunKey key, CancellationToken cancellationToken) => mishaps.AroundAsync("runs.find", () => runs.FindAsync(key, cancellationToken));

    public Task<IReadOnlyList<Run>> ListAsync(string? programme, CancellationToken cancellationToken) => runs.ListAsync(programme, cancellationToken);

    public Task<bool> AddAsync(Run run, CancellationToken cancellationToken) => mishaps.AroundAsync("runs.add", () => runs.AddAsync(run, cancellationToken));

    public Task<bool> ReplaceAsync(Run run, CancellationToken cancellationToken) =>
        mishaps.AroundAsync($"runs.replace {run.State}", () => runs.ReplaceAsync(run, cancellationToken));
}

internal sealed class ShakyFiles(IRunFiles files, Mishaps mishaps) : IRunFiles
{
    public Task WriteAsync(RunKey run, string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        mishaps.AroundAsync($"files.write {name}", () => files.WriteAsync(run, name, write, cancellationToken));

    public Task<Stream?> OpenAsync(RunKey run, string name, CancellationToken cancellationToken) => mishaps.AroundAsync($"files.open {name}", () => files.OpenAsync(run, name, cancellationToken));

    public Task ReadAsync(RunKey run, string name, long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
        mishaps.AroundAsync($"files.read {name}", () => files.ReadAsync(run, name, offset, destination, cancellationToken));

    public string AddressOf(RunKey run, string name) => files.AddressOf(run, name);
}

internal sealed class ShakyInputs(IInputs inputs, Mishaps mishaps) : IInputs
{
    public Task<IReadOnlyList<FoundInput>> ListAsync(IReadOnlyList<string> places, CancellationToken cancellationToken) => inputs.ListAsync(places, cancellationToken);

    public Task<Stream> OpenAsync(PinnedInput input, CancellationToken cancellationToken) => mishaps.AroundAsync("inputs.open", () => inputs.OpenAsync(input, cancellationToken));
}

internal sealed class ShakyOutcomes(IOutcomes outcomes, Mishaps mishaps) : IOutcomes
{
    public Task<ChunkSaved> SaveAsync(ChunkResult result, CancellationToken cancellationToken) =>
        mishaps.AroundAsync($"outcomes.save {result.Chunk.Number}", () => outcomes.SaveAsync(result, cancellationToken));

    public Task<IReadOnlyDictionary<int, ChunkSummary>> FinishedAsync(RunKey run, CancellationToken cancellationToken) =>
        mishaps.AroundAsync("outcomes.finished", () => outcomes.FinishedAsync(run, cancellationToken));

    public Task<StoredOutcome?> FindAsync(RunKey run, string store, CancellationToken cancellationToken) => outcomes.FindAsync(run, store, cancellationToken);

    public IAsyncEnumerable<StoredOutcome> RangeAsync(RunKey run, int bucket, string? after, string? upTo, CancellationToken cancellationToken) =>
        outcomes.RangeAsync(run, bucket, after, upTo, cancellationToken);
}

internal sealed class ShakyNotices(INotices notices, Mishaps mishaps) : INotices
{
    public Task ReleaseAsync(RunKey run, CancellationToken cancellationToken) => mishaps.AroundAsync("notices.release", () => notices.ReleaseAsync(run, cancellationToken));

    public Task<IReadOnlyDictionary<NoticeState, long>> CountAsync(RunKey run, CancellationToken cancellationToken) => notices.CountAsync(run, cancellationToken);

    public Task<SmsCosts> CostsAsync(RunKey run, CancellationToken cancellationToken) => notices.CostsAsync(run, cancellationToken);

    public Task<IReadOnlyList<Notice>> OfStoreAsync(RunKey run, string store, CancellationToken cancellationToken) => notices.OfStoreAsync(run, store, cancellationToken);

    public Task<NoticePage> PageAsync(RunKey run, NoticeState? state, string? after, int most, CancellationToken cancellationToken) =>
        notices.PageAsync(run, state, after, most, cancellationToken);
}
