using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Azure;
using Azure.Data.Tables;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tables;

/// <summary>Notices, beside the outcomes they are about.</summary>
public sealed class TableNotices(TierTables tables, Spread spread) : INotices
{
    private const int BucketsAtOnce = 16;

    public Task ReleaseAsync(RunKey run, CancellationToken cancellationToken) => InEveryBucketAsync(
        async (bucket, token) =>
        {
            while (!await TryReleaseAsync(run, bucket, token))
            {
                // Somebody else releases the same notices: see what is left.
            }
        },
        cancellationToken);

    public async Task<IReadOnlyDictionary<NoticeState, long>> CountAsync(RunKey run, CancellationToken cancellationToken)
    {
        var counts = new ConcurrentDictionary<NoticeState, long>();
        await InEveryBucketAsync(
            async (bucket, token) =>
            {
                await foreach (var notice in NoticesIn(run, bucket, token)) counts.AddOrUpdate(OutcomeEntities.StateOf(notice), 1, (_, count) => count + 1);
            },
            cancellationToken);
        return new SortedDictionary<NoticeState, long>(counts);
    }

    public async Task<SmsCosts> CostsAsync(RunKey run, CancellationToken cancellationToken)
    {
        var costs = new ConcurrentBag<SmsCost>();
        await InEveryBucketAsync(
            async (bucket, token) =>
            {
                var sent = OutcomeEntities.Under(OutcomeEntities.PartitionOf(run, bucket), OutcomeEntities.Notices) + " and " + TableClient.CreateQueryFilter($"State eq {Words.Write(NoticeState.Sent)}");
                await foreach (var entity in tables.Outcomes.QueryAsync<TableEntity>(sent, cancellationToken: token))
                {
                    if (OutcomeEntities.ReadNotice(run, entity).Delivery.Cost is { } cost) costs.Add(cost);
                }
            },
            cancellationToken);
        return costs.Aggregate(SmsCosts.None, (sum, cost) => sum.With(cost));
    }

    public async Task<IReadOnlyList<Notice>> OfStoreAsync(RunKey run, string store, CancellationToken cancellationToken)
    {
        var partition = OutcomeEntities.PartitionOf(run, spread.BucketOf(Encoding.UTF8.GetBytes(store)));
        var own = ReadAsync(run, OutcomeEntities.Under(partition, OutcomeEntities.RowOf(OutcomeEntities.Notices, store)), cancellationToken);
        // Other stores' rows lie between those of a store and those of its products. The two are asked for together.
        var ofProducts = SubjectKey.Parse(store).Product is null ? ReadAsync(run, OutcomeEntities.OfProducts(partition, store), cancellationToken) : Task.FromResult<List<Notice>>([]);
        return
        [
            .. (await own).Concat(await ofProducts).OrderBy(notice => notice.Store, StringComparer.Ordinal)
                .ThenBy(notice => notice.Channel, StringComparer.Ordinal).ThenBy(notice => notice.Template, StringComparer.Ordinal),
        ];
    }

    public async Task<NoticePage> PageAsync(RunKey run, NoticeState? state, string? after, int most, CancellationToken cancellationToken)
    {
        var notices = new List<Notice>();
        var (bucket, row) = Place(after);
        for (; bucket < spread.Buckets; bucket++, row = null)
        {
            var filter = OutcomeEntities.Under(OutcomeEntities.PartitionOf(run, bucket), OutcomeEntities.Notices);
            // A held notice has no state in the table.
            if (state is not (null or NoticeState.Held)) filter += " and " + TableClient.CreateQueryFilter($"State eq {Words.Write(state.Value)}");
            if (row is not null) filter += " and " + TableClient.CreateQueryFilter($"RowKey gt {row}");
            await foreach (var entity in tables.Outcomes.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                if (state is NoticeState.Held && OutcomeEntities.StateOf(entity) is not NoticeState.Held) continue;
                notices.Add(OutcomeEntities.ReadNotice(run, entity));
                if (notices.Count == most) return new NoticePage(notices, $"{bucket.ToString(CultureInfo.InvariantCulture)}|{entity.RowKey}");
            }
        }
        return new NoticePage(notices, null);
    }

    private async Task<List<Notice>> ReadAsync(RunKey run, string filter, CancellationToken cancellationToken)
    {
        var notices = new List<Notice>();
        await foreach (var entity in tables.Outcomes.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)) notices.Add(OutcomeEntities.ReadNotice(run, entity));
        return notices;
    }

    private static (int Bucket, string? Row) Place(string? after) =>
        after?.Split('|', 2) is [var bucket, var row] ? (int.Parse(bucket, NumberStyles.None, CultureInfo.InvariantCulture), row) : (0, null);

    /// <summary>False where a notice was changed between being read and being released.</summary>
    private async Task<bool> TryReleaseAsync(RunKey run, int bucket, CancellationToken cancellationToken)
    {
        var releases = new List<TableTransactionAction>();
        await foreach (var notice in NoticesIn(run, bucket, cancellationToken))
        {
            if (OutcomeEntities.StateOf(notice) is not NoticeState.Held) continue;
            var released = new TableEntity(notice.PartitionKey, notice.RowKey) { [OutcomeEntities.State] = Words.Write(NoticeState.Pending) };
            releases.Add(new TableTransactionAction(TableTransactionActionType.UpdateMerge, released, notice.ETag));
        }
        try
        {
            foreach (var transaction in Transactions.Cut(releases)) await tables.Outcomes.SubmitTransactionAsync(transaction, cancellationToken);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }

    private AsyncPageable<TableEntity> NoticesIn(RunKey run, int bucket, CancellationToken cancellationToken) => tables.Outcomes.QueryAsync<TableEntity>(
        OutcomeEntities.Under(OutcomeEntities.PartitionOf(run, bucket), OutcomeEntities.Notices),
        select: ["PartitionKey", "RowKey", OutcomeEntities.State], cancellationToken: cancellationToken);

    private Task InEveryBucketAsync(Func<int, CancellationToken, Task> work, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(0, spread.Buckets),
        new ParallelOptions { MaxDegreeOfParallelism = BucketsAtOnce, CancellationToken = cancellationToken },
        async (bucket, token) => await work(bucket, token));
}
