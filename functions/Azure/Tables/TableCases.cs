using System.Globalization;
using Azure.Data.Tables;
using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tables;

/// <summary>The log of cases: a partition a programme beside the runs' outcomes, an entity an entry; none is ever changed.</summary>
public sealed class TableCases(TierTables tables) : ICases
{
    public Task<bool> AddAsync(CaseEntry entry, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(PartitionOf(entry.Case.Programme), Keys.Of(entry.Case.Store, entry.Case.OpenedBy, Keys.Of(entry.Number)))
        {
            ["Case"] = entry.Case.ToString(),
            ["Number"] = entry.Number,
            ["Event"] = Words.Write(entry.Event),
            ["State"] = entry.State,
            ["By"] = entry.By,
            ["At"] = entry.At.ToString("O", CultureInfo.InvariantCulture),
        };
        if (entry.What is { } what) entity["What"] = what;
        if (entry.Score is { } score) entity["Score"] = score.ToString(CultureInfo.InvariantCulture);
        if (entry.Note is { } note) entity.SetText("Note", note);
        return Writer.AddAsync(tables.Outcomes, entity, cancellationToken);
    }

    public Task<IReadOnlyList<CaseEntry>> OfAsync(CaseKey key, CancellationToken cancellationToken)
    {
        var (first, last) = (Keys.Of(key.Store, key.OpenedBy, Keys.Of(0)), Keys.Of(key.Store, key.OpenedBy, Keys.Of(99_999_999)));
        return ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(key.Programme)} and RowKey ge {first} and RowKey le {last}"), cancellationToken);
    }

    public Task<IReadOnlyList<CaseEntry>> ListAsync(string programme, CancellationToken cancellationToken) =>
        ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(programme)}"), cancellationToken);

    private async Task<IReadOnlyList<CaseEntry>> ReadAsync(string filter, CancellationToken cancellationToken)
    {
        var entries = new List<CaseEntry>();
        await foreach (var entity in tables.Outcomes.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            entries.Add(new CaseEntry(
                CaseKey.Parse(entity.GetString("Case")), entity.GetInt32("Number") ?? 0, Words.Read<CaseEvent>(entity.GetString("Event")), entity.GetString("State"),
                entity.ContainsKey("What") ? entity.GetString("What") : null, entity.ContainsKey("Score") ? decimal.Parse(entity.GetString("Score"), CultureInfo.InvariantCulture) : null,
                entity.GetString("By"), DateTimeOffset.Parse(entity.GetString("At"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), entity.ContainsKey("Note") ? entity.GetText("Note") : null));
        }
        return [.. entries.OrderBy(entry => entry.Case.ToString(), StringComparer.Ordinal).ThenBy(entry => entry.Number)];
    }

    private static string PartitionOf(string programme) => Keys.Of("cases", programme);
}
