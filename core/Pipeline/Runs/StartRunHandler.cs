using System.Security.Cryptography;
using System.Text;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Rulings;

namespace TierFunctions.Pipeline.Runs;

/// <summary>Asks for the assessment of a programme for a period.</summary>
/// <param name="Places">Where the metric blobs are.</param>
/// <param name="Revise">Why a period that has been assessed is to be assessed again from other inputs or under another policy.</param>
/// <param name="OverrideGate">Why a run that the quality gate stopped is to go on.</param>
public sealed record StartRun(string Programme, Period Period, IReadOnlyList<string> Places, string? Revise = null, string? OverrideGate = null);

/// <summary>What became of asking for a run.</summary>
public abstract record StartResult
{
    private StartResult()
    {
    }

    /// <summary>The run, new or found, and what must be sent for it to go on.</summary>
    public sealed record Accepted(Run Run, bool IsNew, IReadOnlyList<Message> Messages) : StartResult;

    /// <summary>Why there will be no run.</summary>
    public sealed record Refused(string Reason) : StartResult;
}

/// <summary>
/// Creates runs. The key of a run comes from programme and period, so a second start finds the first one's run; only other
/// inputs or another policy make another revision, and only with a reason once the period has been assessed.
/// </summary>
public sealed class StartRunHandler(IRuns runs, IPolicies policies, IInputs inputs, IRunFiles files, IRulings rulings, ICases cases, TimeProvider time)
{
    public async Task<StartResult> HandleAsync(StartRun start, CancellationToken cancellationToken)
    {
        var policy = await policies.InForceAsync(start.Programme, start.Period, cancellationToken);
        if (Objection(policy.Policy, start.Period) is { } objection) return new StartResult.Refused(objection);

        var found = await inputs.ListAsync(start.Places, cancellationToken);
        if (found.All(input => Path.GetFileName(input.Name) == Manifest.FileName))
            return new StartResult.Refused($"There are no metric blobs (*.csv, *.ndjson, plain or .gz) in {string.Join(", ", start.Places)}.");

        var ruled = (await rulings.AllAsync(cancellationToken)).For(policy.Policy, start.Period);
        var ruledText = Encoding.UTF8.GetBytes(RulingCodec.Write(ruled));
        var ruledSha = ruled.IsEmpty ? null : Convert.ToHexStringLower(SHA256.HashData(ruledText));
        var said = await CasesAsync(policy.Policy, start.Period, cancellationToken);
        var saidText = CaseResultsCodec.Write(said);
        var saidSha = said.Count == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(saidText));
        while (true)
        {
            var sources = await runs.PinAsync(policy.Policy, start.Period, cancellationToken);
            var known = await runs.ListAsync(start.Programme, cancellationToken);
            var latest = known.LastOrDefault(run => run.Key.Period == start.Period);
            if (latest is not null && await IsSameAsync(latest, policy, ruledSha, saidSha, sources, found, cancellationToken))
            {
                if (await TryContinueAsync(latest, start, cancellationToken) is { } continued) return continued;
                continue;
            }
            if (latest is { IsCompleted: true } && start.Revise is null)
            {
                return new StartResult.Refused(
                    $"{start.Programme} {start.Period} has been assessed (revision {latest.Key.Revision}, {latest.CompletedAt:yyyy-MM-dd HH:mm} UTC) from other inputs, under another policy, or with other exemptions, decisions or cases, or by other results of other programmes or earlier periods. To assess it again, say why (--revise \"…\").");
            }
            if (latest is { IsOver: false })
                return new StartResult.Refused($"{start.Programme} {start.Period} is being assessed (state {latest.State}) from other inputs or under another policy. Let that run end first.");

            var run = new Run
            {
                Key = new RunKey(start.Programme, start.Period, (latest?.Key.Revision ?? 0) + 1),
                State = RunState.Created,
                PolicyVersion = policy.Policy.Version,
                PolicySha256 = policy.Sha256,
                RulingsSha256 = ruledSha,
                CasesSha256 = saidSha,
                Subject = policy.Policy.Subject is Subject.Store ? null : policy.Policy.Subject,
                Inputs = [.. found.Select(input => new PinnedInput(input.Name, input.ETag, input.Length))],
                Previous = known.LastOrDefault(other => other.IsCompleted && other.Key.Period < start.Period)?.Key,
                Sources = sources,
                Supersedes = known.LastOrDefault(other => other.IsCompleted && other.Key.Period == start.Period)?.Key,
                Reason = start.Revise,
                GateOverride = start.OverrideGate,
                CreatedAt = time.GetUtcNow(),
            };
            await files.WriteAsync(run.Key, RunFile.Policy, (stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(policy.Text), token).AsTask(), cancellationToken);
            if (saidSha is not null) await files.WriteAsync(run.Key, RunFile.Cases, (stream, token) => stream.WriteAsync(saidText, token).AsTask(), cancellationToken);
            if (ruledSha is not null) await files.WriteAsync(run.Key, RunFile.Rulings, (stream, token) => stream.WriteAsync(ruledText, token).AsTask(), cancellationToken);
            if (await runs.AddAsync(run, cancellationToken))
                return new StartResult.Accepted(run with { Version = 1 }, IsNew: true, [new Message.IngestRun(run.Key.ToString())]);
            // Somebody else made this revision between our look and our write: look again.
        }
    }

    /// <summary>What cases said when the period ended, whenever the run is made: work on a case afterwards belongs to the next period.</summary>
    private async Task<IReadOnlyList<CaseResult>> CasesAsync(Policy policy, Period period, CancellationToken cancellationToken) =>
        policy.Cases is null ? [] : CaseResult.AsOf(await cases.ListAsync(policy.Programme, cancellationToken), policy.BeginOf(period.EffectiveDay));

    private string? Objection(Policy policy, Period period)
    {
        if (period.Cadence != policy.Cadence)
            return $"{policy.Programme} is assessed {policy.Cadence.ToString().ToLowerInvariant()}; {period} is not such a period (a month is written 2026-07, a quarter 2026-Q3, a year 2026).";
        var zone = TimeZoneInfo.FindSystemTimeZoneById(policy.TimeZone);
        return period.HasEnded(time.GetUtcNow(), zone)
            ? null
            : $"{period} has not ended in {policy.TimeZone}: its last day is {period.LastDay:yyyy-MM-dd}. A period is assessed once it is over.";
    }

    private async Task<StartResult?> TryContinueAsync(Run run, StartRun start, CancellationToken cancellationToken)
    {
        if (run.State is RunState.GateFailed && start.OverrideGate is { } reason) return await OverrideGateHandler.LetThroughAsync(runs, run, reason, cancellationToken);
        return new StartResult.Accepted(run, IsNew: false, OverrideGateHandler.Next(run));
    }

    private async Task<bool> IsSameAsync(Run run, PolicyText policy, string? ruledSha, string? saidSha, IReadOnlyList<SourceRun>? sources, IReadOnlyList<FoundInput> found, CancellationToken cancellationToken)
    {
        if (run.PolicySha256 != policy.Sha256 || run.RulingsSha256 != ruledSha || run.CasesSha256 != saidSha || !(run.Sources ?? []).SequenceEqual(sources ?? []) || run.Inputs.Count != found.Count) return false;
        for (var i = 0; i < found.Count; i++)
        {
            var pinned = run.Inputs[i];
            if (pinned.Name != found[i].Name || pinned.Length != found[i].Length) return false;
            if (pinned.ETag != found[i].ETag && !await HasHashAsync(found[i], pinned.Sha256, cancellationToken)) return false;
        }
        return true;
    }

    /// <summary>Whether a blob that was written anew holds the same bytes as before.</summary>
    private async Task<bool> HasHashAsync(FoundInput input, string? sha256, CancellationToken cancellationToken)
    {
        if (sha256 is null) return false;
        await using var stream = await inputs.OpenAsync(new PinnedInput(input.Name, input.ETag, input.Length), cancellationToken);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) == sha256;
    }
}
