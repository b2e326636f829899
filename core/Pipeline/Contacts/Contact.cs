using System.Text.Json;
using System.Text.Json.Serialization;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Contacts;

/// <summary>Whom a contact stands for.</summary>
public enum ContactRole
{
    Store,

    /// <summary>An account manager, who looks after stores.</summary>
    Manager,
}

/// <summary>How somebody is reached. Personal data: it is kept, and handed to hooks; it is never logged and never part of a message.</summary>
public sealed record Contact
{
    public const string Email = "email";
    public const string Sms = "sms";
    public const string Webhook = "webhook";

    /// <summary>Why nothing is sent to a contact that has no address on a channel.</summary>
    public const string NoAddress = "no-address";

    /// <summary>Every kind of notice that one can unsubscribe from.</summary>
    public const string Everything = "all";

    public static IReadOnlyList<string> AllChannels { get; } = [Email, Sms, Webhook];

    /// <summary>The store's id, or the account manager's.</summary>
    public required string Id { get; init; }

    public ContactRole Role { get; init; }

    /// <summary>For a store, the id of its account manager; null where it has none.</summary>
    public string? Manager { get; init; }

    public string? Name { get; init; }

    public string? EmailAddress { get; init; }

    /// <summary>In E.164: + and up to 15 digits.</summary>
    public string? Phone { get; init; }

    /// <summary>Where signed events go; https.</summary>
    public string? WebhookAddress { get; init; }

    /// <summary>A BCP 47 tag.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The IANA id of the zone whose nights are quiet; null for the marketplace's own.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The channels that may be used, apart by blanks; null for every one that has an address.</summary>
    public string? Channels { get; init; }

    /// <summary>Whether they asked to be left alone altogether.</summary>
    public bool IsSuppressed { get; init; }

    /// <summary>
    /// What is not to be sent to the present addresses, apart by blanks: a channel whose address is gone or refused by its provider, or
    /// <c>channel:kind</c> where somebody unsubscribed from a kind of notices, or from <see cref="Everything"/>.
    /// </summary>
    [JsonIgnore]
    public string Blocked { get; init; } = "";

    public string? AddressOn(string channel) => channel switch
    {
        Email => EmailAddress,
        Sms => Phone,
        Webhook => WebhookAddress,
        _ => null,
    };

    /// <summary>Why a notice may not be sent on a channel, as a code; null where it may.</summary>
    /// <param name="kind">The kind of notice, such as <c>promoted</c>; null for one that nobody can unsubscribe from.</param>
    public string? RefusalOf(string channel, string? kind) =>
        IsSuppressed ? "suppressed"
        : AddressOn(channel) is null ? NoAddress
        : Channels is { } wanted && !wanted.Split(' ').Contains(channel, StringComparer.Ordinal) ? "channel-not-wanted"
        : IsBlocked(channel) || kind is not null && (IsBlocked($"{channel}:{Everything}") || IsBlocked($"{channel}:{kind}")) ? "unsubscribed"
        : null;

    private bool IsBlocked(string what) => Blocked.Split(' ').Contains(what, StringComparer.Ordinal);

    // What a record would print are addresses and names.
    public override string ToString() => $"{Words.Write(Role)} {Id}";
}

/// <summary>A contact as every store keeps it.</summary>
public static class ContactCodec
{
    public static string Write(Contact contact) => JsonSerializer.Serialize(contact, ContactJson.Default.Contact);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Contact Read(string text) =>
        JsonSerializer.Deserialize(text, ContactJson.Default.Contact) ?? throw new JsonException("A contact is a JSON object, not null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Contact))]
internal sealed partial class ContactJson : JsonSerializerContext;
