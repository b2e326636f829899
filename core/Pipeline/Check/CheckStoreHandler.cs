using System.Collections.Concurrent;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Check;

/// <summary>Asks where a store would stand with the given readings. Nothing is stored.</summary>
/// <param name="Store">The store's id or, in a programme of products, the key of one. What it holds is taken from its outcome where it has one.</param>
/// <param name="Period">The period whose frozen benchmarks are the limits; null for the latest that is completed.</param>
/// <param name="PolicyVersion">Null for the version that judged that period.</param>
/// <param name="Readings">The UTF-8 text of a JSON object of metric names and readings.</param>
public sealed record CheckStore(string? Store, string Programme, Period? Period, string? PolicyVersion, ArraySegment<byte> Readings);

public abstract record CheckResult
{
    private CheckResult()
    {
    }

    public sealed record Judged(Explanation Explanation) : CheckResult;

    /// <summary>The readings cannot be read, each fault with what was expected.</summary>
    public sealed record Unreadable(IReadOnlyList<RowFault> Faults) : CheckResult;

    /// <summary>There is no such programme, version, or period with benchmarks.</summary>
    public sealed record Unknown(string What) : CheckResult;
}

/// <summary>Judges one store by readings that somebody sends, a what-if.</summary>
public sealed class CheckStoreHandler(CompletedRuns completed, IProgrammes programmes, IOutcomes outcomes, RunPlans plans)
{
    private const int Kept = 16;
    private const int StoresKept = 1024;

    // Of versions that did not judge the run whose benchmarks they are asked about with.
    private readonly ConcurrentDictionary<(RunKey Run, string Version), RunPlan> others = [];

    // Whoever tries one reading after the other asks about the same store, and what a completed run made of it is never rewritten.
    private readonly ConcurrentDictionary<(RunKey Run, string Store), StoredOutcome?> known = [];

    public async Task<CheckResult> HandleAsync(CheckStore check, CancellationToken cancellationToken)
    {
        var runs = await completed.OfAsync(check.Programme, cancellationToken);
        var run = check.Period is { } period ? runs.LastOrDefault(run => run.Key.Period == period) : runs is [.., var latest] ? latest : null;
        if (run is null && check.Period is { } asked) return new CheckResult.Unknown($"No completed run of {check.Programme} for {asked}, so there are no benchmarks to judge by.");
        var plan = run is not null && (check.PolicyVersion ?? run.PolicyVersion) == run.PolicyVersion
            ? await plans.OfAsync(run.Key, cancellationToken)
            : await PlanAsync(check, run, cancellationToken);
        if (plan is null) return new CheckResult.Unknown($"There is no {(check.PolicyVersion is { } version ? $"version {version} of the programme" : "programme")} {check.Programme}.");

        if (plan.Policy.Subject is not Subject.Product && check.Store is { } asking && SubjectKey.Parse(asking).Product is not null)
            return new CheckResult.Unknown($"{check.Programme} judges stores, so there is no product of it to ask about.");

        var row = StoredReadings.Read(check.Readings, check.Store, plan, out var named, out var faults);
        if (row is null) return new CheckResult.Unreadable(faults);
        var store = check.Store ?? named;
        var outcome = run is not null && store is not null ? await FindAsync(run.Key, store, cancellationToken) : null;
        var previous = run?.Previous is { } key && store is not null ? await FindAsync(key, store, cancellationToken) : null;
        var before = previous is not null ? StandingBefore.Of(previous, plan.Policy) : outcome is null ? plan.HeldBefore(row) : ExplainStoreHandler.Before(outcome, plan.Policy);
        return new CheckResult.Judged(new Explanation(plan, null, store ?? "", outcome?.Industry, Evidence.Of(plan.Judge, row, before, plan.Run.Period), null, null) { BenchmarksOf = run?.Key });
    }

    private async ValueTask<StoredOutcome?> FindAsync(RunKey run, string store, CancellationToken cancellationToken)
    {
        if (known.TryGetValue((run, store), out var outcome)) return outcome;
        var found = await outcomes.FindAsync(run, store, cancellationToken);
        if (known.Count >= StoresKept) known.Clear();
        return known[(run, store)] = found;
    }

    /// <summary>The plan of a version that judged no run with these benchmarks. Without any run, limits that depend on peers are not evaluable.</summary>
    private async Task<RunPlan?> PlanAsync(CheckStore check, Run? run, CancellationToken cancellationToken)
    {
        if (run is not null && check.PolicyVersion is { } named && others.TryGetValue((run.Key, named), out var before)) return before;
        var policy = (await programmes.AllAsync(cancellationToken))
            .Where(policy => policy.Programme == check.Programme && (check.PolicyVersion is null || policy.Version == check.PolicyVersion)).MaxBy(policy => policy.EffectiveFrom);
        if (policy is null) return null;
        var key = run?.Key ?? new RunKey(policy.Programme, policy.EffectiveFrom, 1);
        if (run is null) return new RunPlan(key, policy, BenchmarkSet.Empty, []);
        var judged = await plans.OfAsync(run.Key, cancellationToken);
        var plan = new RunPlan(key, policy, judged.Benchmarks, [], cases: judged.Cases);
        if (others.Count >= Kept) others.Clear();
        return others[(run.Key, policy.Version)] = plan;
    }
}
