using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Tests.Delivery;

/// <summary>A provider that fails three times in ten: it refuses for now, takes a letter and loses the answer, times out, or is slow.</summary>
internal sealed class ShakySink(string channel, string name, Action<Letter> arrived) : IHook
{
    private readonly ConcurrentDictionary<string, int> tries = new(StringComparer.Ordinal);

    public string Name => name;

    public string Channel => channel;

    public async Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        var tried = tries.AddOrUpdate(letter.Id, 1, (_, before) => before + 1);
        var chance = SHA256.HashData(Encoding.UTF8.GetBytes($"{name}/{letter.Id}/{tried}"));
        var luck = chance[0] / 256.0;
        if (luck < 0.02) await Task.Yield();
        if (luck < 0.10) return new HookAnswer.Failed("http-503", After: luck == 0 && chance[1] < 8 ? TimeSpan.FromSeconds(30) : null);
        if (luck < 0.20)
        {
            arrived(letter);
            return new HookAnswer.Failed("timeout", MayHaveArrived: true);
        }
        if (luck < 0.30) return new HookAnswer.Failed("no-answer", MayHaveArrived: true);
        // A few addresses are refused for good.
        if (letter.To.Id.EndsWith("77", StringComparison.Ordinal)) return new HookAnswer.Refused("http-400");
        arrived(letter);
        return new HookAnswer.Accepted(name, letter.Id);
    }
}

/// <summary>Counts how often each notice is recorded as accepted.</summary>
internal sealed class CountedDeliveries(IDeliveries deliveries) : IDeliveries
{
    public ConcurrentDictionary<NoticeKey, int> Accepted { get; } = [];

    public Task<Notice?> FindAsync(NoticeKey key, CancellationToken cancellationToken) => deliveries.FindAsync(key, cancellationToken);

    public Task<IReadOnlyList<Notice>> TakeDueAsync(Pipeline.Runs.RunKey run, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken cancellationToken) =>
        deliveries.TakeDueAsync(run, now, until, most, cancellationToken);

    /// <summary>Called before anything is replaced.</summary>
    public Func<Task>? OnReplacing { get; set; }

    public async Task<bool> ReplaceAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (OnReplacing is { } replacing) await replacing();
        var replaced = await deliveries.ReplaceAsync(notice, cancellationToken);
        if (replaced && notice.State is NoticeState.Sent) Accepted.AddOrUpdate(notice.Key, 1, (_, before) => before + 1);
        return replaced;
    }
}
