using Azure.Data.Tables;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tables;

/// <summary>
/// Whether a chunk may have been a run's last, asked after each one and never of more than a page: first of its neighbours, which
/// mostly ends it, then of the hundred chunks around it, then of its bucket's hundreds, then of the run's buckets. Whoever finds a
/// step whole writes that down before it asks the next, so that of two that finish at once at least one sees both.
/// </summary>
internal sealed class FinishedChunks(TierTables tables, Spread spread)
{
    private const int GroupSize = 100;
    private const string Groups = "g";
    private const string Buckets = "bucket";

    public async Task<bool> MayBeAllAsync(RunKey run, Chunk chunk, CancellationToken cancellationToken)
    {
        var partition = OutcomeEntities.PartitionOf(run, chunk.Bucket);
        var group = chunk.Number / GroupSize;
        // A neighbour that is not there will ask when it is. Chunks finish nearly in order, so the next one says most.
        if (chunk.UpTo is not null && !await IsThereAsync(partition, chunk.Number + 1, group, cancellationToken)) return false;
        if (chunk.After is not null && !await IsThereAsync(partition, chunk.Number - 1, group, cancellationToken)) return false;
        var markers = await RowsAsync(partition, OutcomeEntities.Markers, group * GroupSize, (group + 1) * GroupSize, cancellationToken);
        if (!IsUnbroken(markers) || !(IsFirst(markers[0]) || OutcomeEntities.NumberOf(markers[0]) % GroupSize == 0)
            || !(IsLast(markers[^1]) || OutcomeEntities.NumberOf(markers[^1]) % GroupSize == GroupSize - 1)) return false;

        var finished = new TableEntity(partition, $"{Groups}|{Keys.Of(group)}") { [OutcomeEntities.Ends] = IsLast(markers[^1]) };
        if (!IsFirst(markers[0])) finished[OutcomeEntities.After] = markers[0].GetString(OutcomeEntities.After);
        await tables.Outcomes.UpsertEntityAsync(finished, TableUpdateMode.Replace, cancellationToken);
        var groups = await RowsAsync(partition, Groups, 0, int.MaxValue, cancellationToken);
        if (!IsUnbroken(groups) || !IsFirst(groups[0]) || !IsLast(groups[^1])) return false;

        var whole = OutcomeEntities.PartitionOf(run);
        await tables.Outcomes.UpsertEntityAsync(new TableEntity(whole, $"{Buckets}|{Keys.Of(chunk.Bucket)}"), TableUpdateMode.Replace, cancellationToken);
        return (await RowsAsync(whole, Buckets, 0, int.MaxValue, cancellationToken)).Count >= spread.Buckets;
    }

    /// <summary>True also of a chunk of another hundred, which is not asked for here.</summary>
    private async Task<bool> IsThereAsync(string partition, int number, int group, CancellationToken cancellationToken) =>
        number < 0 || number / GroupSize != group
        || (await tables.Outcomes.GetEntityIfExistsAsync<TableEntity>(partition, $"{OutcomeEntities.Markers}|{Keys.Of(number)}", ["RowKey"], cancellationToken)).HasValue;

    // A bucket's chunks are numbered in order, from the one without a beginning to the one without an end.
    private static bool IsUnbroken(List<TableEntity> rows) =>
        rows.Count > 0 && OutcomeEntities.NumberOf(rows[^1]) - OutcomeEntities.NumberOf(rows[0]) == rows.Count - 1;

    private static bool IsFirst(TableEntity row) => row.GetString(OutcomeEntities.After) is null;

    private static bool IsLast(TableEntity row) => row.GetBoolean(OutcomeEntities.Ends) == true;

    private async Task<List<TableEntity>> RowsAsync(string partition, string kind, int from, int before, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {$"{kind}|{Keys.Of(from)}"} and RowKey lt {(before == int.MaxValue ? kind + "}" : $"{kind}|{Keys.Of(before)}")}");
        var rows = new List<TableEntity>();
        await foreach (var row in tables.Outcomes.QueryAsync<TableEntity>(
            filter, select: ["PartitionKey", "RowKey", OutcomeEntities.After, OutcomeEntities.Ends], cancellationToken: cancellationToken)) rows.Add(row);
        return rows;
    }
}
