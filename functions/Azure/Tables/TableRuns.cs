using Azure.Data.Tables;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tables;

/// <summary>Runs: a partition for each programme, a row for each period and revision, the whole as JSON.</summary>
public sealed class TableRuns(TierTables tables) : IRuns
{
    private const string Json = "Json";
    private const string Version = "Version";

    public async Task<Run?> FindAsync(RunKey key, CancellationToken cancellationToken)
    {
        var found = await GetAsync(key, cancellationToken);
        return found is null ? null : RunCodec.Read(found.GetText(Json));
    }

    public async Task<IReadOnlyList<Run>> ListAsync(string? programme, CancellationToken cancellationToken)
    {
        var filter = programme is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Escape(programme)}");
        var runs = new List<Run>();
        await foreach (var entity in tables.Runs.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)) runs.Add(RunCodec.Read(entity.GetText(Json)));
        return [.. runs
            .OrderBy(run => run.Key.Programme, StringComparer.Ordinal).ThenBy(run => run.Key.Period.ToString(), StringComparer.Ordinal).ThenBy(run => run.Key.Revision)];
    }

    public Task<bool> AddAsync(Run run, CancellationToken cancellationToken) =>
        Writer.AddAsync(tables.Runs, EntityOf(run with { Version = 1 }), cancellationToken);

    public async Task<bool> ReplaceAsync(Run run, CancellationToken cancellationToken)
    {
        var stored = await GetAsync(run.Key, cancellationToken);
        if (stored is null || stored.GetInt32(Version) != run.Version) return false;
        return await Writer.UpdateAsync(tables.Runs, EntityOf(run with { Version = run.Version + 1 }), stored.ETag, TableUpdateMode.Replace, cancellationToken);
    }

    private Task<TableEntity?> GetAsync(RunKey key, CancellationToken cancellationToken) =>
        tables.Runs.FindAsync(Keys.Escape(key.Programme), RowOf(key), cancellationToken);

    private static TableEntity EntityOf(Run run)
    {
        var entity = new TableEntity(Keys.Escape(run.Key.Programme), RowOf(run.Key)) { [Version] = run.Version, ["State"] = Words.Write(run.State) };
        entity.SetText(Json, RunCodec.Write(run));
        return entity;
    }

    private static string RowOf(RunKey key) => $"{key.Period}|{Keys.Of(key.Revision)}";
}
