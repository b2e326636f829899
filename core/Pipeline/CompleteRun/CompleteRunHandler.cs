using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.CompleteRun;

/// <summary>
/// Completes a run once the set of finished chunks is the set of sealed ones. From Completing on all outcomes are final; what
/// follows (notices released, report written) can be done any number of times, so a winner that dies is simply followed by another.
/// </summary>
public sealed class CompleteRunHandler(IRuns runs, IOutcomes outcomes, INotices notices, IRunFiles files, IReport report, RunPlans plans, OpenCases cases, SmsEstimate texts, TimeProvider time)
{
    /// <summary>The most text messages that are written to say what they will take: seconds, and the run waits for them.</summary>
    private const long MostTexts = 2_000;

    public async Task<IReadOnlyList<Message>> HandleAsync(Message.CompleteRun message, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(message.Key, cancellationToken) ?? throw new UnknownRunException(message.Run);
        if (run.State is not (RunState.Evaluating or RunState.Completing)) return [];

        var plan = await plans.OfAsync(run.Key, cancellationToken);
        var finished = await outcomes.FinishedAsync(run.Key, cancellationToken);
        if (plan.Chunks.Any(chunk => !finished.ContainsKey(chunk.Number))) return [];

        if (run.State is RunState.Evaluating)
        {
            var completing = run with { State = RunState.Completing };
            if (!await runs.ReplaceAsync(completing, cancellationToken)) return [message];
            run = completing with { Version = run.Version + 1 };
        }

        await notices.ReleaseAsync(run.Key, cancellationToken);
        await cases.OpenAsync(run, plan, cancellationToken);
        var superseded = run.Supersedes is { } old ? await plans.OfAsync(old, cancellationToken) : null;
        var summary = Summarise(plan, superseded, finished.Values, await notices.CountAsync(run.Key, cancellationToken))
            with { Texts = await texts.OfRunAsync(run.Key, MostTexts, cancellationToken) is { Letters: > 0 } costs ? costs : null };
        CheckConservation(run, plan, summary);
        var completed = run with
        {
            State = summary.Failed > 0 ? RunState.CompletedWithFailures : RunState.Completed,
            CompletedAt = time.GetUtcNow(),
            Summary = summary,
        };
        await files.WriteAsync(run.Key, RunFile.Report, (stream, token) => report.WriteAsync(completed, plan.Policy, plan.Benchmarks, stream, token), cancellationToken);
        await runs.ReplaceAsync(completed, cancellationToken);
        return [];
    }

    private static void CheckConservation(Run run, RunPlan plan, RunSummary summary)
    {
        var stores = summary.Evaluated + summary.NotEvaluable + summary.Failed;
        var accepted = plan.Stores;
        if (stores != accepted + summary.Absent)
            throw new InvalidOperationException($"{run.Key}: {accepted} rows were accepted and {summary.Absent} holders are absent, but {stores} stores have an outcome.");
        if (summary.NoticesOwed != summary.Notices.Values.Sum())
            throw new InvalidOperationException($"{run.Key}: {summary.NoticesOwed} notices are owed, but {summary.Notices.Values.Sum()} are kept.");
    }

    /// <param name="superseded">The plan of the run that a revision takes the place of.</param>
    private static RunSummary Summarise(RunPlan plan, RunPlan? superseded, IEnumerable<ChunkSummary> chunks, IReadOnlyDictionary<NoticeState, long> noticeCounts)
    {
        var ladder = plan.Policy.Ladder;
        var sum = ChunkSummary.Empty(ladder.Count, plan.Plan.Tests.Count);
        foreach (var chunk in chunks) sum.Add(chunk);

        var moves = new List<Move>();
        var movements = Enum.GetValues<Movement>().ToDictionary(movement => movement, _ => 0L);
        var tiers = new long[ladder.Count];
        for (var before = 0; before <= ladder.Count; before++)
        {
            for (var now = 0; now < ladder.Count; now++)
            {
                var stores = sum.Moves[before * ladder.Count + now];
                var held = before < ladder.Count ? ladder[before] : null;
                moves.Add(new Move(held?.Name ?? "-", ladder[now].Name, stores));
                movements[Movements.Between(held, ladder[now])] += stores;
                tiers[now] += stores;
            }
        }
        long Of(Status status) => sum.Statuses[(int)status];
        // Whoever a rule leaves with a tier is counted under that tier.
        long Without(Status status) => Of(status) - sum.Kept[(int)status];
        tiers[plan.Policy.Tiers.Count] -= Without(Status.NotEligible) + Without(Status.NotAssessed) + Without(Status.NotEvaluable) + Without(Status.Failed);

        return new RunSummary
        {
            Evaluated = Of(Status.Assessed) + Of(Status.NotEligible) + Of(Status.NotAssessed),
            NotEvaluable = Of(Status.NotEvaluable),
            Failed = Of(Status.Failed),
            Absent = sum.Absent,
            Tiers =
            [
                .. ladder.Select((tier, i) => KeyValuePair.Create(tier.Name, tiers[i])),
                .. new (string Name, Status Status)[] 
                    {
                        ("not-eligible", Status.NotEligible), ("not-assessed", Status.NotAssessed), ("not-evaluable", Status.NotEvaluable), ("failed", Status.Failed),
                    }
                    .Where(other => Without(other.Status) > 0).Select(other => KeyValuePair.Create(other.Name, Without(other.Status))),
            ],
            Movements = [.. movements.Select(movement => KeyValuePair.Create(movement.Key.ToString().ToLowerInvariant(), movement.Value))],
            Moves = moves,
            Industries = [.. sum.Industries.Select(industry => new IndustryTiers(industry.Key, industry.Value))],
            Tests = [.. plan.Plan.Tests.Select((test, i) =>
            {
                long Became(Verdict verdict) => sum.Verdicts[ChunkSummary.PlaceOf(i, verdict)];
                return new TestSummary(test.Id, test.Metric, Became(Verdict.Met), Became(Verdict.Missed), Became(Verdict.NotEvaluable), Became(Verdict.NotConsidered), sum.Decided[i]);
            })],
            NoticesOwed = sum.Notices,
            Notices = noticeCounts,
            Revision = superseded is null ? null : (sum.Revised ?? new RevisionSums()).ToSummary(superseded.Policy, plan.Policy, sum.Notices),
            OutcomesSha256 = sum.Hash.ToSha256(),
        };
    }
}
