using TierFunctions.Pipeline.Contacts;

namespace TierFunctions.Pipeline.Notify;

/// <summary>Ends letters of a kind to whoever holds a token for that. Nobody learns whether a token was good; doing it again changes nothing.</summary>
public sealed class UnsubscribeHandler(IContacts contacts, UnsubscribeTokens tokens, TimeProvider time)
{
    private const string Unsubscribed = "unsubscribed";

    public async Task HandleAsync(string? token, CancellationToken cancellationToken)
    {
        if (!tokens.TryRead(token, out var named)) return;
        // It counts for the address that the contact has now: there is no other one to write to.
        if ((await contacts.FindAsync(named.Contact, cancellationToken))?.AddressOn(named.Channel) is { } address)
            await contacts.BlockAsync(named.Channel, address, named.Kind, Unsubscribed, time.GetUtcNow(), cancellationToken);
    }
}
