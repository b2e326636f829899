using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Local.Cli;

/// <summary>Notices that could go out and do not, because of their provider or because nothing is configured for their channel.</summary>
internal sealed record WaitingNotices(string Channel, string Reason, long Notices)
{
    private static readonly string[] OfProviders = [HookTrouble.KeyRefused, HookTrouble.ProviderDown, DeliverNoticeHandler.NoHook];

    /// <summary>Those of the runs and reminders that may still have something to be sent, by channel and reason.</summary>
    public static async Task<IReadOnlyList<WaitingNotices>> ReadAsync(LocalHost host, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<(string Channel, string Reason), long>();
        foreach (var key in await host.Owing.KeysAsync(cancellationToken))
        {
            await foreach (var notice in host.Notices.AllAsync(key, NoticeState.Pending, cancellationToken))
            {
                if (notice.Delivery.Reason is { } reason && OfProviders.Contains(reason, StringComparer.Ordinal)) counts[(notice.Channel, reason)] = counts.GetValueOrDefault((notice.Channel, reason)) + 1;
            }
        }
        return [.. counts.Select(one => new WaitingNotices(one.Key.Channel, one.Key.Reason, one.Value))];
    }
}
