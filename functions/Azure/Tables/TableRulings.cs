using System.Globalization;
using Azure.Data.Tables;
using TierFunctions.Pipeline.Rulings;

namespace TierFunctions.Azure.Tables;

/// <summary>Exemptions and decisions: one partition beside the runs' outcomes, an entity each; none is ever changed.</summary>
public sealed class TableRulings(TierTables tables) : IRulings
{
    private const string Partition = "rulings";

    public async Task<bool> AddAsync(RulingEntry entry, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Partition, Keys.Of(entry.Id)) { ["By"] = entry.By, ["At"] = entry.At.ToString("O", CultureInfo.InvariantCulture) };
        entity.SetText("Json", entry.Json);
        return await Writer.AddAsync(tables.Outcomes, entity, cancellationToken);
    }

    public async Task<IReadOnlyList<RulingEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = new List<RulingEntry>();
        await foreach (var entity in tables.Outcomes.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellationToken))
        {
            entries.Add(new RulingEntry(
                Keys.Unescape(entity.RowKey), entity.GetString("By"), DateTimeOffset.Parse(entity.GetString("At"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), entity.GetText("Json")));
        }
        return [.. entries.OrderBy(entry => entry.Id, StringComparer.Ordinal)];
    }
}
