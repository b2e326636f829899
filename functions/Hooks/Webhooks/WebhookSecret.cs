using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TierFunctions.Hooks.Webhooks;

/// <summary>A secret that events are signed with, by Standard Webhooks: <c>whsec_</c> and 24 to 64 bytes in Base64.</summary>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";

    private readonly byte[] key;

    private WebhookSecret(byte[] key) => this.key = key;

    /// <summary>Throws <see cref="FormatException"/>, without the secret, for anything else.</summary>
    public static WebhookSecret Parse(string text)
    {
        var bytes = new byte[128];
        if (text.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length is >= 24 and <= 64)
            return new WebhookSecret(bytes[..length]);
        throw new FormatException("A webhook secret is whsec_ followed by 24 to 64 bytes in Base64.");
    }

    /// <summary><c>v1,</c> and the HMAC-SHA256 of id, time and the very bytes that are sent.</summary>
    public string Sign(string id, long unixSeconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{unixSeconds}.")));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }

    public override string ToString() => Prefix + "…";
}
