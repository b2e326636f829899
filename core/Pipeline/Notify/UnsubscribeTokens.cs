using System.Security.Cryptography;
using System.Text;

namespace TierFunctions.Pipeline.Notify;

/// <summary>
/// Signed names of a contact, a channel and a kind of notices, without an address: whoever has a letter can end such letters, and
/// nobody else can.
/// </summary>
/// <param name="keys">The first makes tokens; any of them is accepted. Without one no token is.</param>
public sealed class UnsubscribeTokens(IReadOnlyList<byte[]> keys)
{
    /// <param name="kind">The kind of notices, or <see cref="Contacts.Contact.Everything"/>.</param>
    public string Of(string contact, string channel, string kind) => $"{contact}~{channel}~{kind}~{Signature(keys[0], contact, channel, kind)}";

    public bool TryRead(string? token, out (string Contact, string Channel, string Kind) named)
    {
        named = ("", "", "");
        if (token?.Split('~') is not [var id, var channel, var kind, var signature]) return false;
        // Every key is compared, so that the time taken says nothing.
        var matches = keys.Aggregate(false, (found, key) =>
            CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Signature(key, id, channel, kind))) | found);
        if (matches) named = (id, channel, kind);
        return matches;
    }

    private static string Signature(byte[] key, string contact, string channel, string kind) =>
        System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"unsubscribe~{contact}~{channel}~{kind}")));
}
