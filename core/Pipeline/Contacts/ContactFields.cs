using System.Globalization;
using System.Net.Mail;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Contacts;

/// <summary>The columns of a file of contacts: what each may hold, and what it becomes.</summary>
internal static class ContactFields
{
    private static readonly string[] Roles = [.. Words.All<ContactRole>()];

    public const string Id = "id";

    public static IReadOnlyList<Field> All { get; } =
    [
        new(Id, StoreId.Expected, StoreId.IsValid, (contact, text) => contact with { Id = text }),
        new("role", "store or manager", text => Roles.Contains(text, StringComparer.Ordinal), (contact, text) => contact with { Role = Words.Read<ContactRole>(text) }),
        new("manager", $"an account manager's id: {StoreId.Expected}", StoreId.IsValid, (contact, text) => contact with { Manager = text }),
        new("name", "a name of at most 200 characters, none of them a control character", IsName, (contact, text) => contact with { Name = text }),
        new("email", "one e-mail address such as shop@example.com, in ASCII", IsEmail, (contact, text) => contact with { EmailAddress = text }),
        new("phone", "a telephone number in E.164, such as +8613800138000", IsPhone, (contact, text) => contact with { Phone = text }),
        new("webhook", "an https address without a user, a password or a fragment", IsWebhook, (contact, text) => contact with { WebhookAddress = text }),
        new("language", "a language tag such as en or zh", IsLanguage, (contact, text) => contact with { Language = text }),
        new("time_zone", "the IANA id of a time zone, such as Asia/Shanghai", IsZone, (contact, text) => contact with { TimeZone = text }),
        new("channels", $"some of {string.Join(", ", Contact.AllChannels)} with blanks between them", AreChannels, (contact, text) => contact with { Channels = text }),
        new("suppressed", "yes or no", text => text is "yes" or "no", (contact, text) => contact with { IsSuppressed = text == "yes" }),
    ];

    private static bool IsName(string text) => text.Length <= 200 && !text.Any(IsUnseen);

    // Control characters, and those that turn the direction of what stands around them.
    private static bool IsUnseen(char c) => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsEmail(string text) =>
        text.Length <= 254 && text.All(c => c is > ' ' and <= '~' and not ('"' or '(' or ')' or ',' or ':' or ';' or '<' or '>' or '[' or ']' or '\\'))
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.User.Length <= 64
        && address.Host.Split('.') is { Length: >= 2 } labels && labels.All(label => label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-');

    private static bool IsPhone(string text) => text.Length is >= 8 and <= 16 && text[0] == '+' && text[1] is >= '1' and <= '9' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsWebhook(string text) =>
        text.Length <= 2048 && text.All(c => c is > ' ' and <= '~') && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0 && !text.Contains('#', StringComparison.Ordinal) && !text.Contains('@', StringComparison.Ordinal);

    private static bool IsLanguage(string text) =>
        text.Split('-') is [{ Length: 2 or 3 } language, .. var rest] && language.All(char.IsAsciiLetterLower)
        && rest.All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));

    private static bool IsZone(string text) => (text == "UTC" || text.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _);

    private static bool AreChannels(string text) =>
        text.Split(' ') is var names && names.All(name => Contact.AllChannels.Contains(name, StringComparer.Ordinal)) && names.Distinct(StringComparer.Ordinal).Count() == names.Length;

    /// <param name="Keep">Puts a text that is allowed into a contact.</param>
    internal sealed record Field(string Name, string Expected, Func<string, bool> IsAllowed, Func<Contact, string, Contact> Keep);
}
