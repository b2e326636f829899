using System.Net;
using System.Text;
using Azure;
using Azure.Data.Tables;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tables;

/// <summary>What became of notices, in the entity of each.</summary>
public sealed class TableDeliveries(TierTables tables, Spread spread) : IDeliveries
{
    public async Task<Notice?> FindAsync(NoticeKey key, CancellationToken cancellationToken) =>
        await GetAsync(key, cancellationToken) is { } entity ? OutcomeEntities.ReadNotice(key.Run, entity) : null;

    public async Task<IReadOnlyList<Notice>> TakeDueAsync(RunKey run, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken cancellationToken)
    {
        var taken = new List<Notice>();
        for (var bucket = 0; bucket < spread.Buckets && taken.Count < most; bucket++)
            taken.AddRange(await TakeDueAsync(run, bucket, now, until, most - taken.Count, cancellationToken));
        return taken;
    }

    public async Task<bool> ReplaceAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (await GetAsync(notice.Key, cancellationToken) is not { } stored || OutcomeEntities.VersionOf(stored) != notice.Delivery.Version) return false;
        var next = notice with { Delivery = notice.Delivery with { Version = notice.Delivery.Version + 1 } };
        return notice.Occasion is null
            ? await Writer.UpdateAsync(tables.Outcomes, OutcomeEntities.Step(stored.PartitionKey, next), stored.ETag, TableUpdateMode.Merge, cancellationToken)
            : await Writer.UpdateAsync(tables.Outcomes, OutcomeEntities.Reminder(stored.PartitionKey, next), stored.ETag, TableUpdateMode.Replace, cancellationToken);
    }

    private async Task<IReadOnlyList<Notice>> TakeDueAsync(RunKey run, int bucket, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken cancellationToken)
    {
        var partition = OutcomeEntities.PartitionOf(run, bucket);
        // What was never worked on has no instant at all, and a comparison with nothing holds of nothing: so it is asked the other way round.
        var filter = OutcomeEntities.Under(partition, OutcomeEntities.Notices) + " and "
            + TableClient.CreateQueryFilter($"State eq {Words.Write(NoticeState.Pending)} and not (NotBefore gt {DeliveryCodec.WriteInstant(now)})");
        var due = new List<(Notice Notice, ETag ETag)>();
        await foreach (var entity in tables.Outcomes.QueryAsync<TableEntity>(filter, maxPerPage: Math.Min(most, 1000), cancellationToken: cancellationToken))
        {
            var notice = OutcomeEntities.ReadNotice(run, entity);
            if (notice.Delivery.NotBefore <= now || notice.Delivery.NotBefore is null) due.Add((notice, entity.ETag));
            if (due.Count == most) break;
        }
        var taken = new List<Notice>();
        foreach (var (notice, etag) in due)
        {
            var mine = notice with { Delivery = notice.Delivery with { NotBefore = until, Version = notice.Delivery.Version + 1 } };
            if (await TryMergeAsync(partition, mine, etag, cancellationToken)) taken.Add(mine);
        }
        return taken;
    }

    private async Task<bool> TryMergeAsync(string partition, Notice notice, ETag etag, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Outcomes.UpdateEntityAsync(OutcomeEntities.Step(partition, notice), etag, TableUpdateMode.Merge, cancellationToken);
            return true;
        }
        // Somebody else took it, or this very request did and its answer was lost: then it falls due again.
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }

    private Task<TableEntity?> GetAsync(NoticeKey key, CancellationToken cancellationToken) => tables.Outcomes.FindAsync(
        OutcomeEntities.PartitionOf(key.Run, spread.BucketOf(Encoding.UTF8.GetBytes(key.Store))),
        OutcomeEntities.RowOf(OutcomeEntities.Notices, key.Store, key.Channel, key.Template), cancellationToken);
}
