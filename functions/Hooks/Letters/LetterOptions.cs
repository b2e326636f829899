using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Letters;

/// <summary>What letters lead to.</summary>
public sealed record LetterOptions
{
    /// <summary>A page about a store, https, with {store}, {programme}, {period} and, of products, {product}; null where there is none, and letters then have no line for it.</summary>
    public string? Link { get; init; }

    /// <summary>Where one POST ends mails, https, with {token}; null where nothing answers.</summary>
    public string? Unsubscribe { get; init; }

    /// <summary>Makes the tokens of such addresses; needed where there is one.</summary>
    public UnsubscribeTokens? Tokens { get; init; }

    /// <summary>The CloudEvents source of events.</summary>
    public string Source { get; init; } = "/tier-functions";

    public Uri? LinkTo(Notice notice) => Link is null ? null : new Uri(Link
        .Replace("{store}", Uri.EscapeDataString(notice.Owner), StringComparison.Ordinal)
        .Replace("{product}", Uri.EscapeDataString(notice.Product ?? ""), StringComparison.Ordinal)
        .Replace("{programme}", Uri.EscapeDataString(notice.Run.Programme), StringComparison.Ordinal)
        .Replace("{period}", Uri.EscapeDataString(notice.Run.Period.ToString()), StringComparison.Ordinal));

    /// <param name="kind">What is to be ended; see <see cref="UnsubscribeTokens"/>.</param>
    public Uri? UnsubscribeOf(Contact contact, string channel, string kind) => Unsubscribe is null || Tokens is null ? null
        : new Uri(Unsubscribe.Replace("{token}", Uri.EscapeDataString(Tokens.Of(contact.Id, channel, kind)), StringComparison.Ordinal));
}
