using System.Collections.Concurrent;
using TierFunctions.Pipeline.Contacts;

namespace TierFunctions.Pipeline.Tests.InMemory;

internal sealed class InMemoryContacts : IContacts
{
    private readonly ConcurrentDictionary<string, Contact> contacts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Digest, string? Kind), string> blocked = [];

    public Task SaveAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        foreach (var contact in contacts) this.contacts[contact.Id] = contact;
        return Task.CompletedTask;
    }

    public Task<Contact?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(
        contacts.TryGetValue(id, out var contact) ? contact with { Blocked = string.Join(' ', Contact.AllChannels.SelectMany(channel => BlockedOn(channel, contact))) } : null);

    public Task<IReadOnlyList<string>> StoresOfAsync(string manager, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [.. contacts.Values.Where(contact => contact.Manager == manager).Select(contact => contact.Id).Order(StringComparer.Ordinal)]);

    public Task BlockAsync(string channel, string address, string? kind, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        blocked.TryAdd((BlockedAddress.DigestOf(channel, address), kind), reason);
        return Task.CompletedTask;
    }

    private IEnumerable<string> BlockedOn(string channel, Contact contact) => contact.AddressOn(channel) is not { } address ? []
        : blocked.Keys.Where(one => one.Digest == BlockedAddress.DigestOf(channel, address)).OrderBy(one => one.Kind, StringComparer.Ordinal).Select(one => BlockedAddress.NameOf(channel, one.Kind));
}
