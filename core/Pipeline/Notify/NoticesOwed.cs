using System.Text;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>Finds out which notices outcomes owe, by the rules of the policy.</summary>
internal sealed class NoticesOwed(RunKey run, Policy policy)
{
    private const string Corrected = "corrected";

    private readonly List<Notice> owed = [];

    public IReadOnlyList<Notice> Owed => owed;

    /// <summary>What a store is owed for a movement in a first assessment.</summary>
    /// <param name="tier">The tier it holds now.</param>
    public void Add(ReadOnlySpan<byte> store, Movement movement, Tier tier) => Add(store, NoticeRule.TriggerOf(movement), tier);

    /// <summary>
    /// What a store is owed when a revision of a period gives it another tier than it was told: what the policy says for that, and
    /// where it says nothing a correction on every channel that the store is told anything of one of the two tiers by.
    /// </summary>
    /// <param name="told">The tier that it was told of, or that another rule of the policy would have told it of.</param>
    public void AddCorrection(ReadOnlySpan<byte> store, Tier told, Tier tier)
    {
        if (policy.Notices.Any(rule => rule.On is NoticeTrigger.Corrected))
        {
            Add(store, NoticeTrigger.Corrected, tier);
            return;
        }
        foreach (var channel in policy.Notices.Where(rule => rule.To is Audience.Store && (rule.IsAbout(told) || rule.IsAbout(tier))).Select(rule => rule.Channel).Distinct(StringComparer.Ordinal))
            owed.Add(new Notice(run, Encoding.ASCII.GetString(store), channel, Corrected, Corrected));
    }

    private void Add(ReadOnlySpan<byte> store, NoticeTrigger trigger, Tier tier)
    {
        foreach (var rule in policy.Notices)
        {
            if (rule.On == trigger && rule.IsAbout(tier)) owed.Add(new Notice(run, Encoding.ASCII.GetString(store), rule.Channel, rule.Text, Words.Write(trigger)));
        }
    }
}
