using System.Runtime.CompilerServices;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>The notices of a run, one after the other.</summary>
public static class NoticesOfRun
{
    private const int Page = 500;

    /// <summary>Those in one state, or all; read a page at a time.</summary>
    public static async IAsyncEnumerable<Notice> AllAsync(this INotices notices, RunKey run, NoticeState? state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await notices.PageAsync(run, state, next, Page, cancellationToken);
            foreach (var notice in page.Notices) yield return notice;
            next = page.Next;
        }
        while (next is not null);
    }
}
