using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace TierFunctions.App.Access;

/// <summary>What a link turned out to be.</summary>
public enum LinkCheck
{
    Valid,

    /// <summary>It was ours and for this store, but its time is over.</summary>
    Expired,

    /// <summary>Another store's, altered, or never ours; nobody is told which.</summary>
    Refused,
}

/// <summary>
/// Links by which a merchant sees their own store and nothing else until a day: <c>key.expiry.code</c>, where the code is an
/// HMAC-SHA-256 of the key's name, the store and the expiry. Keys come from the setting <c>Links:Keys</c>, <c>name:base64</c>
/// parted by blanks: the first one signs, the others are of links that are still about.
/// </summary>
public sealed class MerchantLinks(IConfiguration settings, TimeProvider time)
{
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(400);

    private const int FewestBytes = 32;
    private const int LongestToken = 200;

    private readonly List<(string Name, byte[] Key)> keys = Read(settings[Settings.LinkKeys]);

    /// <summary>Without a key there are no links.</summary>
    public bool CanSign => keys.Count > 0;

    /// <summary>A token for the address of a store's card.</summary>
    public string Sign(string store, DateTimeOffset until)
    {
        if (keys.Count == 0) throw new InvalidOperationException($"There is no setting {Settings.LinkKeys}, so links cannot be signed.");
        var (name, key) = keys[0];
        var expiry = until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{name}.{expiry}.{Base64Url.EncodeToString(CodeOf(key, name, store, expiry))}";
    }

    /// <summary>Checks a token for a store. It takes the same time wherever the code differs.</summary>
    public LinkCheck Check(string store, string token)
    {
        if (token.Length > LongestToken || token.Split('.') is not [var name, var expiry, var code]) return LinkCheck.Refused;
        if (keys.FirstOrDefault(known => known.Name == name).Key is not { } key) return LinkCheck.Refused;
        if (!long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return LinkCheck.Refused;
        // Compared as text: another spelling of the same bytes is not what was signed.
        var expected = Encoding.ASCII.GetBytes(Base64Url.EncodeToString(CodeOf(key, name, store, expiry)));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(code))) return LinkCheck.Refused;
        return seconds > time.GetUtcNow().ToUnixTimeSeconds() ? LinkCheck.Valid : LinkCheck.Expired;
    }

    // Neither a name of a key, nor a store's id, nor a number has a line break in it.
    private static byte[] CodeOf(byte[] key, string name, string store, string expiry) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"tier-card\n{name}\n{store}\n{expiry}"));

    private static List<(string Name, byte[] Key)> Read(string? setting)
    {
        var keys = new List<(string Name, byte[] Key)>();
        foreach (var part in (setting ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf(':', StringComparison.Ordinal);
            var key = new byte[part.Length];
            // The setting is a secret, so the message says which key it is and not what was found.
            if (at < 1 || !part[..at].All(char.IsAsciiLetterOrDigit) || !Convert.TryFromBase64String(part[(at + 1)..], key, out var bytes) || bytes < FewestBytes)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Settings.LinkKeys}: key {keys.Count + 1} is not of the form name:base64 with a name of letters and digits and at least {FewestBytes} bytes."));
            keys.Add((part[..at], key[..bytes]));
        }
        return keys;
    }
}
