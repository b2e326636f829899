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
    private IReadOnlyList<RunKey> keys = [];
    private object stamp = new();

    /// <summary>The completed runs of a programme, or of all, ordered by programme, period and revision.</summary>
    public async Task<IReadOnlyList<Run>> OfAsync(string? programme, CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        return programme is null ? all : [.. all.Where(run => run.Key.Programme == programme)];
    }

    /// <summary>The same object as long as the same runs are completed: what was made of them stands until it is another.</summary>
    public async Task<object> StampAsync(CancellationToken cancellationToken)
    {
        await AllAsync(cancellationToken);
        lock (changing) return stamp;
    }

    private async Task<IReadOnlyList<Run>> AllAsync(CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<Run>> reading;
        lock (changing)
        {
            if (latest is not { } known || known.Runs.IsFaulted || time.GetElapsedTime(known.At) > Moment) latest = known = (time.GetTimestamp(), ReadAsync());
            reading = known.Runs;
        }
        return reading.IsCompletedSuccessfully ? reading.Result : await reading.WaitAsync(cancellationToken);
    }

    // Not cancelled by whoever happened to ask first.
    private async Task<IReadOnlyList<Run>> ReadAsync()
    {
        IReadOnlyList<Run> completed = [.. (await runs.ListAsync(programme: null, CancellationToken.None)).Where(run => run.IsCompleted)];
        lock (changing)
        {
            if (!keys.SequenceEqual(completed.Select(run => run.Key))) (keys, stamp) = ([.. completed.Select(run => run.Key)], new object());
        }
        return completed;
    }
}
