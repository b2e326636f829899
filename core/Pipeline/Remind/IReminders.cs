using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Remind;

/// <summary>
/// Notices that no run owes: they lie under <see cref="RunKey.OfReminders"/> of the period in which they fell due, and are delivered as
/// those of runs are. So a store is told once in a period however often somebody looks.
/// </summary>
public interface IReminders
{
    /// <summary>Keeps those that are not there yet, as pending, all under one key; what is there stays as it is. Says how many were new.</summary>
    Task<int> AddAsync(RunKey key, IReadOnlyList<Notice> notices, CancellationToken cancellationToken);

    /// <summary>The keys under which something was added at or after an instant, ordered by programme and period.</summary>
    Task<IReadOnlyList<RunKey>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
