namespace TierFunctions.Pipeline.Runs;

/// <summary>The runs that can be asked about. One that has just completed is seen within a moment.</summary>
public sealed class CompletedRuns
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly IRuns runs;
    private readonly Recent<Seen> recent;
    private Seen? last;

    public CompletedRuns(IRuns runs, TimeProvider time)
    {
        this.runs = runs;
        recent = new Recent<Seen>(ReadAsync, Moment, time);
    }

    /// <summary>The completed runs of a programme, or of all, ordered by programme, period and revision.</summary>
    public async Task<IReadOnlyList<Run>> OfAsync(string? programme, CancellationToken cancellationToken)
    {
        var all = (await recent.GetAsync(cancellationToken)).Completed;
        return programme is null ? all : [.. all.Where(run => run.Key.Programme == programme)];
    }

    /// <summary>The same object as long as the same runs are completed: what was made of them stands until it is another.</summary>
    public async Task<object> StampAsync(CancellationToken cancellationToken) => (await recent.GetAsync(cancellationToken)).Stamp;

    private async Task<Seen> ReadAsync()
    {
        IReadOnlyList<Run> completed = [.. (await runs.ListAsync(programme: null, CancellationToken.None)).Where(run => run.IsCompleted)];
        var same = last is { } known && known.Completed.Select(run => run.Key).SequenceEqual(completed.Select(run => run.Key));
        return last = new Seen(completed, same ? last!.Stamp : new object()); // never null: it was compared
    }

    private sealed record Seen(IReadOnlyList<Run> Completed, object Stamp);
}
