using Azure.Data.Tables;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Azure.Tables;

/// <summary>
/// Contacts, a partition for each: <c>c|id</c>. Beside them the stores of an account manager, <c>m|manager</c>, a row each, and
/// blocked addresses, <c>b|channel|digest</c>, a row for each kind of notice that is not wanted and one, <c>1</c>, for all that there is.
/// </summary>
public sealed class TableContacts(TierTables tables) : IContacts
{
    private const int AtOnce = 16;
    private const string Only = "1";
    private const string Json = "Json";

    public Task SaveAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        contacts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (contact, token) => await SaveAsync(contact, token));

    public async Task<Contact?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await GetAsync(id, cancellationToken) is not { } contact) return null;
        var blocked = new List<string>();
        foreach (var channel in Contact.AllChannels)
        {
            if (contact.AddressOn(channel) is not { } address) continue;
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(channel, address)}");
            await foreach (var row in tables.Contacts.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
                blocked.Add(BlockedAddress.NameOf(channel, row.RowKey == Only ? null : Keys.Unescape(row.RowKey)));
        }
        return contact with { Blocked = string.Join(' ', blocked) };
    }

    public async Task<IReadOnlyList<string>> StoresOfAsync(string manager, CancellationToken cancellationToken)
    {
        var stores = new List<string>();
        await foreach (var row in tables.Contacts.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Of("m", manager)}"), select: ["RowKey"], cancellationToken: cancellationToken))
        {
            var store = Keys.Unescape(row.RowKey);
            // The contact itself says whose a store is; a row that was left behind counts for nothing.
            if (await GetAsync(store, cancellationToken) is { } contact && contact.Manager == manager) stores.Add(store);
        }
        return [.. stores.Order(StringComparer.Ordinal)];
    }

    public Task BlockAsync(string channel, string address, string? kind, string reason, DateTimeOffset at, CancellationToken cancellationToken) => tables.Contacts.UpsertEntityAsync(
        new TableEntity(PartitionOf(channel, address), kind is null ? Only : Keys.Escape(kind)) { ["Reason"] = reason, ["At"] = DeliveryCodec.WriteInstant(at) }, TableUpdateMode.Replace, cancellationToken);

    private async Task SaveAsync(Contact contact, CancellationToken cancellationToken)
    {
        // The row under the manager comes first: without the contact it counts for nothing.
        if (contact.Manager is { } manager) await tables.Contacts.UpsertEntityAsync(new TableEntity(Keys.Of("m", manager), Keys.Escape(contact.Id)), TableUpdateMode.Replace, cancellationToken);
        var entity = new TableEntity(Keys.Of("c", contact.Id), Only);
        entity.SetText(Json, ContactCodec.Write(contact));
        await tables.Contacts.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    private async Task<Contact?> GetAsync(string id, CancellationToken cancellationToken) =>
        await tables.Contacts.FindAsync(Keys.Of("c", id), Only, cancellationToken) is { } entity ? ContactCodec.Read(entity.GetText(Json)) : null;

    private static string PartitionOf(string channel, string address) => Keys.Of("b", channel, BlockedAddress.DigestOf(channel, address));
}
