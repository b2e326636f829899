using System.Text;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Asks where a store would stand if the period that is under way were judged now.</summary>
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
/// the policy and the frozen benchmarks of the programme's latest completed run stand in; of other programmes it reads what has been
/// assessed so far. What operators have recorded for the period counts as it would in a run. Nothing is stored.
/// </summary>
public sealed class ProjectStoreHandler(IRuns runs, IOutcomes outcomes, IInputs inputs, IRulings rulings, ICases cases, RunPlans plans, TimeProvider time)
{
    /// <summary>Null where the programme has no completed run.</summary>
    public async Task<Projection?> HandleAsync(ProjectStore asked, CancellationToken cancellationToken)
    {
        // Gather.
        if ((await runs.ListAsync(asked.Programme, cancellationToken)).LastOrDefault(run => run.IsCompleted) is not { } latest) return null;
        var judged = await plans.OfAsync(latest.Key, cancellationToken);
        var policy = judged.Policy;
        var today = Period.Containing(time.GetUtcNow(), policy.Cadence, TimeZoneInfo.FindSystemTimeZoneById(policy.TimeZone));
        var period = today > latest.Key.Period ? today : latest.Key.Period.Next;
        var ruled = (await rulings.AllAsync(cancellationToken)).For(policy, period);
        // Of cases, what they say now.
        var said = policy.Cases is null ? [] : CaseResult.AsOf(await cases.ListAsync(asked.Programme, cancellationToken), DateTimeOffset.MaxValue);
        var sources = await runs.SoFarAsync(policy, period, cancellationToken);
        var plan = new RunPlan(new RunKey(asked.Programme, period, 1), policy, judged.Benchmarks, [], ruled, said) { Sources = sources };
        IReadOnlyList<FoundInput> found;
        try
        {
            found = await inputs.ListAsync(asked.Places ?? [AssessEndedPeriodsHandler.PlaceOf(asked.Programme, period)], cancellationToken);
        }
        catch (InputNotFoundException missing) when (asked.Places is null)
        {
            return new Projection.Impossible(period, $"no readings of {period} have arrived: {missing.Message}");
        }
        var row = await FindAsync(asked.Store, plan, found, cancellationToken);
        var outcome = await outcomes.FindAsync(latest.Key, asked.Store, cancellationToken);
        var results = ResultReadings.For(plan, await SourceOutcomes.ReadAsync(outcomes, sources, asked.Store, cancellationToken));

        // Decide.
        return row switch
        {
            StoreRow.Found here => new Projection.Judged(Judge(asked.Store, plan, here, outcome, results) with { BenchmarksOf = latest.Key }),
            StoreRow.Refused refused => new Projection.Impossible(period, $"a run would refuse its row: {refused.Reason}"),
            _ => new Projection.Impossible(period, $"it has no row in {string.Join(", ", found.Select(input => input.Name))}"),
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

    private static Explanation Judge(string store, RunPlan plan, StoreRow.Found found, StoredOutcome? outcome, ResultReadings? results)
    {
        var row = new long[plan.Policy.Metrics.Count];
        var line = new SnapshotLine(plan);
        line.Read(found.Line.Span, row);
        var industry = plan.Plan.GroupSlot < 0 ? null : line.TextAt(plan.Plan.GroupSlot, found.Line.Span);
        var before = outcome is null ? null : StandingBefore.Of(outcome, plan.Policy);
        var follows = outcome is not null && outcome.Run.Period.Next == plan.Run.Period;
        plan.Plan.Bring(row, before, follows);
        plan.Plan.BringCase(row, plan.CaseOf(Encoding.ASCII.GetBytes(store)));
        results?.Bring(Encoding.ASCII.GetBytes(store), row);
        var supplied = row.ToArray();
        plan.Plan.Complete(row);
        var sheltered = plan.Exempting is { } exempting ? new Sheltered(exempting, store, row, supplied) : null;
        var evidence = Evidence.Of(plan.Judge, row, before ?? plan.HeldBefore(row), plan.Run.Period, follows, plan.DecisionsOf(Encoding.ASCII.GetBytes(store)), sheltered);
        return new Explanation(plan, null, store, industry, evidence, null, null)
        {
            Results = ReadResult.Of(plan, results),
        };
    }
}
