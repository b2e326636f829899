using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Revisions;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// What a chunk, or any number of chunks, adds up to. Adding is commutative, so that neither the order of chunks nor how stores
/// were spread over them can change the sum.
/// </summary>
public sealed class ChunkSummary
{
    private static readonly int Kinds = Enum.GetValues<Verdict>().Length;

    /// <summary>Stores by status.</summary>
    public required long[] Statuses { get; init; }

    /// <summary>Of <see cref="Statuses"/>, the stores that a rule of movement leaves with another tier than the default one.</summary>
    public required long[] Kept { get; init; }

    /// <summary>Stores by tier before and tier now: [before * tiers + now], where before counts the ladder's places and then "nothing".</summary>
    public required long[] Moves { get; init; }

    /// <summary>Assessed stores by tier, per industry.</summary>
    public required SortedDictionary<string, long[]> Industries { get; init; }

    /// <summary>Stores by test and verdict; see <see cref="PlaceOf"/>.</summary>
    public required long[] Verdicts { get; init; }

    /// <summary>For each test, the stores for which it alone stood between them and the next tier: [test].</summary>
    public required long[] Decided { get; init; }

    /// <summary>Stores without a row that held a tier or were told of one by the revision before.</summary>
    public long Absent { get; set; }

    public long Notices { get; set; }

    /// <summary>For a revision, what it makes different; null for a first assessment.</summary>
    public RevisionSums? Revised { get; set; }

    public required OutcomesHash Hash { get; init; }

    /// <summary>Where <see cref="Verdicts"/> counts a verdict of a test.</summary>
    public static int PlaceOf(int test, Verdict verdict) => test * Kinds + (int)verdict;

    public static ChunkSummary Empty(int tiers, int tests) => new()
    {
        Statuses = new long[Enum.GetValues<Status>().Length],
        Kept = new long[Enum.GetValues<Status>().Length],
        Moves = new long[(tiers + 1) * tiers],
        Industries = new(StringComparer.Ordinal),
        Verdicts = new long[tests * Kinds],
        Decided = new long[tests],
        Hash = new OutcomesHash(),
    };

    public void Add(ChunkSummary other)
    {
        AddTo(Statuses, other.Statuses);
        AddTo(Kept, other.Kept);
        AddTo(Moves, other.Moves);
        AddTo(Verdicts, other.Verdicts);
        AddTo(Decided, other.Decided);
        Absent += other.Absent;
        Notices += other.Notices;
        Hash.Add(other.Hash);
        if (other.Revised is { } revised) (Revised ??= new RevisionSums()).Add(revised);
        foreach (var (industry, tiers) in other.Industries)
        {
            if (!Industries.TryGetValue(industry, out var sum)) Industries.Add(industry, sum = new long[tiers.Length]);
            AddTo(sum, tiers);
        }
    }

    private static void AddTo(long[] sum, long[] other)
    {
        for (var i = 0; i < sum.Length; i++) sum[i] += other[i];
    }
}
