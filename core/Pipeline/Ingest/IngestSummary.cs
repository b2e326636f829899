namespace TierFunctions.Pipeline.Ingest;

/// <summary>What ingestion read and what it made of it.</summary>
public sealed record IngestSummary
{
    public required IReadOnlyList<InputSummary> Inputs { get; init; }

    public required long Read { get; init; }

    public required long Accepted { get; init; }

    public required long Quarantined { get; init; }

    /// <summary>Quarantined rows by reason code, ordered by code.</summary>
    public required IReadOnlyDictionary<string, long> QuarantinedBy { get; init; }

    public required IReadOnlyList<GateFinding> Findings { get; init; }

    /// <summary>Columns of the inputs that the policy declares no metric for; they were not read.</summary>
    public required IReadOnlyList<string> UnusedColumns { get; init; }

    /// <summary>SHA-256 of the snapshot, lower-case hexadecimal.</summary>
    public required string SnapshotSha256 { get; init; }

    /// <summary>SHA-256 of the frozen benchmarks.</summary>
    public required string BenchmarksSha256 { get; init; }
}

/// <summary>One input, as read.</summary>
public sealed record InputSummary(string Name, long Length, string Sha256, long Read, long Accepted, long Quarantined);

/// <summary>Something the quality gate found about the inputs.</summary>
/// <param name="Code">What it is, in words that do not change.</param>
/// <param name="Message">Which file, which value, what was expected.</param>
/// <param name="Stops">Whether it stops the run.</param>
/// <param name="CanBeOverridden">Whether an operator may let the run go on with a reason.</param>
public sealed record GateFinding(string Code, string Message, bool Stops, bool CanBeOverridden)
{
    /// <summary>The metric it is about; null where it is about none.</summary>
    public string? Metric { get; init; }

    /// <summary>The numbers that the message says, for those who say it in another language; null where it says none.</summary>
    public GateMeasure? Measured { get; init; }
}

/// <summary>What the quality gate counted.</summary>
/// <param name="Of">Those that the share is of: the rows read, or those of the period before.</param>
/// <param name="Warn">With <paramref name="Stop"/>, the shares from which the policy warns and stops.</param>
public sealed record GateMeasure(long Rows, long Of, decimal Share, decimal Warn, decimal Stop);
