using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Find;

/// <summary>What a completed run moved.</summary>
/// <param name="Industries">By industry, in order of their names.</param>
/// <param name="Biggest">The stores that went the furthest up or down, the furthest first.</param>
/// <param name="Looked">At how many stores it was looked.</param>
/// <param name="IsWhole">Whether those are all.</param>
public sealed record RunMoves(Run Run, Policy Policy, IReadOnlyList<IndustryMoves> Industries, IReadOnlyList<MovedStore> Biggest, long Looked, bool IsWhole);

/// <summary>How many stores of an industry went where.</summary>
public sealed record IndustryMoves(string Industry, IReadOnlyDictionary<Movement, long> Stores);

/// <param name="Steps">How many tiers up, or down where it is below 0.</param>
public sealed record MovedStore(StoredOutcome Outcome, int Steps);

/// <summary>Looks at the outcomes of a completed run, up to a number, for what moved.</summary>
public sealed class RunMovesHandler(IRuns runs, IOutcomes outcomes, RunPlans plans, PipelineOptions options)
{
    private const int Shown = 20;

    /// <summary>Null where there is no such run, or it has not completed.</summary>
    public async Task<RunMoves?> HandleAsync(RunKey key, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(key, cancellationToken) is not { IsCompleted: true } run) return null;
        var policy = (await plans.OfAsync(key, cancellationToken)).Policy;
        var industries = new SortedDictionary<string, Dictionary<Movement, long>>(StringComparer.Ordinal);
        var biggest = new List<MovedStore>();
        var looked = 0L;
        for (var bucket = 0; bucket < options.Spread.Buckets; bucket++)
        {
            await foreach (var outcome in outcomes.RangeAsync(key, bucket, null, null, cancellationToken))
            {
                if (looked == FindStoresHandler.MostLooked) return Result(isWhole: false);
                looked++;
                var movement = outcome.MovementIn(policy);
                if (!industries.TryGetValue(outcome.Industry ?? "", out var counts)) industries.Add(outcome.Industry ?? "", counts = []);
                counts[movement] = counts.GetValueOrDefault(movement) + 1;
                if (movement is Movement.Promoted or Movement.Demoted) Note(new MovedStore(outcome, StepsOf(outcome, policy)), biggest);
            }
        }
        return Result(isWhole: true);

        RunMoves Result(bool isWhole) => new(run, policy, [.. industries.Select(entry => new IndustryMoves(entry.Key, entry.Value))], biggest, looked, isWhole);
    }

    private static void Note(MovedStore moved, List<MovedStore> biggest)
    {
        var place = biggest.FindIndex(other => Math.Abs(other.Steps) < Math.Abs(moved.Steps));
        if (place < 0) place = biggest.Count;
        if (place >= Shown) return;
        biggest.Insert(place, moved);
        if (biggest.Count > Shown) biggest.RemoveAt(Shown);
    }

    private static int StepsOf(StoredOutcome outcome, Policy policy) =>
        policy.TierOrOtherwise(outcome.Tier).Rank - policy.TierOrOtherwise(outcome.Before ?? "").Rank;
}
