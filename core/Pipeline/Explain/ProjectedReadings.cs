using System.Text;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

public static class ProjectedReadings
{
    /// <summary>Judges the readings of an occasion once more, as they were judged when it was found.</summary>
    /// <param name="outcome">The store's in the run that stood in.</param>
    public static async Task<Explanation> ProjectAsync(this RunPlans plans, Occasion occasion, Period period, string store, IOutcomes outcomes, StoredOutcome? outcome, Spread spread, CancellationToken cancellationToken)
    {
        var judged = await plans.OfAsync(occasion.By, cancellationToken);
        var rulings = occasion.Rulings is { } ruled ? RulingCodec.Read(ruled) : RulingSet.None;
        var cases = occasion.Case is { } said ? CaseResultsCodec.Read(Encoding.UTF8.GetBytes(said)) : [];
        var plan = OpenPeriod.PlanOf(judged, period, rulings, cases, occasion.Sources ?? []);
        var results = ResultReadings.For(plan, await SourceOutcomes.ReadAsync(outcomes, plan.Sources, await plans.SourceReadingsOfAsync(plan, cancellationToken), store, spread, cancellationToken));
        return OpenPeriod.Explain(plan, occasion.By, store, Encoding.UTF8.GetBytes(occasion.Readings ?? ""), outcome, results);
    }
}
