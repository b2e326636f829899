using Microsoft.Data.Sqlite;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Local.Sqlite;

/// <summary>Contacts: what they are looked up by as columns, the whole as JSON.</summary>
internal sealed class SqliteContacts(SqliteDatabase database) : IContacts
{
    public Task SaveAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken) => database.WriteAsync(
        writer => contacts.Sum(contact => writer.Connection.Execute(
            "INSERT INTO contacts(id, manager, json) VALUES (?1, ?2, ?3) ON CONFLICT(id) DO UPDATE SET manager = excluded.manager, json = excluded.json",
            contact.Id, contact.Manager, ContactCodec.Write(contact))),
        cancellationToken);

    public Task<Contact?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            var found = connection.Query("SELECT json FROM contacts WHERE id = ?1", row => ContactCodec.Read(row.GetString(0)), id);
            return found.Count == 0 ? null : found[0] with { Blocked = string.Join(' ', Blocked(connection, found[0])) };
        },
        cancellationToken);

    public async Task<IReadOnlyList<string>> StoresOfAsync(string manager, CancellationToken cancellationToken) => await database.ReadAsync(
        connection => connection.Query("SELECT id FROM contacts WHERE manager = ?1 ORDER BY id", row => row.GetString(0), manager), cancellationToken);

    public Task BlockAsync(string channel, string address, string? kind, string reason, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        writer => writer.Connection.Execute(
            "INSERT INTO blocked_addresses(channel, digest, kind, reason, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            channel, BlockedAddress.DigestOf(channel, address), kind ?? "", reason, DeliveryCodec.WriteInstant(at)),
        cancellationToken);

    private static IEnumerable<string> Blocked(SqliteConnection connection, Contact contact) =>
        from channel in Contact.AllChannels
        let address = contact.AddressOn(channel)
        where address is not null
        from kind in connection.Query("SELECT kind FROM blocked_addresses WHERE channel = ?1 AND digest = ?2 ORDER BY kind", row => row.GetString(0), channel, BlockedAddress.DigestOf(channel, address))
        select BlockedAddress.NameOf(channel, kind.Length == 0 ? null : kind);
}
