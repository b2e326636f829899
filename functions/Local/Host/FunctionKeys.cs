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

    private readonly byte[] function;
    private readonly byte[] admin;

    public FunctionKeys(Func<string, string?> setting)
    {
        function = Hash(Required(FunctionSetting));
        admin = Hash(Required(AdminSetting));

        string Required(string name) => setting(name) is { Length: > 0 } key ? key : throw new Cli.BadInputException($"The setting {name} is empty.");
    }

    /// <summary>Whether a key opens functions of a level. How long the answer takes says nothing about the key.</summary>
    public bool Open(AuthorizationLevel level, string? key)
    {
        if (level is AuthorizationLevel.Anonymous) return true;
        if (key is not { Length: > 0 }) return false;
        var given = Hash(key);
        var (isFunction, isAdmin) = (CryptographicOperations.FixedTimeEquals(given, function), CryptographicOperations.FixedTimeEquals(given, admin));
        return isAdmin | (isFunction & level is AuthorizationLevel.Function);
    }

    // Keys of any length become one length, which the comparison needs.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
