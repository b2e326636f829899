using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Cases;

/// <summary>A case as its entries leave it.</summary>
/// <param name="Store">The store it is for: the one that it was opened for, or the one that a seller without a store has opened since.</param>
/// <param name="EnteredAt">When it came to its state.</param>
/// <param name="Person">Who looks after it; null for nobody yet.</param>
/// <param name="Scores">The latest score of each strength.</param>
/// <param name="Received">The papers that came in.</param>
/// <param name="Entries">How many entries its log has.</param>
public sealed record Case(
    CaseKey Key, string Store, string State, DateTimeOffset EnteredAt, string? Person, IReadOnlyDictionary<string, decimal> Scores, IReadOnlySet<string> Received, int Entries)
{
    /// <param name="entries">All of one case, in their order; the first one opened it.</param>
    public static Case Of(IReadOnlyList<CaseEntry> entries)
    {
        var scores = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry is { Event: CaseEvent.Scored, What: { } strength, Score: { } score }) scores[strength] = score;
        }
        var state = entries[^1].State;
        // A step from a state to itself, such as another call, does not begin its time anew.
        var entered = entries.Reverse().TakeWhile(entry => entry.State == state).Last();
        return new Case(
            entries[0].Case, Last(CaseEvent.Linked) ?? entries[0].Case.Store, state, entered.At, Last(CaseEvent.Assigned), scores,
            entries.Where(entry => entry.Event is CaseEvent.Received).Select(entry => entry.What).OfType<string>().ToHashSet(StringComparer.Ordinal), entries.Count);

        string? Last(CaseEvent what) => entries.LastOrDefault(entry => entry.Event == what)?.What;
    }

    /// <summary>The cases of a log, ordered by key.</summary>
    public static IReadOnlyList<Case> All(IEnumerable<CaseEntry> entries) =>
        [.. entries.GroupBy(entry => entry.Case).Select(one => Of([.. one.OrderBy(entry => entry.Number)])).OrderBy(one => one.Key.ToString(), StringComparer.Ordinal)];

    /// <summary>Of each store the case that counts: the one that moved last.</summary>
    public static IReadOnlyDictionary<string, Case> Latest(IEnumerable<CaseEntry> entries) => All(entries).GroupBy(one => one.Store, StringComparer.Ordinal)
        .ToDictionary(store => store.Key, store => store.MaxBy(one => (one.EnteredAt, one.Key.ToString()))!, StringComparer.Ordinal); // a group has one

    /// <summary>Whether nothing more is to be done about it. A state that the policy no longer has is no end.</summary>
    public bool IsClosed(CaseProcedure procedure) => procedure.Find(State) is { IsEnd: true };

    /// <summary>The last day on which it may be in its state; null where there is none.</summary>
    public DateOnly? DueOn(Policy policy) => policy.Cases?.Find(State)?.Within?.LastDay(policy.DayOf(EnteredAt));

    public bool IsOverdue(Policy policy, DateTimeOffset now) => DueOn(policy) < policy.DayOf(now);
}
