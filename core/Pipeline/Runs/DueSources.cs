using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Results;

namespace TierFunctions.Pipeline.Runs;

/// <summary>Whether the periods of other programmes that a period reads are still to come. What will never be assessed is not waited for.</summary>
internal sealed class DueSources(IReadOnlyDictionary<string, IReadOnlyList<Policy>> programmes, IRuns runs, TimeProvider time)
{
    /// <summary>The programmes so that each comes after those it reads, otherwise by name.</summary>
    public IReadOnlyList<string> InOrder()
    {
        var ordered = new List<string>();
        foreach (var programme in programmes.Keys.Order(StringComparer.Ordinal)) Visit(programme, []);
        return ordered;

        void Visit(string programme, HashSet<string> above)
        {
            if (ordered.Contains(programme) || !programmes.TryGetValue(programme, out var versions) || !above.Add(programme)) return;
            foreach (var source in versions.SelectMany(SourceRuns.SourcesOf).Select(source => source.Programme).Distinct().Order(StringComparer.Ordinal)) Visit(source, above);
            ordered.Add(programme);
        }
    }

    /// <summary>What a period has to wait for; null where there is nothing.</summary>
    public async Task<string?> ReasonToWaitAsync(Policy policy, Period judged, CancellationToken cancellationToken)
    {
        foreach (var (programme, period) in SourceRuns.NeededBy(policy, judged))
        {
            // A programme's own periods are assessed one after the other as it is, and one that the gate stopped is passed over.
            if (programme == policy.Programme || !programmes.TryGetValue(programme, out var versions)) continue;
            var standsIn = SourceRuns.SourcesOf(policy).Where(source => source.Programme == programme).All(source => source.OrSupplied);
            if (Reason(versions, period, await runs.ListAsync(programme, cancellationToken), standsIn) is { } reason) return $"it reads {programme} {period}, which {reason}";
        }
        return null;
    }

    private string? Reason(IReadOnlyList<Policy> versions, Period period, IReadOnlyList<Run> known, bool standsIn)
    {
        var ofPeriod = known.Where(run => run.Key.Period == period).ToList();
        if (ofPeriod.Exists(run => run.IsCompleted)) return null;
        if (ofPeriod is [.., var latest]) return latest.IsOver ? $"has not been completed (state {latest.State})" : "is being assessed";
        if (versions.All(version => version.EffectiveFrom > period)) return null;
        var newest = versions.MaxBy(version => version.EffectiveFrom)!; // a programme has a version
        var ended = newest.PeriodAt(time.GetUtcNow()).Previous;
        // A programme that was never assessed begins with the latest period, or its level is computed elsewhere.
        var next = known.Count > 0 ? known.Max(run => run.Key.Period).Next : ended;
        if (period < next || known.Count == 0 && standsIn) return null;
        return period > ended ? $"has not ended in {newest.TimeZone}" : "has not been assessed";
    }
}
