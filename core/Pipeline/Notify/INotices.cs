using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>The record of notices. They are written with the outcomes they are about.</summary>
public interface INotices
{
    /// <summary>Makes the held notices of a run pending. Doing it again changes nothing.</summary>
    Task ReleaseAsync(RunKey run, CancellationToken cancellationToken);

    /// <summary>How many notices of a run stand where; states without any are left out.</summary>
    Task<IReadOnlyDictionary<NoticeState, long>> CountAsync(RunKey run, CancellationToken cancellationToken);

    /// <summary>The notices of a store in a run, ordered by channel and template.</summary>
    Task<IReadOnlyList<Notice>> OfStoreAsync(RunKey run, string store, CancellationToken cancellationToken);
}
