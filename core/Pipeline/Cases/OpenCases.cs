using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Cases;

/// <summary>
/// Opens a case for every store that a run's screening has found and that has none. Keys come from the data: doing it again opens
/// none. A store to which the programme is shut, for good or for a time, is not given one; an operator's decision opens it again.
/// </summary>
public sealed class OpenCases(ICases cases, IRuns runs, IOutcomes outcomes, TimeProvider time)
{
    /// <summary>How many are added at once: writes that wait together share a commit.</summary>
    private const int AtOnce = 64;

    /// <param name="run">A run whose outcomes are final.</param>
    public async Task OpenAsync(Run run, RunPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Policy.Cases is not { } procedure) return;
        // An earlier period that is assessed late says nothing of the stores as they are.
        if ((await runs.ListAsync(run.Key.Programme, cancellationToken)).Any(other => other.IsCompleted && other.Key.Period > run.Key.Period)) return;

        var latest = Case.Latest(await cases.ListAsync(run.Key.Programme, cancellationToken));
        var adding = new List<Task>(AtOnce);
        foreach (var bucket in plan.Chunks.Select(chunk => chunk.Bucket).Distinct())
        {
            await foreach (var outcome in outcomes.RangeAsync(run.Key, bucket, null, null, cancellationToken))
            {
                if (latest.TryGetValue(outcome.Store, out var known) && !procedure.Reopens.Contains(known.State, StringComparer.Ordinal)) continue;
                if (!Passes(plan.Plan, outcome) || IsShut(outcome, run)) continue;
                adding.Add(cases.AddAsync(
                    new CaseEntry(new CaseKey(run.Key.Programme, outcome.Store, run.Key.Period.ToString()), 1, CaseEvent.Opened, procedure.First.Name, null, null, run.Key.ToString(), time.GetUtcNow(), null),
                    cancellationToken));
                if (adding.Count == AtOnce) await AddedAsync(adding);
            }
        }
        await AddedAsync(adding);
    }

    private static bool Passes(Plan plan, StoredOutcome outcome) =>
        outcome.Verdicts.Length > 0 && plan.OpensCase([.. outcome.Verdicts.Select(VerdictLetters.Read)]) is Verdict.Met;

    private static bool IsShut(StoredOutcome outcome, Run run) =>
        StandingCodec.ReadCarried(outcome.Standing) is { } carried && (carried.Cancelled is not null || carried.WaitsUntil > run.Key.Period.EffectiveDay);

    private static async Task AddedAsync(List<Task> adding)
    {
        await Task.WhenAll(adding);
        adding.Clear();
    }
}
