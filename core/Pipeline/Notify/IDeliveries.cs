using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>The record of what became of notices on their way to people. A notice is recorded as accepted once, whatever was sent.</summary>
public interface IDeliveries
{
    Task<Notice?> FindAsync(NoticeKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Takes pending notices that are due and makes them not due again before <paramref name="until"/>. Of several that take at once
    /// each gets others; one that dies with what it took loses nothing, for it falls due again.
    /// </summary>
    Task<IReadOnlyList<Notice>> TakeDueAsync(RunKey run, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a notice's changed state, delivery and occasion if the stored one still has the version that <paramref name="notice"/> was read
    /// with; the stored version then counts one more. False where somebody else was faster.
    /// </summary>
    Task<bool> ReplaceAsync(Notice notice, CancellationToken cancellationToken);
}
