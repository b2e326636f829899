namespace TierFunctions.Pipeline.Contacts;

/// <summary>Who is told, and how. An address that was blocked stays blocked when contacts are read in anew; another address is not.</summary>
public interface IContacts
{
    /// <summary>Keeps contacts, each in place of the one with its id.</summary>
    Task SaveAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken);

    Task<Contact?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The ids of the stores that an account manager looks after, ordered ordinally.</summary>
    Task<IReadOnlyList<string>> StoresOfAsync(string manager, CancellationToken cancellationToken);

    /// <summary>Sends nothing more to an address on a channel. Doing it again changes nothing.</summary>
    /// <param name="kind">Only notices of this kind; null for whatever it is.</param>
    Task BlockAsync(string channel, string address, string? kind, string reason, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <summary>What is kept of a blocked address: not the address itself.</summary>
public static class BlockedAddress
{
    // Case does not matter to mail, and nothing else that is an address here differs by case alone.
    public static string DigestOf(string channel, string address) => Notify.Digests.Of($"{channel}|{address.ToLowerInvariant()}");

    /// <summary>What <see cref="Contact.Blocked"/> calls it.</summary>
    public static string NameOf(string channel, string? kind) => kind is null ? channel : $"{channel}:{kind}";
}
