using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Rulings;

/// <summary>
/// Whether a programme knows a store, or a product: some completed run judged it, or it has a row in the readings of the period that comes next,
/// which a run would judge it by. A store without either is most likely a slip of the pen.
/// </summary>
public sealed class KnownStores(IRuns runs, IOutcomes outcomes, IInputs inputs, RunPlans plans, PipelineOptions options)
{
    /// <summary>Null where it is known; else what was looked through.</summary>
    /// <param name="latest">The programme's latest completed run.</param>
    public async Task<string?> UnknownToAsync(Run latest, string store, CancellationToken cancellationToken)
    {
        // The newest revision of each period, and the latest first: that is where nearly every store is found.
        var judged = (await runs.ListAsync(latest.Key.Programme, cancellationToken)).Where(run => run.IsCompleted).GroupBy(run => run.Key.Period).Select(revisions => revisions.Last()).Reverse();
        foreach (var run in judged)
        {
            if (await outcomes.KnowsAsync(run, store, options.Spread, cancellationToken)) return null;
        }
        var next = latest.Key.Period.Next;
        return await HasRowAsync(latest, next, store, cancellationToken) ? null : $"one that {latest.Key.Programme} judged in {latest.Key.Period} or before, or that has a row in the readings of {next}";
    }

    private async Task<bool> HasRowAsync(Run latest, Period period, string store, CancellationToken cancellationToken)
    {
        try
        {
            var found = await inputs.ListAsync([AssessEndedPeriodsHandler.PlaceOf(latest.Key.Programme, period)], cancellationToken);
            var policy = (await plans.OfAsync(latest.Key, cancellationToken)).Policy;
            return await new StoreRows(new Plan(policy, period), inputs).FindAsync(store, found, cancellationToken) is not StoreRow.Absent;
        }
        catch (Exception problem) when (problem is InputNotFoundException or UnreadableInputException)
        {
            return false; // no readings have come yet, or nobody can read them
        }
    }
}
