namespace TierFunctions.Domain.Cases;

public enum CaseEvent
{
    Opened,

    /// <summary>It went to another state.</summary>
    Moved,

    /// <summary>It was given to a person.</summary>
    Assigned,

    /// <summary>A strength was scored.</summary>
    Scored,

    /// <summary>A paper came in.</summary>
    Received,

    /// <summary>A seller who had no store has one now.</summary>
    Linked,
}

/// <summary>What was done to a case, once; entries are added, never changed.</summary>
/// <param name="Number">Counts the entries of the case from 1.</param>
/// <param name="State">The state it is in from then on.</param>
/// <param name="What">The person, the strength, the paper, the store, or how a step was taken; null where there is no more to say.</param>
/// <param name="Score">The score, of a strength.</param>
/// <param name="By">Who did it; the run, where its screening opened the case.</param>
public sealed record CaseEntry(CaseKey Case, int Number, CaseEvent Event, string State, string? What, decimal? Score, string By, DateTimeOffset At, string? Note);
