using System.Runtime.CompilerServices;
using System.Text;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.InMemory;

/// <summary>Outcomes and notices, which are written together.</summary>
/// <param name="spread">How stores are spread over buckets; one bucket if left out.</param>
internal sealed class InMemoryOutcomes(int chunks = int.MaxValue, Spread? spread = null) : IOutcomes, INotices, IDeliveries, IReminders
{
    private readonly Lock gate = new();
    private readonly Dictionary<(RunKey Run, string Store), StoredOutcome> outcomes = [];
    private readonly Dictionary<(RunKey Run, int Chunk), string> markers = [];
    private readonly Dictionary<(RunKey Run, string Store, string Channel, string Template), Notice> notices = [];
    private readonly Dictionary<RunKey, DateTimeOffset> reminders = [];
    private readonly Dictionary<(RunKey Run, string Store), List<(RunKey Run, string Store, string Channel, string Template)>> ofStores = [];

    public Task<ChunkSaved> SaveAsync(ChunkResult result, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var first = markers.TryAdd((result.Run, result.Chunk.Number), ChunkSummaryCodec.Write(result.Summary));
            if (first)
            {
                foreach (var outcome in result.Outcomes.Select(record => Stored(result, record))) outcomes.Add((outcome.Run, outcome.Store), outcome);
                foreach (var notice in result.Notices) Add(notice);
            }
            return Task.FromResult(new ChunkSaved(first, chunks == int.MaxValue || markers.Keys.Count(marker => marker.Run == result.Run) >= chunks));
        }
    }

    public Task<IReadOnlyDictionary<int, ChunkSummary>> FinishedAsync(RunKey run, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyDictionary<int, ChunkSummary>>(new SortedDictionary<int, ChunkSummary>(
                markers.Where(marker => marker.Key.Run == run).ToDictionary(marker => marker.Key.Chunk, marker => ChunkSummaryCodec.Read(marker.Value))));
        }
    }

    public Task<StoredOutcome?> FindAsync(RunKey run, string store, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult(outcomes.GetValueOrDefault((run, store)));
    }

    public async IAsyncEnumerable<StoredOutcome> RangeAsync(
        RunKey run, int bucket, string? after, string? upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<StoredOutcome> range;
        lock (gate)
        {
            range = [.. outcomes.Values
                .Where(outcome => outcome.Run == run && BucketOf(outcome.Store) == bucket
                    && (after is null || string.CompareOrdinal(outcome.Store, after) > 0) && (upTo is null || string.CompareOrdinal(outcome.Store, upTo) <= 0))
                .OrderBy(outcome => outcome.Store, StringComparer.Ordinal)];
        }
        foreach (var outcome in range)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return outcome;
        }
        await Task.CompletedTask;
    }

    public Task ReleaseAsync(RunKey run, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            foreach (var (key, notice) in notices.Where(pair => pair.Key.Run == run && pair.Value.State is NoticeState.Held).ToList())
                notices[key] = notice with { State = NoticeState.Pending };
        }
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<NoticeState, long>> CountAsync(RunKey run, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyDictionary<NoticeState, long>>(new SortedDictionary<NoticeState, long>(
                notices.Values.Where(notice => notice.Run == run).CountBy(notice => notice.State).ToDictionary(pair => pair.Key, pair => (long)pair.Value)));
        }
    }

    public Task<IReadOnlyList<Notice>> OfStoreAsync(RunKey run, string store, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<Notice>>([.. ofStores.GetValueOrDefault((run, store), []).Select(key => notices[key])
                .OrderBy(notice => notice.Store, StringComparer.Ordinal).ThenBy(notice => notice.Channel, StringComparer.Ordinal).ThenBy(notice => notice.Template, StringComparer.Ordinal)]);
        }
    }

    public Task<SmsCosts> CostsAsync(RunKey run, CancellationToken cancellationToken) => Task.FromResult(
        NoticesOf(run).Where(notice => notice.State is NoticeState.Sent).Select(notice => notice.Delivery.Cost).OfType<SmsCost>().Aggregate(SmsCosts.None, (sum, cost) => sum.With(cost)));

    public Task<NoticePage> PageAsync(RunKey run, NoticeState? state, string? after, int most, CancellationToken cancellationToken)
    {
        var page = NoticesOf(run).Where(notice => state is null || notice.State == state).SkipWhile(notice => after is not null && string.CompareOrdinal(notice.Key.ToString(), after) <= 0).Take(most).ToList();
        return Task.FromResult(new NoticePage(page, page.Count < most ? null : page[^1].Key.ToString()));
    }

    public Task<Notice?> FindAsync(NoticeKey key, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult(notices.GetValueOrDefault((key.Run, key.Store, key.Channel, key.Template)));
    }

    public Task<IReadOnlyList<Notice>> TakeDueAsync(RunKey run, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var taken = notices.Values
                .Where(notice => notice.Run == run && notice.State is NoticeState.Pending && (notice.Delivery.NotBefore ?? now) <= now)
                .Take(most)
                .Select(notice => notice with { Delivery = notice.Delivery with { NotBefore = until, Version = notice.Delivery.Version + 1 } }).ToList();
            foreach (var notice in taken) notices[(run, notice.Store, notice.Channel, notice.Template)] = notice;
            return Task.FromResult<IReadOnlyList<Notice>>(taken);
        }
    }

    public Task<bool> ReplaceAsync(Notice notice, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var key = (notice.Run, notice.Store, notice.Channel, notice.Template);
            if (!notices.TryGetValue(key, out var stored) || stored.Delivery.Version != notice.Delivery.Version) return Task.FromResult(false);
            notices[key] = notice with { Delivery = notice.Delivery with { Version = notice.Delivery.Version + 1 } };
            return Task.FromResult(true);
        }
    }

    public Task<int> AddAsync(RunKey key, IReadOnlyList<Notice> added, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var at = added.Max(notice => notice.Occasion?.At ?? default);
            reminders[key] = reminders.GetValueOrDefault(key) is var known && known > at ? known : at;
            var fresh = added.Where(notice => !notices.ContainsKey((notice.Run, notice.Store, notice.Channel, notice.Template))).ToList();
            foreach (var notice in fresh) Add(notice);
            return Task.FromResult(fresh.Count);
        }
    }

    public Task<IReadOnlyList<RunKey>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<RunKey>>([.. reminders.Where(one => one.Value >= since).Select(one => one.Key).OrderBy(key => key.ToString(), StringComparer.Ordinal)]);
    }

    /// <summary>Every outcome of a run, ordered by store.</summary>
    public IReadOnlyList<StoredOutcome> All(RunKey run)
    {
        lock (gate) return [.. outcomes.Values.Where(outcome => outcome.Run == run).OrderBy(outcome => outcome.Store, StringComparer.Ordinal)];
    }

    /// <summary>Every notice of a run, ordered by store, channel and template.</summary>
    public IReadOnlyList<Notice> NoticesOf(RunKey run)
    {
        lock (gate)
        {
            return [.. notices.Values.Where(notice => notice.Run == run)
                .OrderBy(notice => notice.Store, StringComparer.Ordinal).ThenBy(notice => notice.Channel, StringComparer.Ordinal).ThenBy(notice => notice.Template, StringComparer.Ordinal)];
        }
    }

    private void Add(Notice notice)
    {
        var key = (notice.Run, notice.Store, notice.Channel, notice.Template);
        notices.Add(key, notice);
        foreach (var owner in new[] { notice.Store, SubjectKey.StoreOf(notice.Store) }.Distinct())
        {
            if (!ofStores.TryGetValue((notice.Run, owner), out var keys)) ofStores.Add((notice.Run, owner), keys = []);
            keys.Add(key);
        }
    }

    private int BucketOf(string store) => spread?.BucketOf(Encoding.UTF8.GetBytes(store)) ?? 0;

    public static StoredOutcome Stored(ChunkResult result, OutcomeRecord record) => new(
        result.Run,
        Text(record.Store),
        record.Industry.IsEmpty ? null : Text(record.Industry),
        record.Status,
        result.Ladder[record.Tier],
        record.Before < 0 ? null : result.Ladder[record.Before],
        record.CameFrom < 0 ? null : result.Ladder[record.CameFrom],
        record.Since == 0 ? null : DateOnly.FromDayNumber(record.Since),
        Text(record.Verdicts),
        Text(record.Readings),
        record.Reason)
    {
        Standing = Text(record.Standing),
    };

    private static string Text(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);
}
