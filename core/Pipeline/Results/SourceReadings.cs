using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Results;

/// <summary>Of which runs readings are read, and where each keeps them.</summary>
public sealed class SourceReadings
{
    private readonly Dictionary<RunKey, KeptReadings> runs;

    private SourceReadings(Dictionary<RunKey, KeptReadings> runs) => this.runs = runs;

    public static SourceReadings None { get; } = new([]);

    /// <summary>What a run keeps of the readings that are read; null for one of which no reading is read.</summary>
    internal KeptReadings? Of(RunKey run) => runs.GetValueOrDefault(run);

    /// <summary>Finds where the pinned runs keep what a plan reads of earlier periods.</summary>
    public static async Task<SourceReadings> FindAsync(Plan plan, IReadOnlyList<SourceRun> sources, RunPlans plans, CancellationToken cancellationToken)
    {
        if (plan.Results.All(metric => metric.Source.Reading is null)) return None;
        var runs = new Dictionary<RunKey, KeptReadings>();
        foreach (var run in plan.Results.Where(metric => metric.Source.Reading is not null).SelectMany(sources.For).Select(source => source.Run).OfType<RunKey>().Distinct())
            runs[run] = new KeptReadings(await plans.OfAsync(run, cancellationToken), plan.Results);
        return new SourceReadings(runs);
    }

    /// <summary>Why a metric can read nothing of some of its runs.</summary>
    internal IEnumerable<string> ObjectionsTo(ResultMetric metric, IReadOnlyList<SourceRun> sources) => metric.Source.Reading is null
        ? []
        : sources.For(metric).Select(source => source.Run).OfType<RunKey>().Select(run => Of(run)?.Objection(metric)).OfType<string>();
}
