using System.Globalization;
using Azure.Data.Tables;
using TierFunctions.Pipeline.Check;

namespace TierFunctions.Azure.Tables;

/// <summary>What-ifs that were kept: an entity each beside the outcomes, in a few hundred partitions by the first letters of their ids; none is ever changed.</summary>
public sealed class TableKeptChecks(TierTables tables) : IKeptChecks
{
    private const string Partition = "checks";
    private const string Readings = "Readings";
    private const string Answer = "Answer";
    private const int LettersOfPartition = 2;

    public async Task<(KeptCheck Kept, bool IsNew)> KeepAsync(KeptCheck check, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(PartitionOf(check.Id), Keys.Escape(check.Id))
        {
            ["Store"] = check.Store,
            ["Programme"] = check.Programme,
            ["PolicyVersion"] = check.PolicyVersion,
            ["By"] = check.By,
            ["At"] = check.At.ToString("O", CultureInfo.InvariantCulture),
        };
        if (check.BenchmarksOf is { } run) entity["BenchmarksOf"] = run;
        entity.SetText(Readings, check.Readings);
        entity.SetText(Answer, check.Answer);
        return await Writer.AddAsync(tables.Outcomes, entity, cancellationToken) ? (check, true) : (await FindAsync(check.Id, cancellationToken) ?? check, false);
    }

    public async Task<KeptCheck?> FindAsync(string id, CancellationToken cancellationToken) =>
        await tables.Outcomes.FindAsync(PartitionOf(id), Keys.Escape(id), cancellationToken) is not { } entity ? null : new KeptCheck(
            id, entity.GetString("Store"), entity.GetString("Programme"), entity.GetString("PolicyVersion"), entity.GetString("BenchmarksOf"), entity.GetString("By"),
            DateTimeOffset.Parse(entity.GetString("At"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), entity.GetText(Readings), entity.GetText(Answer));

    private static string PartitionOf(string id) => Keys.Of(Partition, id[..Math.Min(id.Length, LettersOfPartition)]);
}
