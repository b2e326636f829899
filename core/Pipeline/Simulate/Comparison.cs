using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>
/// Counts what differs between stored outcomes and those of a draft. Adding is commutative, so that neither the order of chunks nor
/// the number of workers can change the result.
/// </summary>
internal sealed class Comparison
{
    public const int Shown = 50;

    private const string Nothing = "-";

    private static readonly Comparer<MovedStore> FurthestFirst = Comparer<MovedStore>.Create((one, other) =>
        Math.Abs(one.Steps) != Math.Abs(other.Steps) ? Math.Abs(other.Steps).CompareTo(Math.Abs(one.Steps)) : string.CompareOrdinal(one.Store, other.Store));

    private readonly RunPlan stored;
    private readonly RunPlan draft;
    private readonly Edges edges;
    private readonly long[] moves;
    private readonly long[,] statuses = new long[2, Enum.GetValues<Status>().Length];
    private readonly Dictionary<(int Side, Movement Movement, string Tier), long> movements = [];
    private readonly Dictionary<string, Entitled> entitled;
    private readonly SortedDictionary<string, Industry> industries = new(StringComparer.Ordinal);
    private readonly SortedSet<MovedStore> movers = new(FurthestFirst);
    private long stores, moved, up, down;

    public Comparison(RunPlan stored, RunPlan draft)
    {
        this.stored = stored;
        this.draft = draft;
        edges = new Edges(draft);
        moves = new long[(stored.Policy.Ladder.Count + 1) * (draft.Policy.Ladder.Count + 1)];
        entitled = stored.Policy.Entitlements.Concat(draft.Policy.Entitlements).Select(entitlement => entitlement.Id).Distinct(StringComparer.Ordinal)
            .ToDictionary(id => id, _ => new Entitled(), StringComparer.Ordinal);
    }

    /// <summary>Adds a chunk: both sides are ordered by store.</summary>
    public void Add(IReadOnlyList<StoredOutcome> before, ChunkResult after)
    {
        var record = 0;
        foreach (var (was, now) in HeldOutcome.Pairs(before, stored.Policy, after.Outcomes, draft.Policy))
        {
            Add(was, now);
            if (now is not null) edges.Add(now, after.Outcomes[record++].Readings.Span);
        }
    }

    public void Add(Comparison other)
    {
        stores += other.stores;
        moved += other.moved;
        up += other.up;
        down += other.down;
        AddTo(moves, other.moves);
        AddTo(statuses, other.statuses);
        foreach (var (way, count) in other.movements) movements[way] = movements.GetValueOrDefault(way) + count;
        foreach (var (id, counts) in other.entitled) entitled[id].Add(counts);
        foreach (var (name, counts) in other.industries) IndustryOf(name).Add(counts);
        foreach (var mover in other.movers) Keep(mover);
        edges.Add(other.edges);
    }

    public Simulation ToSimulation(Run run, PolicyText asked, string outcomesSha256, IReadOnlyList<string> missing, IReadOnlyList<UnfitReadings> unfit, IReadOnlyList<string> notes) => new()
    {
        Programme = run.Key.Programme,
        Period = run.Key.Period.ToString(),
        Run = run.Key.ToString(),
        StoredVersion = run.PolicyVersion,
        DraftVersion = asked.Policy.Version,
        DraftSha256 = asked.Sha256,
        OutcomesSha256 = outcomesSha256,
        Stores = stores,
        Moved = moved,
        Up = up,
        Down = down,
        StoredTiers = [.. stored.Policy.Ladder.Select(tier => tier.Name)],
        DraftTiers = [.. draft.Policy.Ladder.Select(tier => tier.Name)],
        Moves = [.. Enumerable.Range(0, moves.Length).Select(at => new Move(NameOf(stored.Policy, at / Width), NameOf(draft.Policy, at % Width), moves[at])).Where(move => move.Stores > 0 || move is { Before: not Nothing, Now: not Nothing })],
        Statuses = [.. Enum.GetValues<Status>().Select(status => new SimulatedCount(Words.Write(status), statuses[0, (int)status], statuses[1, (int)status])).Where(count => count.Stored + count.Draft > 0)],
        Industries = [.. industries.Select(industry => new SimulatedIndustry(
            industry.Key, industry.Value.Counts[0], industry.Value.Counts[1], industry.Value.Counts[2], industry.Value.Counts[3], industry.Value.Stored, industry.Value.Draft))],
        Notices = [.. NoticesOf()],
        Entitlements = [.. entitled.Select(entry => new SimulatedEntitlement(
            entry.Key, TitleOf(entry.Key), entry.Value.Counts[0], entry.Value.Counts[1], entry.Value.Counts[2], entry.Value.Counts[3]))],
        Nearest = edges.Closest,
        Movers = [.. movers],
        MissingMetrics = missing,
        UnfitReadings = unfit,
        Notes = notes,
    };

    private int Width => draft.Policy.Ladder.Count + 1;

