namespace TierFunctions.Pipeline.Runs;

/// <summary>The runs that can be asked about. One that has just completed is seen within a moment.</summary>
public sealed class CompletedRuns(IRuns runs, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Recent<IReadOnlyList<Run>> recent = new(async () => [.. (await runs.ListAsync(programme: null, CancellationToken.None)).Where(run => run.IsCompleted)], Moment, time);

    /// <summary>The completed runs of a programme, or of all, ordered by programme, period and revision.</summary>
    public async Task<IReadOnlyList<Run>> OfAsync(string? programme, CancellationToken cancellationToken)
    {
        var all = await recent.GetAsync(cancellationToken);
        return programme is null ? all : [.. all.Where(run => run.Key.Programme == programme)];
    }
}
