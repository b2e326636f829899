namespace TierFunctions.Pipeline.Runs;

/// <summary>The record of runs.</summary>
public interface IRuns
{
    Task<Run?> FindAsync(RunKey key, CancellationToken cancellationToken);

    /// <summary>Every run of a programme, or of all programmes, ordered by programme, period and revision.</summary>
    Task<IReadOnlyList<Run>> ListAsync(string? programme, CancellationToken cancellationToken);

    /// <summary>Keeps a new run as version 1. False where a run with this key exists already; nothing is changed then.</summary>
    Task<bool> AddAsync(Run run, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a changed run if the stored one still has the version that <paramref name="run"/> was read with; the stored version
    /// then counts one more. False where somebody else was faster.
    /// </summary>
    Task<bool> ReplaceAsync(Run run, CancellationToken cancellationToken);
}
