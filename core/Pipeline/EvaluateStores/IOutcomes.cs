using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>The record of outcomes: one per run and store, never rewritten, and one marker per finished chunk.</summary>
public interface IOutcomes
{
    /// <summary>
    /// Keeps a chunk's outcomes, held notices and marker, all or nothing. Saving a chunk that has its marker changes nothing.
    /// </summary>
    Task<ChunkSaved> SaveAsync(ChunkResult result, CancellationToken cancellationToken);

    /// <summary>The finished chunks of a run with their summaries, by number.</summary>
    Task<IReadOnlyDictionary<int, ChunkSummary>> FinishedAsync(RunKey run, CancellationToken cancellationToken);

    Task<StoredOutcome?> FindAsync(RunKey run, string store, CancellationToken cancellationToken);

    /// <summary>The outcomes of a bucket whose store id lies after one id and up to another, ordered ordinally by id; null is no bound.</summary>
    IAsyncEnumerable<StoredOutcome> RangeAsync(RunKey run, int bucket, string? after, string? upTo, CancellationToken cancellationToken);
}

/// <summary>What became of saving a chunk.</summary>
/// <param name="First">Whether this call did it; false where it had been done.</param>
/// <param name="MayBeLast">Whether, as far as the store can tell at once, no chunk of the run is left. Completion itself compares sets.</param>
public readonly record struct ChunkSaved(bool First, bool MayBeLast);

/// <summary>All that a chunk leaves behind.</summary>
/// <param name="Run">The run with the version that was judged under.</param>
/// <param name="Ladder">The names of the tiers from the highest down, the default one last; outcomes name tiers by their place in it.</param>
/// <param name="Outcomes">Ordered ordinally by store id.</param>
/// <param name="Notices">Held until the run has completed.</param>
public sealed record ChunkResult(
    RunKey Run, Chunk Chunk, IReadOnlyList<string> Ladder, IReadOnlyList<OutcomeRecord> Outcomes, IReadOnlyList<Notice> Notices, ChunkSummary Summary);

/// <summary>
/// An outcome on its way into the store. Texts are slices of one UTF-8 buffer, since a million of them are made in a second;
/// whoever keeps them copies them.
/// </summary>
/// <param name="Tier">The tier earned, by its place in the ladder.</param>
/// <param name="Before">The tier held before the period, or -1.</param>
/// <param name="CameFrom">The tier held before the present one, or -1.</param>
/// <param name="Since">The day number from which the tier has been held without a break, or 0 where that is not known.</param>
/// <param name="Verdicts">A letter per test of the plan: M met, x missed, ? not evaluable, - not considered. Empty where nothing was judged.</param>
/// <param name="Readings">A JSON array of the readings that were judged, in the run's order of readings. Empty where there are none.</param>
/// <param name="Reason">Why nothing was judged; null where something was.</param>
public readonly record struct OutcomeRecord(
    ReadOnlyMemory<byte> Store, ReadOnlyMemory<byte> Industry, Status Status, int Tier, int Before, int CameFrom, int Since,
    ReadOnlyMemory<byte> Verdicts, ReadOnlyMemory<byte> Readings, string? Reason)
{
    /// <summary>What <see cref="StandingCodec"/> writes; empty under a policy without rules of movement.</summary>
    public ReadOnlyMemory<byte> Standing { get; init; }
}

/// <summary>An outcome as it is read back.</summary>
/// <param name="Since">The day from which the tier has been held without a break; null where that is not known.</param>
public sealed record StoredOutcome(
    RunKey Run, string Store, string? Industry, Status Status, string Tier, string? Before, string? CameFrom, DateOnly? Since,
    string Verdicts, string Readings, string? Reason)
{
    /// <summary>What <see cref="StandingCodec"/> wrote; empty where there was nothing to say.</summary>
    public string Standing { get; init; } = "";

    /// <summary>Which way the store moved, by the ladder of a policy.</summary>
    public Movement MovementIn(Policy policy) =>
        Movements.Between(Before is { } before ? policy.TierOrOtherwise(before) : null, policy.TierOrOtherwise(Tier));
}
