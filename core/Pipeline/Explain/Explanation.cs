using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>A store's outcome with everything behind it.</summary>
/// <param name="Run">The run it comes from; null for a judgement outside any run.</param>
/// <param name="Evidence">Null where nothing was judged; <paramref name="Reason"/> then says why.</param>
public sealed record Explanation(RunPlan Plan, Run? Run, string Store, string? Industry, Evidence? Evidence, StoredOutcome? Outcome, string? Reason)
{
    /// <summary>For a projection, the run whose benchmarks stand in for those that its period does not have yet; null otherwise.</summary>
    public RunKey? BenchmarksOf { get; init; }

    /// <summary>What the store or product is called, if its readings say so.</summary>
    public string? Name
    {
        get => field ?? (Outcome is { } outcome ? NameIn(outcome, Plan) : null);
        init;
    }

    /// <summary>Readings that are texts are carried along and never judged; the first one that a policy declares is the name of its subject.</summary>
    public static string? NameIn(StoredOutcome outcome, RunPlan plan)
    {
        if (outcome.Readings.Length == 0) return null;
        var policy = plan.Policy;
        var place = plan.Readings.ToList().FindIndex(name => policy.Metrics[policy.SlotOf(name)].Kind is MetricKind.Text);
        if (place < 0) return null;
        using var readings = JsonDocument.Parse(outcome.Readings);
        return readings.RootElement[place] is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } name ? name : null;
    }

    /// <summary>What was read of other programmes.</summary>
    public IReadOnlyList<ReadResult> Results { get; init; } = [];
}

/// <summary>Explains stored outcomes from the readings, policy and benchmarks they were judged by.</summary>
public sealed class ExplainStoreHandler(CompletedRuns runs, IOutcomes outcomes, RunPlans plans)
{
    /// <summary>
    /// The store's outcomes: of each programme's latest completed run, or of the one asked for. A programme that never judged the
    /// store is left out, and so are those that judge products unless one is named.
    /// </summary>
    /// <param name="store">The store's id, or the key of a product.</param>
    /// <param name="period">Null for the latest period in which the store has an outcome.</param>
    public Task<IReadOnlyList<Explanation>> HandleAsync(string store, string? programme, Domain.Calendar.Period? period, CancellationToken cancellationToken) =>
        runs.LatestAsync(programme, SubjectKey.Parse(store).Product is not null, period, run => FindAsync(run, store, cancellationToken), cancellationToken);

    private async Task<Explanation?> FindAsync(Run run, string store, CancellationToken cancellationToken)
    {
        if (await outcomes.FindAsync(run.Key, store, cancellationToken) is not { } outcome) return null;
        var previous = run.Previous is { } key ? await outcomes.FindAsync(key, store, cancellationToken) : null;
        return Explain(run, await plans.OfAsync(run.Key, cancellationToken), outcome, previous);
    }

    /// <summary>Judges the stored readings again. Throws where that gives anything but what was stored: then record and code disagree.</summary>
    /// <param name="previous">The store's outcome in the run that this one goes on from; null where it has none.</param>
    public static Explanation Explain(Run run, RunPlan plan, StoredOutcome outcome, StoredOutcome? previous)
    {
        if (outcome.Readings.Length == 0 || outcome.Status is Status.Failed)
            return new Explanation(plan, run, outcome.Store, outcome.Industry, null, outcome, outcome.Reason);

        var policy = plan.Policy;
        var row = StoredReadings.Read(outcome.Readings, plan);
        var incomplete = row.ToArray();
        plan.Plan.Complete(row);
        var before = previous is not null ? StandingBefore.Of(previous, policy) : plan.Plan.HasMovement || plan.Rulings.Decisions.Count > 0 ? plan.HeldBefore(row) : Before(outcome, policy);
        var evidence = Evidence.Of(plan.Judge, row, before, run.Key.Period, run.FollowsPrevious, plan.DecisionsOf(Encoding.ASCII.GetBytes(outcome.Store)), plan.Shelter(outcome.Store, row, incomplete));
        if (evidence.Status != outcome.Status || evidence.Standing.Tier.Name != outcome.Tier)
            throw new InvalidOperationException($"{run.Key}, store {outcome.Store}: {outcome.Status} {outcome.Tier} is stored, but its readings give {evidence.Status} {evidence.Standing.Tier.Name}.");
        return new Explanation(plan, run, outcome.Store, outcome.Industry, evidence, outcome, null) { Results = ReadResult.Of(plan, outcome.Standing) };
    }

    /// <summary>What the store held before the outcome.</summary>
    internal static Standing? Before(StoredOutcome outcome, Policy policy)
    {
        if (outcome.Before is not { } name) return null;
        var tier = policy.TierOrOtherwise(name);
        // A tier that was held on keeps its day and origin, which are the outcome's own.
        return name == outcome.Tier
            ? new Standing(tier, outcome.Since, outcome.CameFrom is { } from ? policy.FindTier(from) : null)
            : new Standing(tier, null, null);
    }
}
