using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace TierFunctions.Local.Host;

/// <summary>The keys that open functions to programs, sent in the header <c>x-functions-key</c>. The admin key opens all of them.</summary>
internal sealed class FunctionKeys
{
    public const string Header = "x-functions-key";
    public const string FunctionSetting = "Keys:Function";
    public const string AdminSetting = "Keys:Admin";

    private const int LongestKey = 512;

    private readonly byte[] function;
    private readonly byte[] admin;

    public FunctionKeys(Func<string, string?> setting)
    {
        function = Required(FunctionSetting);
        admin = Required(AdminSetting);

        byte[] Required(string name) => setting(name) is { Length: > 0 and <= LongestKey } key
            ? Encoding.UTF8.GetBytes(key)
            : throw new Cli.BadInputException(FormattableString.Invariant($"The setting {name} is empty or too long: expected a key of 1 to {LongestKey} characters."));
    }

    /// <summary>Whether a key opens functions of a level. How long the answer takes says nothing about the key but its length.</summary>
    public bool Open(AuthorizationLevel level, string? key)
    {
        if (level is AuthorizationLevel.Anonymous) return true;
        if (key is not { Length: > 0 and <= LongestKey }) return false;
        Span<byte> room = stackalloc byte[Encoding.UTF8.GetMaxByteCount(LongestKey)];
        var given = room[..Encoding.UTF8.GetBytes(key, room)];
        var (isFunction, isAdmin) = (CryptographicOperations.FixedTimeEquals(given, function), CryptographicOperations.FixedTimeEquals(given, admin));
        return isAdmin | (isFunction & level is AuthorizationLevel.Function);
    }
}
