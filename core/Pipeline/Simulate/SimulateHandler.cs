using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>
/// Judges a stored period by a draft: the run's snapshot, the standings it went on from, the other programmes' and earlier periods' runs that it read and
/// the exemptions and decisions pinned with it, with benchmarks as the draft wants them. Nothing is stored.
/// </summary>
public sealed class SimulateHandler(IRuns runs, IRunFiles files, IOutcomes outcomes, RunPlans plans, PipelineOptions options)
{
    public async Task<SimulationResult> HandleAsync(SimulatePolicy asked, CancellationToken cancellationToken)
    {
        var policy = asked.Draft.Policy;
        var completed = (await runs.ListAsync(policy.Programme, cancellationToken)).Where(run => run.IsCompleted).ToList();
        if (completed.Count == 0) return new SimulationResult.NothingStored($"{policy.Programme} has no completed run, so there is nothing to hold the draft against.");
        if (completed.LastOrDefault(run => asked.Period is null || run.Key.Period == asked.Period) is not { } run)
            return new SimulationResult.Refused($"{policy.Programme} has no completed run for {asked.Period}; it has been assessed for {string.Join(", ", completed.Select(one => one.Key.Period).Distinct().TakeLast(6))}.");
        if (policy.Cadence != run.Key.Period.Cadence)
            return new SimulationResult.Refused($"The draft assesses {policy.Programme} {Words.Write(policy.Cadence)}; {run.Key.Period} is not such a period, and a programme keeps its cadence.");

        var stored = await plans.OfAsync(run.Key, cancellationToken);
        if (policy.Subject != stored.Policy.Subject)
            return new SimulationResult.Refused($"The draft judges {Words.Write(policy.Subject)}s, {run.Key} judged {Words.Write(stored.Policy.Subject)}s, and a programme keeps its subject.");
        var columns = new DraftColumns(stored.Policy, policy);
        var rulings = KnownTo(policy, stored.Rulings, run.Key.Period, out var unknown);
        var chunks = new StoredChunks(files, stored, options.Workers);
        var sources = await runs.ForDraftAsync(policy, run, cancellationToken);
        var unjudged = new RunPlan(run.Key, policy, BenchmarkSet.Empty, stored.Chunks, rulings, stored.Cases) { Sources = sources };
        var draft = unjudged.Plan.Benchmarked.Count == 0
            ? unjudged
            : new RunPlan(run.Key, policy, await BenchmarksAsync(unjudged, columns, chunks, cancellationToken), stored.Chunks, rulings, stored.Cases) { Sources = sources };

        var earlier = await plans.SourceReadingsOfAsync(draft, cancellationToken);
        var sum = new Comparison(stored, draft);
        var hash = ChunkSummary.Empty(policy.Ladder.Count, draft.Plan.Tests.Count);
        var unfit = new Dictionary<(string Metric, string Reason), (long Stores, string First)>();
        var adding = new Lock();
        await chunks.EachAsync(async (chunk, snapshot, token) =>
        {
            var before = await outcomes.OfChunkAsync(run.Previous, chunk, token);
            var superseded = await outcomes.OfChunkAsync(run.Supersedes, chunk, token);
            var results = await SourceOutcomes.ReadAsync(outcomes, sources, earlier, chunk, token);
            var kept = await outcomes.OfChunkAsync(run.Key, chunk, token);
            var lines = new DraftLines(columns);
            var part = new Comparison(stored, draft);
            // Not as a revision: what it owes is what its movements owe.
            using var evaluation = new ChunkEvaluation(draft, chunk, before, superseded, isRevision: false, run.FollowsPrevious, results);
            var result = evaluation.Evaluate(lines.Write(snapshot.Span));
            part.Add(kept, result);
            lock (adding)
            {
                sum.Add(part);
                hash.Add(result.Summary);
                foreach (var (key, found) in lines.Unfit)
                {
                    unfit[key] = unfit.TryGetValue(key, out var known)
                        ? (known.Stores + found.Stores, string.CompareOrdinal(known.First, found.First) <= 0 ? known.First : found.First)
                        : found;
                }
            }
        }, cancellationToken);

        return new SimulationResult.Done(sum.ToSimulation(
            run, asked.Draft, hash.Hash.ToSha256(), [.. columns.Missing.Where(name => !draft.IsBrought(policy.SlotOf(name)))],
            [.. unfit.OrderBy(entry => entry.Key.Metric, StringComparer.Ordinal).ThenBy(entry => entry.Key.Reason, StringComparer.Ordinal).Select(entry => new UnfitReadings(entry.Key.Metric, entry.Key.Reason, entry.Value.Stores, entry.Value.First))],
            [.. columns.Sources.Where(source => source is { Column: < 0, Metric.Required: true }).Select(source => $"{source.Metric.Name} is required by the draft and in none of the stored rows: a run would refuse every row without it."),
                .. ResultFindings.Of(draft.Plan, sources, earlier).Select(finding => $"{finding.Message}."), .. unknown]));
    }

    private async Task<BenchmarkSet> BenchmarksAsync(RunPlan draft, DraftColumns columns, StoredChunks chunks, CancellationToken cancellationToken)
    {
        var benchmarks = new DraftBenchmarks(draft);
        await chunks.EachAsync((_, snapshot, _) =>
        {
            benchmarks.Add(new DraftLines(columns).Write(snapshot.Span));
            return Task.CompletedTask;
        }, cancellationToken);
        return benchmarks.Compute(options.Workers, cancellationToken);
    }

    /// <summary>A ruling on a tier or requirement that the draft does not have cannot hold under it, and that is said.</summary>
    private static RulingSet KnownTo(Domain.Programmes.Policy draft, RulingSet pinned, Domain.Calendar.Period period, out IReadOnlyList<string> unknown)
    {
        unknown = [.. pinned.MistakesAgainst(draft).Select(mistake => $"Left out: {mistake}.")];
        return new RulingSet(pinned.Exemptions, [.. pinned.Decisions.Where(decision => !new RulingSet([], [decision]).MistakesAgainst(draft).Any())]).For(draft, period);
    }
}
