using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>Where a notice stands. Every notice ends as sent, suppressed or dead-lettered; until then it is held or pending.</summary>
public enum NoticeState
{
    /// <summary>Owed, but the run has not completed.</summary>
    Held,

    /// <summary>Released, and not yet sent.</summary>
    Pending,
    Sent,

    /// <summary>Not to be sent: the store asked not to be told, or there is nobody to tell.</summary>
    Suppressed,
    DeadLettered,
}

/// <summary>Something a store, or its account manager, is told about an outcome. Its key is run, store, channel and template.</summary>
/// <param name="Store">The store that the outcome is of; of a product of it the key, see <see cref="SubjectKey"/>.</param>
/// <param name="Movement">Why it is owed: promoted, demoted, corrected, at-risk, deadline.</param>
public sealed record Notice(RunKey Run, string Store, string Channel, string Template, string Movement, NoticeState State = NoticeState.Held)
{
    /// <summary>Between a text and what tells two notices of it apart, in a template.</summary>
    private const char Mark = ':';

    public Delivery Delivery { get; init; } = Delivery.None;

    /// <summary>The store that is told, or whose account manager is.</summary>
    public string Owner => SubjectKey.StoreOf(Store);

    /// <summary>The product that it is about; null where it is about the store.</summary>
    public string? Product => SubjectKey.Parse(Store).Product;

    /// <summary>What it is about where no outcome says so; null for what a run owes.</summary>
    public Occasion? Occasion { get; init; }

    /// <summary>The policy's text that it says: the template without what tells two notices of that text apart.</summary>
    public string Text => Template.Split(Mark)[0];

    /// <summary>The run by whose policy it is owed.</summary>
    public RunKey JudgedBy => Occasion?.By ?? Run;

    /// <summary>The template of a notice about a day, so many days ahead.</summary>
    public static string TemplateOf(string text, DateOnly day, int ahead) => string.Create(CultureInfo.InvariantCulture, $"{text}{Mark}{day:yyyy-MM-dd}{Mark}{ahead}");

    /// <summary>The template of a notice about a step of a case, by the period or day that opened the case and the number of the log's entry.</summary>
    public static string TemplateOf(string text, string openedBy, int entry) => string.Create(CultureInfo.InvariantCulture, $"{text}{Mark}{openedBy}{Mark}{entry}");

    public NoticeKey Key => new(Run, Store, Channel, Template);

    /// <summary>Whom it is for, by the policy under which it is owed; whatever that policy does not name is for the store.</summary>
    public Audience AudienceIn(Policy policy) => RuleIn(policy)?.To ?? Audience.Store;

    /// <summary>Whether it goes out to those as well who have unsubscribed.</summary>
    public bool IsTransactionalIn(Policy policy) => RuleIn(policy)?.IsTransactional ?? false;

    /// <summary>Why somebody may not be sent it, as a code; null where they may.</summary>
    public string? RefusalBy(Contact to, Policy policy) => to.RefusalOf(Channel, IsTransactionalIn(policy) ? null : Movement);

    private NoticeRule? RuleIn(Policy policy) => policy.Notices.FirstOrDefault(rule => rule.Channel == Channel && rule.Text == Text);
}

/// <summary>Which notice, written <c>gold-silver|2026-Q3|1|S1|email|promoted</c>.</summary>
public sealed record NoticeKey(RunKey Run, string Store, string Channel, string Template)
{
    private const int RunParts = 3;

    /// <summary>A short name made of the key alone: 22 characters that are good in addresses, message ids and headers.</summary>
    public string Digest => Digests.Of(ToString());

    public override string ToString() => $"{Run}|{Store}|{Channel}|{Template}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out NoticeKey? key)
    {
        key = null;
        var parts = text?.Split('|') ?? [];
        if (parts.Length != RunParts + 3 || parts.Any(part => part.Length == 0) || !RunKey.TryParse(string.Join('|', parts[..RunParts]), out var run)) return false;
        key = new NoticeKey(run!, parts[RunParts], parts[RunParts + 1], parts[RunParts + 2]); // parsed
        return true;
    }
}

/// <summary>Names made of data, the same wherever and whenever they are made.</summary>
internal static class Digests
{
    private const int Bytes = 16;

    public static string Of(string text) => System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
}
