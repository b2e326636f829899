using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// One process's attempt at ingesting a run. It says on the run that it is at work for as long as it is, so that nobody begins
/// another one beside it; a newer attempt would make this one's end a stale one, and if that happened often enough the run would never end.
/// </summary>
internal sealed class IngestAttempt(IRuns runs, Run begun, TimeProvider time) : IAsyncDisposable
{
    // A fraction of the time after which it is taken for dead, so that a few that fail do not matter.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource over = new();
    private Task beating = Task.CompletedTask;
    private Run run = begun;
    private bool ended;

    /// <summary>Makes an attempt where the run wants one and nobody is at it; null where it is past that, unknown or in other hands.</summary>
    public static async Task<IngestAttempt?> BeginAsync(IRuns runs, RunKey key, TimeSpan deadAfter, TimeProvider time, CancellationToken cancellationToken)
    {
        while (await runs.FindAsync(key, cancellationToken) is { State: RunState.Created or RunState.Ingesting } run && !run.IsBeingIngested(time.GetUtcNow(), deadAfter))
        {
            var begun = run with { State = RunState.Ingesting, Attempt = run.Attempt + 1, IngestingAt = time.GetUtcNow() };
            if (!await runs.ReplaceAsync(begun, cancellationToken)) continue;
            var attempt = new IngestAttempt(runs, begun with { Version = run.Version + 1 }, time);
            attempt.beating = attempt.BeatAsync();
            return attempt;
        }
        return null;
    }

    public Run Run => run;

    /// <summary>Ends the attempt with what became of the run. Nothing is kept where a newer attempt has taken over.</summary>
    public async Task EndAsync(Run became, CancellationToken cancellationToken)
    {
        await StopAsync();
        await runs.ReplaceAsync(became with { Version = run.Version, IngestingAt = null }, cancellationToken);
        ended = true;
    }

    /// <summary>Gives the run up where the attempt has not ended, so that whoever tries next need not wait for it to be taken for dead.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!ended)
        {
            await StopAsync();
            try
            {
                await runs.ReplaceAsync(run with { IngestingAt = null }, CancellationToken.None);
            }
#pragma warning disable CA1031 // What made the attempt fail matters to its caller; that this could not be said either only costs a wait.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        }
        over.Dispose();
    }

    private async Task StopAsync()
    {
        await over.CancelAsync();
        await beating;
    }

    private async Task BeatAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, over.Token);
                var alive = run with { IngestingAt = time.GetUtcNow() };
                // Not cancelled half-way: the end must know which version it replaces.
                if (!await runs.ReplaceAsync(alive, CancellationToken.None)) return;
                run = alive with { Version = run.Version + 1 };
            }
        }
        catch (OperationCanceledException)
        {
            // The attempt is over.
        }
#pragma warning disable CA1031 // Ingesting goes on: a store that is out of order shows in its next step.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
