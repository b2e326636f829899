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
    public void Add(ReadOnlySpan<byte> store, Movement movement) => Add(store, NoticeRule.TriggerOf(movement));

    /// <summary>
    /// What a store is owed when a revision of a period gives it another tier than it was told: what the policy says for that, and
    /// where it says nothing a correction on every channel that the store is told anything by.
    /// </summary>
    public void AddCorrection(ReadOnlySpan<byte> store)
    {
        if (policy.Notices.Any(rule => rule.On is NoticeTrigger.Corrected))
        {
            Add(store, NoticeTrigger.Corrected);
            return;
        }
        foreach (var channel in policy.Notices.Where(rule => rule.To is Audience.Store).Select(rule => rule.Channel).Distinct(StringComparer.Ordinal))
            owed.Add(new Notice(run, Encoding.ASCII.GetString(store), channel, Corrected, Corrected));
    }

    private void Add(ReadOnlySpan<byte> store, NoticeTrigger trigger)
    {
        foreach (var rule in policy.Notices)
        {
            if (rule.On == trigger) owed.Add(new Notice(run, Encoding.ASCII.GetString(store), rule.Channel, rule.Text, Words.Write(trigger)));
        }
    }
}
