using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace TierFunctions.App.Access;

/// <summary>
/// Who sends a request, by the header that the platform sets once it has signed a person in. Anybody can send such a header to a
/// host that nothing stands in front of; it is read only where a setting says that the platform sets it and drops what others sent.
/// </summary>
public sealed class Identity(IConfiguration settings)
{
    public const string Header = "x-ms-client-principal";

    private const int LongestHeader = 16 << 10;
    private const string RoleClaim = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
    private const string NameClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";

    private readonly bool trusts = string.Equals(settings[Settings.TrustIdentity], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null where nobody is signed in. Somebody with none of the roles here is a person all the same.</summary>
    public Person? Of(HttpRequest request)
    {
        if (!trusts || request.Headers[Header].ToString() is not { Length: > 0 and <= LongestHeader } header) return null;
        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(header));
            return Read(principal.RootElement);
        }
        catch (Exception problem) when (problem is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // Not what the platform sends: nobody that could be named, and nobody who may do anything.
            return new Person("(unreadable)", Roles.None);
        }
    }

    private static Person Read(JsonElement principal)
    {
        var (roleType, nameType) = (TypeOf(principal, "role_typ", RoleClaim), TypeOf(principal, "name_typ", NameClaim));
        var roles = Roles.None;
        string? name = null;
        foreach (var claim in principal.GetProperty("claims").EnumerateArray())
        {
            var (type, value) = (claim.GetProperty("typ").GetString(), claim.GetProperty("val").GetString());
            if (type == roleType || type == "roles") roles |= RoleOf(value);
            else if (type == nameType) name = value;
        }
        return new Person(name ?? "(unnamed)", roles);
    }

    private static string TypeOf(JsonElement principal, string member, string usual) =>
        principal.TryGetProperty(member, out var type) && type.GetString() is { Length: > 0 } given ? given : usual;

    private static Roles RoleOf(string? value) => value switch
    {
        "operator" => Roles.Operator,
        "account-manager" => Roles.AccountManager,
        "auditor" => Roles.Auditor,
        _ => Roles.None,
    };
}
