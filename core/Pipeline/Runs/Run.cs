using System.Text.Json.Serialization;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Results;

namespace TierFunctions.Pipeline.Runs;

/// <summary>How far a run has come. Every step is one compare-and-set on the stored run.</summary>
public enum RunState
{
    Created,
    Ingesting,
    Evaluating,
    Completing,
    Completed,

    /// <summary>Completed, but some stores could not be judged because judging them failed.</summary>
    CompletedWithFailures,

    /// <summary>Its inputs were not good enough to judge anybody by; see the findings. Can be overridden with a reason.</summary>
    GateFailed,

    /// <summary>Its inputs changed or cannot be read at all; a new run is needed.</summary>
    Failed,
}

/// <summary>One assessment of a programme for a period, with pinned inputs and policy.</summary>
public sealed record Run
{
    public required RunKey Key { get; init; }

    public required RunState State { get; init; }

    /// <summary>Counts the changes of the stored run; what compare-and-set compares.</summary>
    public int Version { get; init; }

    public required string PolicyVersion { get; init; }

    /// <summary>SHA-256 of the policy document that judges, lower-case hexadecimal. The text lies with the run's files.</summary>
    public required string PolicySha256 { get; init; }

    /// <summary>SHA-256 of the exemptions and decisions that touch the period; null where none did. They lie with the run's files.</summary>
    public string? RulingsSha256 { get; init; }

    /// <summary>SHA-256 of what cases said when the period ended; null where no store had one. It lies with the run's files.</summary>
    public string? CasesSha256 { get; init; }

    /// <summary>What it judges; null for stores.</summary>
    public Subject? Subject { get; init; }

    /// <summary>Whether its outcomes are of products, by keys of <see cref="SubjectKey"/>.</summary>
    [JsonIgnore]
    public bool IsOfProducts => Subject is Domain.Programmes.Subject.Product;

    public required IReadOnlyList<PinnedInput> Inputs { get; init; }

    /// <summary>The completed run of the programme that says what stores held before this period; null for the first.</summary>
    public RunKey? Previous { get; init; }

    /// <summary>Whether the standings before this period are those of the very period before, with no gap between.</summary>
    [JsonIgnore]
    public bool FollowsPrevious => Previous is { } previous && previous.Period.Next == Key.Period;

    /// <summary>The runs of other programmes, or of earlier periods, whose outcomes it reads; null where the policy reads none.</summary>
    public IReadOnlyList<SourceRun>? Sources { get; init; }

    /// <summary>The revision of the same period that this run takes the place of.</summary>
    public RunKey? Supersedes { get; init; }

    /// <summary>Why a revision was asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>Why the gate was overridden, if it was.</summary>
    public string? GateOverride { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How many times ingestion was begun; a run that was killed while ingesting begins again.</summary>
    public int Attempt { get; init; }

    /// <summary>When the attempt that is ingesting last said that it is at work; null where none is.</summary>
    public DateTimeOffset? IngestingAt { get; init; }

    /// <summary>What a sweep saw of the run while it was judged; null where none has looked.</summary>
    public SweptRun? Swept { get; init; }

    public IngestSummary? Ingest { get; init; }

    public RunSummary? Summary { get; init; }

    /// <summary>Why the run failed, for people.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether somebody is ingesting the run, as far as can be told from here.</summary>
    /// <param name="deadAfter">For how long an attempt may be silent before it is taken for dead.</param>
    public bool IsBeingIngested(DateTimeOffset now, TimeSpan deadAfter) => State is RunState.Ingesting && IngestingAt is { } at && now - at < deadAfter;

    [JsonIgnore]
    public bool IsCompleted => State is RunState.Completed or RunState.CompletedWithFailures;

    /// <summary>Whether nothing more will happen to the run by itself.</summary>
    [JsonIgnore]
    public bool IsOver => IsCompleted || State is RunState.GateFailed or RunState.Failed;
}

/// <summary>How many chunks were finished, and when that was seen first or something was last done about it.</summary>
public sealed record SweptRun(int Finished, DateTimeOffset At);
