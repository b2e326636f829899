using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Pipeline.Runs;

/// <summary>The programmes of a marketplace.</summary>
public interface IProgrammes
{
    /// <summary>Every version of every programme's policy.</summary>
    Task<IReadOnlyList<Policy>> AllAsync(CancellationToken cancellationToken);
}

/// <summary>What came of asking.</summary>
/// <param name="Messages">What must be sent for the new runs to go on.</param>
/// <param name="Waiting">Ended periods that cannot be assessed yet, each with its reason: that no metrics have arrived, or that another programme comes first.</param>
public sealed record EndedPeriods(IReadOnlyList<Message> Messages, IReadOnlyList<string> Waiting);

/// <summary>
/// Asks which ended period of which programme has no run, and starts it. Being a question, it may be asked twice, late, or not at
/// all for a day. A programme's periods are assessed one after the other, since each builds on the standings of the one before;
/// a period that reads other programmes waits for theirs.
/// </summary>
public sealed class AssessEndedPeriodsHandler(IProgrammes programmes, IRuns runs, StartRunHandler start, TimeProvider time)
{
    public async Task<EndedPeriods> HandleAsync(CancellationToken cancellationToken)
    {
        var messages = new List<Message>();
        var waiting = new List<string>();
        // What is judged when somebody asks is owed nothing by the calendar.
        var known = (await programmes.AllAsync(cancellationToken)).Where(policy => !policy.IsOnDemand).GroupBy(policy => policy.Programme, StringComparer.Ordinal)
            .ToDictionary(programme => programme.Key, IReadOnlyList<Policy> (programme) => [.. programme], StringComparer.Ordinal);
        var sources = new DueSources(known, runs, time);
        foreach (var programme in sources.InOrder())
        {
            if (Owed(known[programme], await runs.ListAsync(programme, cancellationToken)) is not { } period) continue;
            var inForce = known[programme].Where(version => version.EffectiveFrom <= period).MaxBy(version => version.EffectiveFrom)!; // it is owed under one
            if (await sources.ReasonToWaitAsync(inForce, period, cancellationToken) is { } reason)
            {
                waiting.Add($"{programme} {period}: {reason}");
                continue;
            }
            try
            {
                switch (await start.HandleAsync(new StartRun(programme, period, [PlaceOf(programme, period)]), cancellationToken))
                {
                    case StartResult.Accepted accepted:
                        messages.AddRange(accepted.Messages);
                        break;
                    case StartResult.Refused refused:
                        waiting.Add($"{programme} {period}: {refused.Reason}");
                        break;
                }
            }
            catch (InputNotFoundException missing)
            {
                waiting.Add($"{programme} {period}: {missing.Message}");
            }
        }
        return new EndedPeriods(messages, waiting);
    }

    /// <summary>Where the metric blobs of a programme's period are dropped.</summary>
    public static string PlaceOf(string programme, Period period) => $"{programme}/{period}";

    /// <summary>The period after the last one that has a run; for a programme without any, the latest that has ended. Null where there is nothing to do.</summary>
    private Period? Owed(IReadOnlyList<Policy> versions, IReadOnlyList<Run> known)
    {
        if (known.Any(run => !run.IsOver)) return null;
        var newest = versions.MaxBy(version => version.EffectiveFrom)!;   // a group has at least one
        var ended = newest.PeriodAt(time.GetUtcNow()).Previous;
        var next = known.Count > 0 ? known.Max(run => run.Key.Period).Next : ended;
        return next <= ended && versions.Any(version => version.EffectiveFrom <= next) ? next : null;
    }
}
