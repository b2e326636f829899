using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Rulings;

/// <summary>What came of recording.</summary>
/// <param name="Recorded">The ids that are new.</param>
/// <param name="Known">The ids that were recorded before, word for word.</param>
/// <param name="Refused">Why nothing was recorded; empty where something was, or all was known.</param>
public sealed record RecordResult(IReadOnlyList<string> Recorded, IReadOnlyList<string> Known, IReadOnlyList<string> Refused);

/// <summary>Records exemptions and decisions: all of them, or none where one cannot be meant.</summary>
public sealed class RecordRulingsHandler(IRulings rulings, IRuns runs, KnownStores stores, RunPlans plans, TimeProvider time)
{
    /// <param name="by">Who records them; a decision says itself who decided.</param>
    public async Task<RecordResult> HandleAsync(RulingSet set, string by, CancellationToken cancellationToken)
    {
        var kept = (await rulings.ListAsync(cancellationToken)).ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        var entries = set.Exemptions.Select(exemption => RulingEntry.Of(exemption, by, time.GetUtcNow())).Concat(set.Decisions.Select(decision => RulingEntry.Of(decision, time.GetUtcNow()))).ToList();
        var refused = new List<string>();
        foreach (var other in entries.Where(entry => kept.TryGetValue(entry.Id, out var known) && known.Json != entry.Json))
            refused.Add($"{other.Id} is recorded already, by {kept[other.Id].By}, and says something else; a ruling is never changed: give the new one an id of its own");
        foreach (var decision in set.Decisions.Where(decision => !kept.ContainsKey(decision.Id))) refused.AddRange(await MistakesAsync(decision, cancellationToken));
        foreach (var exemption in set.Exemptions.Where(exemption => !kept.ContainsKey(exemption.Id))) refused.AddRange(await MistakesAsync(exemption, cancellationToken));
        if (refused.Count > 0) return new RecordResult([], [], refused);

        var recorded = new List<string>();
        foreach (var entry in entries)
        {
            if (await rulings.AddAsync(entry, cancellationToken)) recorded.Add(entry.Id);
        }
        return new RecordResult(recorded, [.. entries.Select(entry => entry.Id).Except(recorded, StringComparer.Ordinal)], []);
    }

    private async Task<IEnumerable<string>> MistakesAsync(OperatorDecision decision, CancellationToken cancellationToken)
    {
        if (await LatestAsync(decision.Programme, cancellationToken) is not { } latest)
            return [$"decision {decision.Id}: the programme '{decision.Programme}', expected one that has a completed run"];
        var plan = await plans.OfAsync(latest.Key, cancellationToken);
        // Of a programme that judges products it may be a store, for all of them, or the key of one.
        if (await stores.UnknownToAsync(latest, decision.Store, cancellationToken) is { } expected)
            return [$"decision {decision.Id}: the {(latest.IsOfProducts ? "store or product" : "store")} '{decision.Store}', expected {expected}"];
        return new RulingSet([], [decision]).MistakesAgainst(plan.Policy);
    }

    private async Task<List<string>> MistakesAsync(Exemption exemption, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>();
        foreach (var programme in exemption.Programmes)
        {
            if (await LatestAsync(programme, cancellationToken) is { } latest)
                mistakes.AddRange(new RulingSet([exemption], []).MistakesAgainst((await plans.OfAsync(latest.Key, cancellationToken)).Policy));
        }
        return mistakes;
    }

    private async Task<Run?> LatestAsync(string programme, CancellationToken cancellationToken) =>
        (await runs.ListAsync(programme, cancellationToken)).LastOrDefault(run => run.IsCompleted);
}
