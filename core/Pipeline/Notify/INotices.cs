using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>The record of notices. They are written with the outcomes they are about.</summary>
public interface INotices
{
    /// <summary>Makes the held notices of a run pending. Doing it again changes nothing.</summary>
    Task ReleaseAsync(RunKey run, CancellationToken cancellationToken);

    /// <summary>How many notices of a run stand where; states without any are left out.</summary>
    Task<IReadOnlyDictionary<NoticeState, long>> CountAsync(RunKey run, CancellationToken cancellationToken);

    /// <summary>What the text messages took that went out for notices of a run.</summary>
    Task<SmsCosts> CostsAsync(RunKey run, CancellationToken cancellationToken);

    /// <summary>The notices of a store, and of its products, in a run, ordered by product, channel and template.</summary>
    /// <param name="store">The store's id; the key of a product for that product's alone.</param>
    Task<IReadOnlyList<Notice>> OfStoreAsync(RunKey run, string store, CancellationToken cancellationToken);

    /// <summary>
    /// Some notices of a run, those in one state or all. Page after page gives every notice once, in an order that stays the same;
    /// one whose state changes meanwhile may be left out.
    /// </summary>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="most">The most notices of a page; it may hold fewer, and none only at the end.</param>
    Task<NoticePage> PageAsync(RunKey run, NoticeState? state, string? after, int most, CancellationToken cancellationToken);
}

/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record NoticePage(IReadOnlyList<Notice> Notices, string? Next);
