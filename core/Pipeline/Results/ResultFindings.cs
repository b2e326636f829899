using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Pipeline.Results;

/// <summary>What a run says of the results that it reads of other programmes and of earlier periods.</summary>
internal static class ResultFindings
{
    /// <summary>Periods that another programme has no completed run for, where nothing stands in for its results.</summary>
    public static IEnumerable<GateFinding> Of(Plan plan, IReadOnlyList<SourceRun> sources)
    {
        foreach (var metric in plan.Results.Where(metric => !sources.StandsIn(metric)))
        {
            var missing = sources.For(metric).Where(source => source.Run is null).Select(source => source.Period).ToList();
            if (missing.Count == 0) continue;
            yield return new GateFinding(
                "missing-results", $"{metric.Source.Programme} has no completed run for {string.Join(", ", missing)}; every store is judged as if its {metric.Metric.Name} were missing",
                Stops: false, CanBeOverridden: false);
        }
    }

    /// <summary>Earlier periods whose outcomes keep nothing that a metric could read: said once, and not of every store.</summary>
    public static IEnumerable<GateFinding> Of(Plan plan, IReadOnlyList<SourceRun> sources, SourceReadings readings) =>
        from metric in plan.Results
        from why in readings.ObjectionsTo(metric, sources)
        select new GateFinding(
            "missing-readings", metric.NeedsEveryPart ? $"{why}; every store is judged as if its {metric.Metric.Name} were missing" : $"{why}; it is left out of {metric.Metric.Name}",
            Stops: false, CanBeOverridden: false);

    /// <summary>Columns that are not read because the results that they would stand in for are there.</summary>
    public static IEnumerable<string> UnusedColumns(Plan plan, IReadOnlyList<SourceRun> sources, bool[] supplied) =>
        plan.Results.Where(metric => supplied[metric.Slot] && !sources.StandsIn(metric)).Select(metric => metric.Metric.Name);
}
