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
    public void Add(ReadOnlySpan<byte> store, Movement movement)
    {
        foreach (var rule in policy.Notices)
        {
            if (rule.On == movement) owed.Add(new Notice(run, Encoding.ASCII.GetString(store), rule.Channel, rule.Template, NameOf(movement)));
        }
    }

    /// <summary>What a store is owed when a revision of a period gives it another tier than it was told.</summary>
    public void AddCorrection(ReadOnlySpan<byte> store)
    {
        foreach (var channel in policy.Notices.Select(rule => rule.Channel).Distinct(StringComparer.Ordinal))
            owed.Add(new Notice(run, Encoding.ASCII.GetString(store), channel, Corrected, Corrected));
    }

    private static string NameOf(Movement movement) => movement switch
    {
        Movement.Placed => "placed",
        Movement.Promoted => "promoted",
        Movement.Held => "held",
        Movement.Demoted => "demoted",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
