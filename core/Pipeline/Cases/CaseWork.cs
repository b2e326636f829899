using TierFunctions.Domain.Cases;

namespace TierFunctions.Pipeline.Cases;

/// <summary>Who works on a case.</summary>
/// <param name="Roles">In which roles; none for nobody in particular.</param>
public sealed record CaseWorker(string Name, IReadOnlyCollection<CaseRole> Roles);

/// <summary>What a person does to a case.</summary>
/// <param name="Note">What should be known of it; null for nothing.</param>
public abstract record CaseWork(CaseKey Key, CaseWorker By, string? Note)
{
    /// <summary>Opens a case for somebody whom no screening found, such as a brand that has no store yet.</summary>
    public sealed record Open(CaseKey Key, CaseWorker By, string? Note) : CaseWork(Key, By, Note);

    /// <param name="Way">How the step was taken, where the state asks for that.</param>
    public sealed record Move(CaseKey Key, string To, string? Way, CaseWorker By, string? Note) : CaseWork(Key, By, Note);

    public sealed record Assign(CaseKey Key, string Person, CaseWorker By, string? Note) : CaseWork(Key, By, Note);

    public sealed record Score(CaseKey Key, string Strength, decimal Number, CaseWorker By, string? Note) : CaseWork(Key, By, Note);

    /// <summary>Notes that a paper came in.</summary>
    public sealed record Receive(CaseKey Key, string Material, CaseWorker By, string? Note) : CaseWork(Key, By, Note);

    /// <summary>Says which store a seller has opened who had none.</summary>
    public sealed record Link(CaseKey Key, string Store, CaseWorker By, string? Note) : CaseWork(Key, By, Note);
}

/// <summary>What came of work on a case.</summary>
/// <param name="Case">The case as it is then; null where there is none.</param>
/// <param name="Objection">Why nothing was done; null where it was.</param>
/// <param name="Added">The entries that were added.</param>
public sealed record CaseWorkResult(Case? Case, CaseObjection? Objection, IReadOnlyList<CaseEntry> Added);
