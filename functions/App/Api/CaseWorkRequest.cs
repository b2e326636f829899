namespace TierFunctions.App.Api;

/// <summary>What is asked to be done to a case.</summary>
/// <param name="By">Who does it: for programs to say; a person who is signed in does it in their own name.</param>
/// <param name="As">In which role, likewise.</param>
public abstract record CaseWorkRequest(string? Note, string? By, string? As);

/// <param name="Store">The store's id, or one for a brand that has none yet.</param>
public sealed record CaseOpening(string Programme, string Store, string? Note = null, string? By = null, string? As = null) : CaseWorkRequest(Note, By, As);

/// <param name="Person">Who looks after it from now on.</param>
public sealed record CaseAssignment(string Person, string? Note = null, string? By = null, string? As = null) : CaseWorkRequest(Note, By, As);

/// <param name="How">How the step was taken, where the state asks for that.</param>
public sealed record CaseMove(string To, string? How = null, string? Note = null, string? By = null, string? As = null) : CaseWorkRequest(Note, By, As);

public sealed record CaseScore(string Strength, decimal Score, string? Note = null, string? By = null, string? As = null) : CaseWorkRequest(Note, By, As);

/// <param name="Paper">What came in.</param>
public sealed record CasePaper(string Paper, string? Note = null, string? By = null, string? As = null) : CaseWorkRequest(Note, By, As);

/// <param name="Store">The store that a seller has opened who had none.</param>
public sealed record CaseStore(string Store, string? Note = null, string? By = null, string? As = null) : CaseWorkRequest(Note, By, As);
