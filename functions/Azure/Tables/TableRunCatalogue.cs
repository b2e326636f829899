using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tables;

/// <summary>What verdicts and readings stand for: one entity beside the run's outcomes, for whoever reads the tables with other tools.</summary>
public sealed class TableRunCatalogue(TierTables tables) : IRunCatalogue
{
    public Task DescribeAsync(RunKey run, IReadOnlyList<string> readings, IReadOnlyList<TestDescription> tests, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(OutcomeEntities.PartitionOf(run), "description");
        entity.SetText("Readings", JsonSerializer.Serialize(readings));
        entity.SetText("Tests", new JsonArray([.. tests.Select(test => new JsonObject
        {
            ["id"] = test.Id,
            ["metric"] = test.Metric,
            ["comparison"] = Words.Write(test.Comparison),
            ["tiers"] = new JsonArray([.. test.Tiers.Select(tier => JsonValue.Create(tier))]),
        })]).ToJsonString());
        return tables.Outcomes.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }
}
