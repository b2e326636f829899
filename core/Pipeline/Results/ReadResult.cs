using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Results;

/// <summary>What a metric read of another programme for one store.</summary>
/// <param name="Sources">The runs that were read, in the order of the metric's periods.</param>
/// <param name="Parts">What each of them made of the store; null where the blobs' column stood in, since there was no run at all.</param>
public sealed record ReadResult(ResultMetric Metric, IReadOnlyList<SourceRun> Sources, IReadOnlyList<ResultPart>? Parts)
{
    public bool StandsIn => Parts is null;

    /// <summary>What was brought last.</summary>
    /// <param name="brought">Null where nothing was.</param>
    internal static IReadOnlyList<ReadResult> Of(RunPlan plan, ResultReadings? brought) =>
        Of(plan, brought?.Latest.ToDictionary(one => one.Metric, one => one.Parts, StringComparer.Ordinal) ?? []);

    /// <summary>What was kept with an outcome, for each metric that its policy asks for.</summary>
    public static IReadOnlyList<ReadResult> Of(RunPlan plan, string standing) => plan.Plan.Results.Count == 0 ? [] : Of(plan, StandingCodec.ReadResults(standing));

    private static IReadOnlyList<ReadResult> Of(RunPlan plan, IReadOnlyDictionary<string, ResultPart[]> kept) =>
    [
        .. plan.Plan.Results
            .Select(metric => new ReadResult(metric, plan.Sources.For(metric), plan.Sources.StandsIn(metric) ? null : kept.GetValueOrDefault(metric.Metric.Name)))
            .Where(result => !result.StandsIn || plan.Sources.StandsIn(result.Metric)),
    ];
}
