using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Hooks.Letters;

/// <summary>Finds what a notice is about: the outcome of its run, or what its occasion says, which for a step of a case may be all there is.</summary>
public sealed class WhatIsBehind(IRuns runs, IOutcomes outcomes, RunPlans plans, PipelineOptions options)
{
    /// <summary>Throws <see cref="UnwritableLetterException"/> where there is nothing.</summary>
    public async Task<Explanation> OfAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (notice.JudgedBy.IsOfReminders) return new Explanation(await plans.OfAsync(notice.JudgedBy, cancellationToken), null, notice.Store, null, null, null, null);
        var run = await runs.FindAsync(notice.JudgedBy, cancellationToken) ?? throw new UnwritableLetterException("unknown-run");
        var outcome = await outcomes.FindAsync(run.Key, notice.Store, cancellationToken);
        if (notice.Occasion is { Readings: not null } occasion) return await plans.ProjectAsync(occasion, notice.Run.Period, notice.Store, outcomes, outcome, options.Spread, cancellationToken);
        var previous = run.Previous is { } before ? await outcomes.FindAsync(before, notice.Store, cancellationToken) : null;
        return ExplainStoreHandler.Explain(run, await plans.OfAsync(run.Key, cancellationToken), outcome ?? throw new UnwritableLetterException("unknown-outcome"), previous);
    }
}
