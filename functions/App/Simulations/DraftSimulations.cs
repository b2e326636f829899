using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.App.Simulations;

/// <summary>What came of asking for a simulation over HTTP.</summary>
public abstract record DraftResult
{
    private DraftResult()
    {
    }

    public sealed record Answered(SimulationResult Result) : DraftResult;

    /// <summary>Another one is under way in this process.</summary>
    public sealed record Busy : DraftResult;

    /// <summary>It was given up: no answer may take longer.</summary>
    public sealed record TooLong : DraftResult;
}

/// <summary>
/// Simulations that somebody waits for. They take seconds and every processor, so one process makes one at a time, and no longer than an answer may take to begin:
/// the platform cuts it off after 230 seconds.
/// </summary>
public sealed class DraftSimulations(SimulateHandler simulate, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(200);

    private readonly SemaphoreSlim turn = new(1);

    public async Task<DraftResult> RunAsync(PolicyText draft, Period? period, CancellationToken cancellationToken)
    {
        if (!await turn.WaitAsync(0, cancellationToken)) return new DraftResult.Busy();
        using var over = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return new DraftResult.Answered(await simulate.HandleAsync(new SimulatePolicy(draft, period), either.Token));
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new DraftResult.TooLong();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
