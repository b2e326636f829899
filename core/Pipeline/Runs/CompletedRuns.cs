namespace TierFunctions.Pipeline.Runs;

/// <summary>
/// The runs that can be asked about, for those who ask thousands of times a second: what was read is used again for a moment.
/// A run that has just completed is seen within that moment.
/// </summary>
public sealed class CompletedRuns(IRuns runs, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Lock changing = new();
    private (long At, Task<IReadOnlyList<Run>> Runs)? latest;

    /// <summary>The completed runs of a programme, or of all, ordered by programme, period and revision.</summary>
    public async Task<IReadOnlyList<Run>> OfAsync(string? programme, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<Run>> reading;
        lock (changing)
        {
            if (latest is not { } known || known.Runs.IsFaulted || time.GetElapsedTime(known.At) > Moment) latest = known = (time.GetTimestamp(), ReadAsync());
            reading = known.Runs;
        }
        var all = await reading.WaitAsync(cancellationToken);
        return programme is null ? all : [.. all.Where(run => run.Key.Programme == programme)];
    }

    // Not cancelled by whoever happened to ask first.
    private async Task<IReadOnlyList<Run>> ReadAsync() => [.. (await runs.ListAsync(programme: null, CancellationToken.None)).Where(run => run.IsCompleted)];
}
