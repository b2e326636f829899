using TierFunctions.Domain.Calendar;

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

    /// <summary>What the latest run of each programme that knows an answer says, by programme.</summary>
    /// <param name="ofProducts">Whether runs that judge products are asked, or those that judge stores.</param>
    /// <param name="period">Null for runs of any period.</param>
    /// <param name="ask">Null where the run knows none.</param>
    public async Task<IReadOnlyList<T>> LatestAsync<T>(string? programme, bool ofProducts, Period? period, Func<Run, Task<T?>> ask, CancellationToken cancellationToken) where T : class
    {
        var answers = new List<T>();
        var completed = await OfAsync(programme, cancellationToken);
        string? answered = null;
        for (var i = completed.Count - 1; i >= 0; i--)
        {
            var run = completed[i];
            if (run.Key.Programme == answered || run.IsOfProducts != ofProducts || period is not null && run.Key.Period != period) continue;
            if (await ask(run) is not { } answer) continue;
            answers.Add(answer);
            answered = run.Key.Programme;
        }
        answers.Reverse();
        return answers;
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
