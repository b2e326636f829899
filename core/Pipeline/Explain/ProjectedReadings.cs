using System.Text;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

public static class ProjectedReadings
{
    /// <summary>Judges readings of an open period once more, as they were judged when they were kept.</summary>
    /// <param name="by">The run whose policy and benchmarks stood in.</param>
    /// <param name="readings">A line of a snapshot.</param>
    /// <param name="rulings">The exemptions and decisions that touched the period then; null for none.</param>
    public static async Task<Explanation> ProjectAsync(
        this RunPlans plans, RunKey by, Period period, string store, string readings, string? rulings, StoredOutcome? outcome, CancellationToken cancellationToken)
    {
        var judged = await plans.OfAsync(by, cancellationToken);
        var plan = OpenPeriod.PlanOf(judged, period, rulings is null ? RulingSet.None : RulingCodec.Read(rulings));
        return OpenPeriod.Explain(plan, by, store, Encoding.UTF8.GetBytes(readings), outcome);
    }
}