    private void Add(HeldOutcome? was, HeldOutcome? now)
    {
        stores++;
        moves[PlaceOf(was?.Tier, stored.Policy) * Width + PlaceOf(now?.Tier, draft.Policy)]++;
        if (was is not null) Count(0, was);
        if (now is not null) Count(1, now);
        var steps = HeldOutcome.Steps(was, now, stored.Policy, draft.Policy, out var differs);
        if (differs)
        {
            moved++;
            if (steps > 0) up++;
            else if (steps < 0) down++;
            Keep(new MovedStore((was ?? now)!.Store, was?.Industry ?? now?.Industry, was?.Tier.Name, now?.Tier.Name, steps)); // one of the two is there
        }
        if ((was?.Industry ?? now?.Industry) is { Length: > 0 } name) IndustryOf(name).Add(was, now, stored.Policy, draft.Policy, differs, steps);
        CountEntitled(was, now);
    }

    private void Count(int side, HeldOutcome held)
    {
        statuses[side, (int)held.Status]++;
        var way = (side, held.Movement, held.Tier.Name);
        movements[way] = movements.GetValueOrDefault(way) + 1;
    }

    private void CountEntitled(HeldOutcome? was, HeldOutcome? now)
    {
        var (had, has) = (was?.Given(stored) ?? [], now?.Given(draft) ?? []);
        var changes = EntitlementChanges.Between(had, has);
        Count(had, 0);
        Count(has, 1);
        Count(changes.Gained, 2);
        Count(changes.Lost, 3);

        void Count(IReadOnlyList<Grant> grants, int kind)
        {
            foreach (var grant in grants) entitled[grant.Entitlement.Id].Counts[kind]++;
        }
    }

    private IEnumerable<SimulatedNotice> NoticesOf()
    {
        var rules = stored.Policy.Notices.Select(rule => (rule, Side: 0)).Concat(draft.Policy.Notices.Select(rule => (rule, Side: 1)));
        // Only what a movement tells of can be said beforehand.
        foreach (var movement in Enum.GetValues<Movement>())
        {
            foreach (var kind in rules.Where(one => one.rule.On == NoticeRule.TriggerOf(movement)).GroupBy(one => (one.rule.Channel, one.rule.Text)))
            {
                long Of(int side) => kind.Where(one => one.Side == side)
                    .Sum(one => (side == 0 ? stored : draft).Policy.Ladder.Where(one.rule.IsAbout).Sum(tier => movements.GetValueOrDefault((side, movement, tier.Name))));
                yield return new SimulatedNotice(Words.Write(movement), kind.Key.Channel, kind.Key.Text, Of(0), Of(1));
            }
        }
    }

    private string TitleOf(string id) =>
        draft.Policy.Entitlements.Concat(stored.Policy.Entitlements).First(entitlement => entitlement.Id == id).Title.In("en");

    private void Keep(MovedStore mover)
    {
        movers.Add(mover);
        if (movers.Count > Shown) movers.Remove(movers.Max!); // there is one
    }

    private Industry IndustryOf(string name)
    {
        if (!industries.TryGetValue(name, out var known)) industries.Add(name, known = new Industry(stored.Policy.Ladder.Count, draft.Policy.Ladder.Count));
        return known;
    }

    private static int PlaceOf(Tier? tier, Policy policy) => tier is null ? policy.Ladder.Count : policy.Ladder.Count - 1 - tier.Rank;

    private static string NameOf(Policy policy, int place) => place < policy.Ladder.Count ? policy.Ladder[place].Name : Nothing;

    private static void AddTo(long[] sum, long[] other)
    {
        for (var i = 0; i < sum.Length; i++) sum[i] += other[i];
    }

    private static void AddTo(long[,] sum, long[,] other)
    {
        for (var i = 0; i < sum.GetLength(0); i++)
        {
            for (var j = 0; j < sum.GetLength(1); j++) sum[i, j] += other[i, j];
        }
    }

    /// <summary>Stores that have it stored, have it under the draft, gain it, lose it.</summary>
    private sealed class Entitled
    {
        public long[] Counts { get; } = new long[4];

        public void Add(Entitled other) => AddTo(Counts, other.Counts);
    }

    /// <summary>Stores, those that move, move up, move down; and stores by tier on either side.</summary>
    private sealed class Industry(int storedTiers, int draftTiers)
    {
        public long[] Counts { get; } = new long[4];

        public long[] Stored { get; } = new long[storedTiers];

        public long[] Draft { get; } = new long[draftTiers];

        public void Add(HeldOutcome? was, HeldOutcome? now, Policy stored, Policy draft, bool differs, int steps)
        {
            Counts[0]++;
            if (differs) Counts[1]++;
            if (steps > 0) Counts[2]++;
            if (steps < 0) Counts[3]++;
            if (was is not null) Stored[PlaceOf(was.Tier, stored)]++;
            if (now is not null) Draft[PlaceOf(now.Tier, draft)]++;
        }

        public void Add(Industry other)
        {
            AddTo(Counts, other.Counts);
            AddTo(Stored, other.Stored);
            AddTo(Draft, other.Draft);
        }
    }
}
