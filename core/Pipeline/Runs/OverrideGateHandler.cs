using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Pipeline.Runs;

/// <summary>Lets a run go on that the quality gate stopped, with the reason somebody gave. Null where there is no such run.</summary>
public sealed class OverrideGateHandler(IRuns runs)
{
    public async Task<StartResult?> HandleAsync(RunKey key, string reason, CancellationToken cancellationToken)
    {
        while (await runs.FindAsync(key, cancellationToken) is { } run)
        {
            // Asked twice for the same reason: the first time did it.
            if (run.GateOverride == reason && run.State is not RunState.GateFailed) return new StartResult.Accepted(run, IsNew: false, Next(run));
            if (run.State is not RunState.GateFailed) return new StartResult.Refused($"{key} is {run.State}; only a run that the gate stopped can be let through.");
            if (await LetThroughAsync(runs, run, reason, cancellationToken) is { } result) return result;
        }
        return null;
    }

    /// <summary>Null where somebody else changed the run meanwhile.</summary>
    internal static async Task<StartResult?> LetThroughAsync(IRuns runs, Run stopped, string reason, CancellationToken cancellationToken)
    {
        if (stopped.Ingest?.Findings.FirstOrDefault(finding => finding is { Stops: true, CanBeOverridden: false }) is { } final)
            return new StartResult.Refused($"The gate cannot be overridden: {final.Message}.");
        var again = stopped with { State = RunState.Created, GateOverride = reason };
        if (!await runs.ReplaceAsync(again, cancellationToken)) return null;
        var run = again with { Version = stopped.Version + 1 };
        return new StartResult.Accepted(run, IsNew: false, Next(run));
    }

    /// <summary>An unfinished run is moved on by the sweeper; only one that was just created or let through has nothing under way.</summary>
    internal static IReadOnlyList<Message> Next(Run run) => run.State is RunState.Created ? [new Message.IngestRun(run.Key.ToString(), run.Attempt)] : [];
}
