using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Asks where a store would stand if the period that is under way were judged now.</summary>
/// <param name="Store">The store's id; where the programme judges products, the key of one.</param>
/// <param name="Places">Where today's metric blobs are; null for where the period's own are dropped.</param>
public sealed record ProjectStore(string Store, string Programme, IReadOnlyList<string>? Places = null);

/// <summary>Where a store would stand, or why nobody can say.</summary>
/// <param name="Period">The period that is under way.</param>
public abstract record Projection(Period Period)
{
    /// <summary>Judged as a run would judge it, but by the benchmarks of the latest completed run.</summary>
    public sealed record Judged(Explanation Explanation) : Projection(Explanation.Plan.Run.Period);

    public sealed record Impossible(Period Period, string Reason) : Projection(Period);
}

/// <summary>
/// Judges a store by today's readings beside what it holds now. What peers will show by the end of the period nobody knows yet, so
/// <see cref="OpenPeriod"/> stands in. Nothing is stored.
/// </summary>
public sealed class ProjectStoreHandler(IOutcomes outcomes, IInputs inputs, OpenPeriods periods, PipelineOptions options)
{
    /// <summary>Null where the programme has no completed run.</summary>
    public async Task<Projection?> HandleAsync(ProjectStore asked, CancellationToken cancellationToken)
    {
        // Gather.
        if (await periods.OfAsync(asked.Programme, cancellationToken) is not { } open) return null;
        var (latest, plan) = (open.Latest.Key, open.Plan);
        IReadOnlyList<FoundInput> found;
        try
        {
            found = await inputs.ListAsync(asked.Places ?? [open.Place], cancellationToken);
        }
        catch (InputNotFoundException missing) when (asked.Places is null)
        {
            return new Projection.Impossible(open.Period, $"no readings of {open.Period} have arrived: {missing.Message}");
        }
        var row = await FindAsync(asked.Store, plan, found, cancellationToken);
        var outcome = await outcomes.FindAsync(latest, asked.Store, cancellationToken);
        var results = ResultReadings.For(plan, await SourceOutcomes.ReadAsync(outcomes, plan.Sources, open.Earlier, asked.Store, options.Spread, cancellationToken));

        // Decide.
        return row switch
        {
            StoreRow.Found here => new Projection.Judged(OpenPeriod.Explain(plan, latest, asked.Store, here.Line.Span, outcome, results)),
            StoreRow.Refused refused => new Projection.Impossible(open.Period, $"a run would refuse its row: {refused.Reason}"),
            _ => new Projection.Impossible(open.Period, $"it has no row in {string.Join(", ", found.Select(input => input.Name))}"),
        };
    }

    private async Task<StoreRow> FindAsync(string store, RunPlan plan, IReadOnlyList<FoundInput> found, CancellationToken cancellationToken)
    {
        try
        {
            return await new StoreRows(plan.Plan, inputs).FindAsync(store, found, cancellationToken);
        }
        catch (UnreadableInputException problem)
        {
            return new StoreRow.Refused(problem.Message);
        }
    }
}
