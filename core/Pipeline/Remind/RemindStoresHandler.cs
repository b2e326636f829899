using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Remind;

/// <summary>What came of looking after one programme.</summary>
/// <param name="Projection">Null where the policy tells nobody of risks.</param>
/// <param name="Deadlines">Null where it tells nobody of deadlines.</param>
/// <param name="CaseSteps">How many notices of steps of cases were owed that nobody had owed before; null where it tells nobody of them.</param>
public sealed record Reminded(string Programme, StoresProjection? Projection, DeadlinesFound? Deadlines, int? CaseSteps);

/// <summary>Asks, once a day or as often as somebody likes, which stores are owed a reminder: what a programme's policy does not ask for is not looked for.</summary>
public sealed class RemindStoresHandler(IRuns runs, RunPlans plans, ProjectStoresHandler project, FindDeadlinesHandler deadlines, ICases cases, CaseNotices notices)
{
    /// <param name="programme">Only this one; null for all.</param>
    public async Task<IReadOnlyList<Reminded>> HandleAsync(string? programme, CancellationToken cancellationToken)
    {
        var reminded = new List<Reminded>();
        var problems = new List<Exception>();
        foreach (var latest in (await runs.ListAsync(programme, cancellationToken)).Where(run => run.IsCompleted).GroupBy(run => run.Key.Programme).Select(ofOne => ofOne.Last()))
        {
            try
            {
                reminded.Add(await RemindAsync(latest, cancellationToken));
            }
#pragma warning disable CA1031 // One programme's trouble must not cost the others their reminders; it is thrown once they are done.
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                problems.Add(new InvalidOperationException($"{latest.Key.Programme}: its stores could not be reminded.", problem));
            }
        }
        return problems.Count == 0 ? reminded : throw new AggregateException(problems);
    }

    private async Task<Reminded> RemindAsync(Run latest, CancellationToken cancellationToken)
    {
        var policy = (await plans.OfAsync(latest.Key, cancellationToken)).Policy;
        var name = latest.Key.Programme;
        return new Reminded(
            name,
            Asks(NoticeTrigger.AtRisk) ? await project.HandleAsync(new ProjectStores(name, Remind: true), cancellationToken) : null,
            Asks(NoticeTrigger.Deadline) ? await deadlines.HandleAsync(latest, cancellationToken) : null,
            Asks(NoticeTrigger.CaseStep) ? await StepsAsync() : null);

        // A step whose notices were not kept, because the process ended there, and cases that a run has opened.
        async Task<int> StepsAsync()
        {
            var owed = 0;
            foreach (var log in (await cases.ListAsync(name, cancellationToken)).GroupBy(entry => entry.Case)) owed += await notices.OweAsync(policy, [.. log], cancellationToken);
            return owed;
        }

        bool Asks(NoticeTrigger trigger) => policy.Notices.Any(rule => rule.On == trigger);
    }
}
