using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Results;

/// <summary>Which runs of other programmes, and of earlier periods of its own, a period reads.</summary>
public static class SourceRuns
{
    /// <summary>What a policy reads of other programmes and of earlier periods.</summary>
    public static IEnumerable<ResultSource> SourcesOf(Policy policy) =>
        policy.Metrics.Select(metric => metric.Derivation).OfType<Derivation.OfProgramme>().Select(derivation => derivation.Source);

    /// <summary>The periods of other programmes that a period of a policy reads, each once, by programme and day.</summary>
    public static IReadOnlyList<(string Programme, Period Period)> NeededBy(Policy policy, Period judged) =>
        [.. SourcesOf(policy).SelectMany(source => source.Over.Of(judged).Select(period => (source.Programme, Period: period))).Distinct()
            .OrderBy(needed => needed.Programme, StringComparer.Ordinal).ThenBy(needed => needed.Period.FirstDay)];

    /// <summary>The latest completed revision of each, to be pinned; null for a policy that reads no other programme.</summary>
    public static async Task<IReadOnlyList<SourceRun>?> PinAsync(this IRuns runs, Policy policy, Period judged, CancellationToken cancellationToken) =>
        await runs.FindAsync(policy, judged, Of, cancellationToken) is { Count: > 0 } found ? found : null;

    /// <summary>
    /// What there is of a period that is still under way: for periods that another programme has yet to assess, its latest run stands in.
    /// </summary>
    public static Task<IReadOnlyList<SourceRun>> SoFarAsync(this IRuns runs, Policy policy, Period judged, CancellationToken cancellationToken) => runs.FindAsync(
        policy, judged, (completed, period) => Of(completed, period) ?? (completed is [.., var latest] && latest.Key.Period < period ? latest.Key : null), cancellationToken);

    /// <summary>What a draft reads for a period that has been judged: what its run read, and for what that did not read the latest there is.</summary>
    public static async Task<IReadOnlyList<SourceRun>> ForDraftAsync(this IRuns runs, Policy draft, Run judged, CancellationToken cancellationToken) =>
        [.. (await runs.FindAsync(draft, judged.Key.Period, Of, cancellationToken))
            .Select(found => judged.Sources?.FirstOrDefault(pinned => (pinned.Programme, pinned.Period) == (found.Programme, found.Period)) ?? found)];

    /// <summary>The runs that a metric reads, in the order of its periods.</summary>
    public static IReadOnlyList<SourceRun> For(this IReadOnlyList<SourceRun> sources, ResultMetric metric) =>
        [.. metric.Periods.Select(period => sources.FirstOrDefault(source => source.Programme == metric.Source.Programme && source.Period == period)
            ?? new SourceRun(metric.Source.Programme, period, null))];

    /// <summary>Whether the blobs' column of a metric stands in: it may, and there is no run for any of the periods.</summary>
    public static bool StandsIn(this IReadOnlyList<SourceRun> sources, ResultMetric metric) =>
        metric.Source.OrSupplied && sources.For(metric).All(source => source.Run is null);

    private static async Task<IReadOnlyList<SourceRun>> FindAsync(
        this IRuns runs, Policy policy, Period judged, Func<IReadOnlyList<Run>, Period, RunKey?> choose, CancellationToken cancellationToken)
    {
        var found = new List<SourceRun>();
        foreach (var programme in NeededBy(policy, judged).GroupBy(needed => needed.Programme))
        {
            // A programme that has changed its cadence, which no folder of policies allows, has nothing to read.
            var completed = (await runs.ListAsync(programme.Key, cancellationToken)).Where(run => run.IsCompleted && run.Key.Period.Cadence == programme.First().Period.Cadence).ToList();
            found.AddRange(programme.Select(needed => new SourceRun(needed.Programme, needed.Period, choose(completed, needed.Period))));
        }
        return found;
    }

    private static RunKey? Of(IReadOnlyList<Run> completed, Period period) => completed.LastOrDefault(run => run.Key.Period == period)?.Key;
}
