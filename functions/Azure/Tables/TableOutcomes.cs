using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Data.Tables;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tables;

/// <summary>Outcomes: a partition for each run and bucket, so that a store is one point read and a chunk one transaction.</summary>
public sealed class TableOutcomes(TierTables tables, Spread spread) : IOutcomes
{
    private const int BucketsAtOnce = 16;

    private readonly FinishedChunks chunks = new(tables, spread);

    /// <summary>
    /// A chunk whose outcomes, notices and marker fit into one transaction commits at once. One that owes its stores more notices
    /// than was reckoned with, or holds very long readings, is written in several, the marker with the last: until then nobody
    /// counts the chunk as finished, and judging it again writes the same rows.
    /// </summary>
    public async Task<ChunkSaved> SaveAsync(ChunkResult result, CancellationToken cancellationToken)
    {
        var first = await WriteAsync(result, cancellationToken);
        return new ChunkSaved(first, await chunks.MayBeAllAsync(result.Run, result.Chunk, cancellationToken));
    }

    public async Task<IReadOnlyDictionary<int, ChunkSummary>> FinishedAsync(RunKey run, CancellationToken cancellationToken)
    {
        var finished = new ConcurrentDictionary<int, ChunkSummary>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, spread.Buckets),
            new ParallelOptions { MaxDegreeOfParallelism = BucketsAtOnce, CancellationToken = cancellationToken },
            async (bucket, token) =>
            {
                var filter = OutcomeEntities.Under(OutcomeEntities.PartitionOf(run, bucket), OutcomeEntities.Markers);
                await foreach (var marker in tables.Outcomes.QueryAsync<TableEntity>(filter, cancellationToken: token))
                    finished[OutcomeEntities.NumberOf(marker)] = ChunkSummaryCodec.Read(marker.GetText(OutcomeEntities.Summary));
            });
        return new SortedDictionary<int, ChunkSummary>(finished);
    }

    public async Task<StoredOutcome?> FindAsync(RunKey run, string store, CancellationToken cancellationToken)
    {
        var partition = OutcomeEntities.PartitionOf(run, spread.BucketOf(Encoding.UTF8.GetBytes(store)));
        return await tables.Outcomes.FindAsync(partition, OutcomeEntities.RowOf(OutcomeEntities.Outcomes, store), cancellationToken) is { } entity
            ? OutcomeEntities.ReadOutcome(run, entity)
            : null;
    }

    public async IAsyncEnumerable<StoredOutcome> RangeAsync(
        RunKey run, int bucket, string? after, string? upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, spread.Buckets);
        var filter = OutcomeEntities.Under(OutcomeEntities.PartitionOf(run, bucket), OutcomeEntities.Outcomes);
        if (after is not null) filter += " and " + TableClient.CreateQueryFilter($"RowKey gt {OutcomeEntities.RowOf(OutcomeEntities.Outcomes, after)}");
        if (upTo is not null) filter += " and " + TableClient.CreateQueryFilter($"RowKey le {OutcomeEntities.RowOf(OutcomeEntities.Outcomes, upTo)}");
        await foreach (var entity in tables.Outcomes.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)) yield return OutcomeEntities.ReadOutcome(run, entity);
    }

    /// <summary>Whether this call did it.</summary>
    private async Task<bool> WriteAsync(ChunkResult result, CancellationToken cancellationToken)
    {
        var partition = OutcomeEntities.PartitionOf(result.Run, result.Chunk.Bucket);
        var marker = OutcomeEntities.Marker(result);
        var writer = Writer.Sign(marker);
        var transactions = Transactions.Cut(
        [
            .. result.Outcomes.Select(outcome => new TableTransactionAction(TableTransactionActionType.UpsertReplace, OutcomeEntities.Outcome(result, partition, outcome))),
            .. result.Notices.Select(notice => new TableTransactionAction(TableTransactionActionType.UpsertMerge, OutcomeEntities.Notice(partition, notice))),
            new TableTransactionAction(TableTransactionActionType.Add, marker),
        ]).ToList();

        if (transactions.Count > 1 && await tables.Outcomes.FindAsync(marker.PartitionKey, marker.RowKey, cancellationToken) is not null) return false;
        foreach (var part in transactions[..^1]) await tables.Outcomes.SubmitTransactionAsync(part, cancellationToken);
        try
        {
            await tables.Outcomes.SubmitTransactionAsync(transactions[^1], cancellationToken);
            return true;
        }
        // Only the marker is added; all else would have been written over.
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.Conflict)
        {
            return await Writer.IsAsync(writer, tables.Outcomes, marker, cancellationToken);
        }
    }
}
