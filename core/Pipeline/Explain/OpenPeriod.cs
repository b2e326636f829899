using System.Text;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>
/// The period of a programme that is under way, judged by what is known: the policy and the frozen benchmarks of the latest completed
/// run, the exemptions and decisions that touch it already, what cases say now, and what other programmes have assessed so far.
/// </summary>
/// <param name="Latest">The run that says what stores hold.</param>
/// <param name="Plan">Of the open period.</param>
internal sealed record OpenPeriod(Run Latest, RunPlan Plan)
{
    public Period Period => Plan.Run.Period;

    /// <summary>Where the readings are that it reads of earlier periods.</summary>
    public SourceReadings Earlier { get; init; } = SourceReadings.None;

    /// <summary>Whether standings are those of the very period before.</summary>
    public bool Follows => FollowsIn(Latest.Key, Period);

    /// <summary>Where the metric blobs of the period are dropped.</summary>
    public string Place => AssessEndedPeriodsHandler.PlaceOf(Plan.Policy.Programme, Period);

    /// <summary>The plan of a period that comes after a run's, by that run's policy and benchmarks.</summary>
    public static RunPlan PlanOf(RunPlan judged, Period period, RulingSet rulings, IReadOnlyList<CaseResult> cases, IReadOnlyList<SourceRun> sources) =>
        new(new RunKey(judged.Policy.Programme, period, 1), judged.Policy, judged.Benchmarks, [], rulings, cases) { Sources = sources };

    /// <summary>Judges a line of readings beside what the store holds.</summary>
    /// <param name="outcome">The store's in the run <paramref name="by"/>; null where it has none there.</param>
    /// <param name="results">What other programmes made of it; null where none is read.</param>
    public static Explanation Explain(RunPlan plan, RunKey by, string store, ReadOnlySpan<byte> line, StoredOutcome? outcome, ResultReadings? results)
    {
        var row = new long[plan.Policy.Metrics.Count];
        var reading = new SnapshotLine(plan);
        reading.Read(line, row);
        var industry = plan.Plan.GroupSlot < 0 ? null : reading.TextAt(plan.Plan.GroupSlot, line);
        var before = outcome is null ? null : StandingBefore.Of(outcome, plan.Policy);
        var follows = outcome is not null && FollowsIn(by, plan.Run.Period);
        var id = Encoding.ASCII.GetBytes(store);
        plan.Bring(id, row, before, follows, results);
        var supplied = row.ToArray();
        plan.Plan.Complete(row);
        var evidence = Evidence.Of(plan.Judge, row, before ?? plan.HeldBefore(row), plan.Run.Period, follows, plan.DecisionsOf(id), plan.Shelter(store, row, supplied));
        var named = plan.ReadingSlots.FirstOrDefault(slot => plan.Policy.Metrics[slot].Kind is MetricKind.Text, -1);
        return new Explanation(plan, null, store, industry, evidence, null, null) { Name = named < 0 ? null : reading.TextAt(named, line), BenchmarksOf = by, Results = ReadResult.Of(plan, results) };
    }

    private static bool FollowsIn(RunKey by, Period period) => by.Period.Next == period;
}

/// <summary>Finds the open period of a programme.</summary>
public sealed class OpenPeriods(IRuns runs, IRulings rulings, ICases cases, RunPlans plans, TimeProvider time)
{
    /// <summary>Null where the programme has no completed run.</summary>
    internal async Task<OpenPeriod?> OfAsync(string programme, CancellationToken cancellationToken)
    {
        if ((await runs.ListAsync(programme, cancellationToken)).LastOrDefault(run => run.IsCompleted) is not { } latest) return null;
        var judged = await plans.OfAsync(latest.Key, cancellationToken);
        var policy = judged.Policy;
        var today = policy.PeriodAt(time.GetUtcNow());
        var period = today > latest.Key.Period ? today : latest.Key.Period.Next;
        var ruled = (await rulings.AllAsync(cancellationToken)).For(policy, period);
        var said = policy.Cases is null ? [] : CaseResult.AsOf(await cases.ListAsync(programme, cancellationToken), DateTimeOffset.MaxValue);
        var plan = OpenPeriod.PlanOf(judged, period, ruled, said, await runs.SoFarAsync(policy, period, cancellationToken));
        return new OpenPeriod(latest, plan) { Earlier = await plans.SourceReadingsOfAsync(plan, cancellationToken) };
    }
}
