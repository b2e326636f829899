using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Pipeline.Runs;

/// <summary>What differs between deployments.</summary>
public sealed record PipelineOptions
{
    public required Spread Spread { get; init; }

    /// <summary>How many workers read rows, compute benchmarks and judge chunks.</summary>
    public required int Workers { get; init; }

    /// <summary>For how long an attempt at ingesting may be silent before it is taken for dead.</summary>
    public TimeSpan IngestDeadAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For how long no chunk of a run may finish before what is missing is sent again; at once if zero, for a host whose queue is its own.</summary>
    public TimeSpan StandsStillAfter { get; init; }

    /// <summary>How many bytes of accepted rows ingestion keeps in memory before it puts them aside on disk.</summary>
    public long IngestMemory { get; init; } = 128L << 20;
}
