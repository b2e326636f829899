using System.Globalization;
using System.Net;
using Azure;
using Azure.Data.Tables;
using TierFunctions.Pipeline.Requests;

namespace TierFunctions.Azure.Tables;

/// <summary>
/// Answers beside the outcomes: an entity each, in a few hundred partitions by the first letters of their ids. A table forgets nothing
/// by itself, so whoever begins a request also deletes a few of its partition that are past their time.
/// </summary>
public sealed class TableKeptAnswers(TierTables tables) : IKeptAnswers
{
    private const string Partition = "answers";
    private const string Fingerprint = "Fingerprint";
    private const string BegunAt = "BegunAt";
    private const string Answer = "Answer";
    private const int LettersOfPartition = 2;
    private const int MostDeleted = 20;

    public async Task<KeptAnswer?> BeginAsync(KeptAnswer begun, DateTimeOffset abandoned, DateTimeOffset forgotten, CancellationToken cancellationToken)
    {
        await DeleteForgottenAsync(PartitionOf(begun.Id), forgotten, cancellationToken);
        while (true)
        {
            if (await Writer.AddAsync(tables.Outcomes, EntityOf(begun), cancellationToken)) return null;
            if (await FindAsync(begun.Id, cancellationToken) is not { } found) continue;   // gone since
            var kept = Read(found);
            if (kept.BegunAt >= forgotten && (kept.Answer is not null || kept.BegunAt >= abandoned)) return kept;
            await DeleteAsync(found, cancellationToken);
        }
    }

    public async Task EndAsync(KeptAnswer answered, CancellationToken cancellationToken)
    {
        if (await FindAsync(answered, cancellationToken) is not { } found) return;
        found.SetText(Answer, answered.Answer ?? throw new ArgumentException("There is no answer.", nameof(answered)));
        try
        {
            await tables.Outcomes.UpdateEntityAsync(found, found.ETag, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status is (int)HttpStatusCode.PreconditionFailed or (int)HttpStatusCode.NotFound)
        {
            // Somebody began it anew, or this is the second try of a write whose answer was lost.
        }
    }

    public async Task GiveUpAsync(KeptAnswer begun, CancellationToken cancellationToken)
    {
        if (await FindAsync(begun, cancellationToken) is { } found) await DeleteAsync(found, cancellationToken);
    }

    private async Task DeleteForgottenAsync(string partition, DateTimeOffset forgotten, CancellationToken cancellationToken)
    {
        var past = Text(forgotten);
        var most = MostDeleted;
        await foreach (var entity in tables.Outcomes.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and BegunAt lt {past}"), cancellationToken: cancellationToken))
        {
            await DeleteAsync(entity, cancellationToken);
            if (--most == 0) return;
        }
    }

    private async Task DeleteAsync(TableEntity entity, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Outcomes.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.Delete, entity, entity.ETag)], cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status is (int)HttpStatusCode.PreconditionFailed or (int)HttpStatusCode.NotFound)
        {
            // Somebody else was faster, which is as good.
        }
    }

    /// <summary>The entity of this very attempt.</summary>
    private async Task<TableEntity?> FindAsync(KeptAnswer begun, CancellationToken cancellationToken) =>
        await FindAsync(begun.Id, cancellationToken) is { } found && found.GetString(BegunAt) == Text(begun.BegunAt) && !found.ContainsKey(Answer) ? found : null;

    private Task<TableEntity?> FindAsync(string id, CancellationToken cancellationToken) =>
        tables.Outcomes.FindAsync(PartitionOf(id), Keys.Escape(id), cancellationToken);

    // A new one each time: it is signed by who writes it.
    private static TableEntity EntityOf(KeptAnswer begun) =>
        new(PartitionOf(begun.Id), Keys.Escape(begun.Id)) { [Fingerprint] = begun.Fingerprint, [BegunAt] = Text(begun.BegunAt) };

    private static KeptAnswer Read(TableEntity entity) => new(
        Keys.Unescape(entity.RowKey), entity.GetString(Fingerprint),
        DateTimeOffset.Parse(entity.GetString(BegunAt), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        entity.ContainsKey(Answer) ? entity.GetText(Answer) : null);

    private static string PartitionOf(string id) => Keys.Of(Partition, id[..Math.Min(id.Length, LettersOfPartition)]);

    private static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
