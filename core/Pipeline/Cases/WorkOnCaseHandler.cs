using System.Diagnostics;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Cases;

/// <summary>Adds what a person does to the log of a case, where the policy allows it. Of two at once the second is told so.</summary>
public sealed class WorkOnCaseHandler(ICases cases, IRuns runs, IOutcomes outcomes, IRulings rulings, CaseNotices notices, TimeProvider time)
{
    public const int LongestName = 128;

    public const int LongestNote = 1000;

    /// <param name="policy">The version of the programme that is in force.</param>
    public async Task<CaseWorkResult> HandleAsync(CaseWork work, Policy policy, CancellationToken cancellationToken)
    {
        if (policy.Cases is not { } procedure) return Refused(null, CaseFault.Unknown, $"{policy.Programme} {policy.Version} has no cases");
        if ((NameFault(work.By.Name, "who does it") ?? NoteFault(work.Note)) is { } fault) return Refused(null, CaseFault.Unreadable, fault);
        var entries = await cases.OfAsync(work.Key, cancellationToken);
        var known = entries.Count == 0 ? null : Case.Of(entries);
        var objection = known is null != work is CaseWork.Open
            ? known is null ? new(CaseFault.Unknown, "there is no such case") : new CaseObjection(CaseFault.NotNow, $"there is such a case already, in the state {known.State}")
            : known is not null && known.IsClosed(procedure) ? new(CaseFault.NotNow, $"it has ended ({known.State})")
            : await ObjectionAsync(work, known, policy, procedure, cancellationToken);
        if (objection is not null) return new CaseWorkResult(known, objection, []);

        var (happened, state, what, score) = Step(work, known, procedure);
        var entry = new CaseEntry(work.Key, entries.Count + 1, happened, state, what, score, work.By.Name, time.GetUtcNow(), work.Note);
        if (!await cases.AddAsync(entry, cancellationToken)) return Refused(known, CaseFault.NotNow, "somebody else has just worked on it; look at it again");
        IReadOnlyList<CaseEntry> log = [.. entries, entry];
        await notices.OweAsync(policy, log, cancellationToken);
        return new CaseWorkResult(Case.Of(log), null, [entry]);
    }

    private async Task<CaseObjection?> ObjectionAsync(CaseWork work, Case? known, Policy policy, CaseProcedure procedure, CancellationToken cancellationToken) => work switch
    {
        CaseWork.Open => ToName(work.Key.Store) ?? await ToTakeAsync(work.Key.Store, work.Key.Programme, procedure, null, cancellationToken) ?? await ToOpenAsync(work.Key, cancellationToken),
        CaseWork.Link link => ToName(link.Store) ?? await ToTakeAsync(link.Store, work.Key.Programme, procedure, work.Key, cancellationToken),
        CaseWork.Move move => procedure.ToMove(known!, move.To, move.Way, move.By.Roles), // never null: only what is opened is not known
        CaseWork.Assign assign => NameFault(assign.Person, "the person") is { } fault ? new CaseObjection(CaseFault.Unreadable, fault) : null,
        CaseWork.Score score => procedure.ToScore(score.Strength, score.Number),
        CaseWork.Receive receive => procedure.ToReceive(receive.Material),
        _ => throw new UnreachableException(),
    };

    private static (CaseEvent Event, string State, string? What, decimal? Score) Step(CaseWork work, Case? known, CaseProcedure procedure)
    {
        var state = known?.State ?? procedure.First.Name;
        return work switch
        {
            CaseWork.Open => (CaseEvent.Opened, state, null, null),
            CaseWork.Move move => (CaseEvent.Moved, move.To, move.Way, null),
            CaseWork.Assign assign => (CaseEvent.Assigned, procedure.StepOfAssigning(known!, assign.By.Roles)?.To ?? state, assign.Person, null), // never null: see above
            CaseWork.Score scored => (CaseEvent.Scored, state, scored.Strength, scored.Number),
            CaseWork.Receive receive => (CaseEvent.Received, state, receive.Material, null),
            CaseWork.Link link => (CaseEvent.Linked, state, link.Store, null),
            _ => throw new UnreachableException(),
        };
    }

    private static CaseObjection? ToName(string store) => StoreId.IsValid(store) ? null : new(CaseFault.Unreadable, $"'{store}' is not a store id: expected {StoreId.Expected}");

    /// <summary>A store has one case at a time.</summary>
    private async Task<CaseObjection?> ToTakeAsync(string store, string programme, CaseProcedure procedure, CaseKey? but, CancellationToken cancellationToken) =>
        Case.All(await cases.ListAsync(programme, cancellationToken)).FirstOrDefault(other => other.Store == store && other.Key != but && !other.IsClosed(procedure)) is { } other
            ? new(CaseFault.NotNow, $"{store} has a case already: {other.Key}, in the state {other.State}")
            : null;

    /// <summary>A programme that is shut to a store for good is opened again by a recorded decision, never by a case.</summary>
    private async Task<CaseObjection?> ToOpenAsync(CaseKey key, CancellationToken cancellationToken)
    {
        if ((await runs.ListAsync(key.Programme, cancellationToken)).LastOrDefault(run => run.IsCompleted) is not { } latest) return null;
        if (await outcomes.FindAsync(latest.Key, key.Store, cancellationToken) is not { } outcome || StandingCodec.ReadCarried(outcome.Standing).Cancelled is not { } cancelled) return null;
        // One of before that run is in its outcome.
        var readmitted = (await rulings.AllAsync(cancellationToken)).Decisions.Any(decision =>
            decision.Kind is DecisionKind.Readmission && decision.Programme == key.Programme && decision.Store == key.Store && decision.From >= latest.Key.Period.EffectiveDay);
        return readmitted ? null : new(CaseFault.NotNow, $"{key.Store} is out for good since {cancelled.From:yyyy-MM-dd} ({cancelled.By}): expected a recorded decision that re-admits it");
    }

    private static string? NameFault(string name, string what) =>
        name.Trim().Length is >= 1 and <= LongestName && !name.Any(char.IsControl) ? null : $"{what}: expected a name of 1 to {LongestName} characters";

    private static string? NoteFault(string? note) =>
        note is null || note.Trim().Length is >= 1 and <= LongestNote && !note.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? null : $"the note: expected 1 to {LongestNote} characters";

    private static CaseWorkResult Refused(Case? known, CaseFault fault, string why) => new(known, new CaseObjection(fault, why), []);
}
