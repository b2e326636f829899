using System.Security.Cryptography;
using System.Text;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Letters;

/// <summary>What letters lead to.</summary>
public sealed record LetterOptions
{
    /// <summary>A page about a store, https, with {store}, {programme} and {period}; null where there is none, and letters then have no line for it.</summary>
    public string? Link { get; init; }

    /// <summary>Where one POST ends mails, https, with {token}; null where nothing answers.</summary>
    public string? Unsubscribe { get; init; }

    /// <summary>Makes the tokens of such addresses; needed where there is one.</summary>
    public UnsubscribeTokens? Tokens { get; init; }

    /// <summary>The CloudEvents source of events.</summary>
    public string Source { get; init; } = "/tier-functions";

    public Uri? LinkTo(Notice notice) => Link is null ? null : new Uri(Link
        .Replace("{store}", Uri.EscapeDataString(notice.Store), StringComparison.Ordinal)
        .Replace("{programme}", Uri.EscapeDataString(notice.Run.Programme), StringComparison.Ordinal)
        .Replace("{period}", Uri.EscapeDataString(notice.Run.Period.ToString()), StringComparison.Ordinal));

    public Uri? UnsubscribeOf(Contact contact, string channel) => Unsubscribe is null || Tokens is null ? null
        : new Uri(Unsubscribe.Replace("{token}", Uri.EscapeDataString(Tokens.Of(contact.Id, channel)), StringComparison.Ordinal));
}

/// <summary>Signed names of a contact and a channel: whoever has a letter can end such letters, and nobody else can.</summary>
/// <param name="keys">The first makes tokens; any of them is accepted.</param>
public sealed class UnsubscribeTokens(IReadOnlyList<byte[]> keys)
{
    public string Of(string contact, string channel) => $"{contact}~{channel}~{Signature(keys[0], contact, channel)}";

    public bool TryRead(string token, out string contact, out string channel)
    {
        (contact, channel) = ("", "");
        if (token.Split('~') is not [var id, var by, var signature]) return false;
        // Every key is compared, so that the time taken says nothing.
        var matches = keys.Aggregate(false, (found, key) =>
            CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Signature(key, id, by))) | found);
        if (matches) (contact, channel) = (id, by);
        return matches;
    }

    private static string Signature(byte[] key, string contact, string channel) =>
        System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"unsubscribe~{contact}~{channel}")));
}
