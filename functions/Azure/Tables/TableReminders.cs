using System.Text;
using Azure.Data.Tables;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tables;

/// <summary>Reminders, among the notices of runs; the keys that there are lie in one partition, <c>reminders</c>.</summary>
public sealed class TableReminders(TierTables tables, Spread spread) : IReminders
{
    private const string Partition = "reminders";
    private const string At = "At";
    private const int AtOnce = 16;

    public async Task<int> AddAsync(RunKey key, IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        // The key comes first: without it nobody would find the notices.
        await KeepKeyAsync(key, DeliveryCodec.WriteInstant(notices.Max(notice => notice.Occasion?.At)), cancellationToken);
        var added = 0;
        await Parallel.ForEachAsync(notices, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (notice, token) =>
        {
            var partition = OutcomeEntities.PartitionOf(notice.Run, spread.BucketOf(Encoding.UTF8.GetBytes(notice.Store)));
            if (await Writer.AddAsync(tables.Outcomes, OutcomeEntities.Notice(partition, notice), token)) Interlocked.Increment(ref added);
        });
        return added;
    }

    public async Task<IReadOnlyList<RunKey>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var keys = new List<RunKey>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and At ge {DeliveryCodec.WriteInstant(since)}");
        await foreach (var entity in tables.Outcomes.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)) keys.Add(RunKey.Parse(Keys.Unescape(entity.RowKey)));
        return [.. keys.OrderBy(key => key.ToString(), StringComparer.Ordinal)];
    }

    private async Task KeepKeyAsync(RunKey key, string at, CancellationToken cancellationToken)
    {
        while (true)
        {
            var entity = new TableEntity(Partition, Keys.Escape(key.ToString())) { [At] = at };
            if (await tables.Outcomes.FindAsync(entity.PartitionKey, entity.RowKey, cancellationToken) is not { } known)
            {
                if (await Writer.AddAsync(tables.Outcomes, entity, cancellationToken)) return;
            }
            else if (string.CompareOrdinal(known.GetString(At), at) >= 0 || await Writer.UpdateAsync(tables.Outcomes, entity, known.ETag, TableUpdateMode.Replace, cancellationToken))
            {
                return;
            }
        }
    }
}
