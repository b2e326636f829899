using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Results;

/// <summary>What the runs that are read made of the stores of one chunk: of each outcome only whose it is, what came of it and the readings that are asked for.</summary>
public sealed class SourceOutcomes
{
    private readonly Dictionary<RunKey, IReadOnlyList<SourceOutcome>> outcomes;

    private SourceOutcomes(Dictionary<RunKey, IReadOnlyList<SourceOutcome>> outcomes) => this.outcomes = outcomes;

    public static SourceOutcomes None { get; } = new([]);

    /// <summary>Outcomes of a run ordered by store; none of a run that is not read.</summary>
    public IReadOnlyList<SourceOutcome> Of(RunKey? run) => run is not null && outcomes.TryGetValue(run, out var found) ? found : [];

    /// <summary>One query a run: the outcomes of one store and of its products lie in the same bucket whatever the programme.</summary>
    public static async Task<SourceOutcomes> ReadAsync(IOutcomes outcomes, IReadOnlyList<SourceRun> sources, SourceReadings readings, Chunk chunk, CancellationToken cancellationToken)
    {
        if (sources.Count == 0) return None;
        var read = new Dictionary<RunKey, IReadOnlyList<SourceOutcome>>();
        foreach (var run in sources.Select(source => source.Run).OfType<RunKey>())
        {
            var found = new List<SourceOutcome>(chunk.Stores);
            read[run] = found;
            if (readings.Of(run) is { } kept)
            {
                // The same programme's, so that it judged the same subjects.
                await foreach (var outcome in outcomes.RangeAsync(run, chunk.Bucket, chunk.After, chunk.UpTo, cancellationToken)) found.Add(SourceOutcome.Of(outcome) with { Readings = kept.Of(outcome) });
                continue;
            }
            // A chunk of products may begin among those of a store, which then is not in the range.
            if (chunk.After is { } after && SubjectKey.Parse(after) is { Product: not null, Store: var begun } && await outcomes.FindAsync(run, begun, cancellationToken) is { } first)
                found.Add(SourceOutcome.Of(first));
            await foreach (var outcome in outcomes.RangeAsync(run, chunk.Bucket, BoundOf(chunk.After), BoundOf(chunk.UpTo), cancellationToken)) found.Add(SourceOutcome.Of(outcome));
        }
        return new SourceOutcomes(read);
    }

    /// <summary>The same of one store, or of the store of a product.</summary>
    public static async Task<SourceOutcomes> ReadAsync(IOutcomes outcomes, IReadOnlyList<SourceRun> sources, SourceReadings readings, string key, Spread spread, CancellationToken cancellationToken)
    {
        var store = SubjectKey.StoreOf(key);
        var read = new Dictionary<RunKey, IReadOnlyList<SourceOutcome>>();
        foreach (var run in sources.Select(source => source.Run).OfType<RunKey>())
        {
            var found = new List<SourceOutcome>();
            if (readings.Of(run) is { } kept)
            {
                if (await outcomes.FindAsync(run, key, cancellationToken) is { } own) found.Add(SourceOutcome.Of(own) with { Readings = kept.Of(own) });
            }
            else if (await outcomes.FindAsync(run, store, cancellationToken) is { } outcome) found.Add(SourceOutcome.Of(outcome));
            else await foreach (var product in outcomes.ProductsOfAsync(run, store, spread, cancellationToken)) found.Add(SourceOutcome.Of(product));
            read[run] = found;
        }
        return new SourceOutcomes(read);
    }

    /// <summary>The end of a range of stores goes beyond the products of the last one: that programme may have judged those.</summary>
    private static string? BoundOf(string? end) => end is null ? null : SubjectKey.AfterProductsOf(SubjectKey.StoreOf(end));
}

/// <summary>Of an outcome of another programme or of an earlier period, whose it is and what came of it.</summary>
/// <param name="Tier">The tier it held then, by name; null where it was not assessed, whatever it went on holding.</param>
public readonly record struct SourceOutcome(string Store, string? Tier, ResultGap Gap)
{
    /// <summary>The readings that it keeps, in the order of the metrics that read outcomes; null where none is asked for.</summary>
    public ResultPart[]? Readings { get; init; }

    public static SourceOutcome Of(StoredOutcome outcome) => outcome.Status switch
    {
        Status.Assessed => new SourceOutcome(outcome.Store, outcome.Tier, ResultGap.None),
        Status.NotEligible => new SourceOutcome(outcome.Store, null, ResultGap.NotEligible),
        Status.NotAssessed => new SourceOutcome(outcome.Store, null, ResultGap.NotAssessed),
        // Of a store's products each has its row; one without was not there to be judged.
        Status.NotEvaluable when outcome is { Reason: ChunkEvaluation.Absent } && SubjectKey.Parse(outcome.Store).Product is not null => new SourceOutcome(outcome.Store, null, ResultGap.NoOutcome),
        Status.NotEvaluable => new SourceOutcome(outcome.Store, null, ResultGap.NotEvaluable),
        Status.Failed => new SourceOutcome(outcome.Store, null, ResultGap.Failed),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
