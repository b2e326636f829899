using System.Collections.Concurrent;
using TierFunctions.Pipeline.Contacts;

namespace TierFunctions.Pipeline.Tests.InMemory;

internal sealed class InMemoryContacts : IContacts
{
    private readonly ConcurrentDictionary<string, Contact> contacts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> blocked = new(StringComparer.Ordinal);

    public Task SaveAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        foreach (var contact in contacts) this.contacts[contact.Id] = contact;
        return Task.CompletedTask;
    }

    public Task<Contact?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(
        contacts.TryGetValue(id, out var contact) ? contact with { Blocked = string.Join(' ', Contact.AllChannels.Where(channel => IsBlocked(channel, contact))) } : null);

    public Task<IReadOnlyList<string>> StoresOfAsync(string manager, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [.. contacts.Values.Where(contact => contact.Manager == manager).Select(contact => contact.Id).Order(StringComparer.Ordinal)]);

    public Task BlockAsync(string channel, string address, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        blocked.TryAdd(BlockedAddress.DigestOf(channel, address), reason);
        return Task.CompletedTask;
    }

    private bool IsBlocked(string channel, Contact contact) =>
        contact.AddressOn(channel) is { } address && blocked.ContainsKey(BlockedAddress.DigestOf(channel, address));
}
