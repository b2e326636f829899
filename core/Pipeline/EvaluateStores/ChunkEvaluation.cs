using System.Text;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// Judges the lines of one chunk beside what its stores held before. A store that cannot be judged gets an outcome that says so
/// and never costs the others theirs; a store that held a tier, or was told of one by the revision before, and is not in the
/// inputs gets one as well.
/// </summary>
internal sealed class ChunkEvaluation : IDisposable
{
    public const string Absent = "no row in the inputs of this period";

    private readonly RunPlan plan;
    private readonly Chunk chunk;
    private readonly List<Holder> holders;
    private readonly IReadOnlyList<StoredOutcome> superseded;
    private readonly bool isRevision;
    private readonly bool follows;
    private readonly Policy policy;
    private readonly Tier[] ladder;
    private readonly string[] tierNames;
    private readonly int[] readingSlots;
    private readonly ChunkSummary summary;
    private readonly OutcomeLines lines;
    private readonly NoticesOwed notices;
    private readonly TestTally tally;
    private readonly StandingCodec codec = new();
    private readonly BroughtReadings? brought;
    private readonly ResultReadings? results;
    private readonly StoreJudge judge;
    private readonly Dictionary<int, long[]> industries = [];

    /// <param name="before">What stood before the period; <paramref name="follows"/> says whether in the very period before.</param>
    /// <param name="sources">What the runs of other programmes that this one reads made of the chunk's stores.</param>
    public ChunkEvaluation(
        RunPlan plan, Chunk chunk, IReadOnlyList<StoredOutcome> before, IReadOnlyList<StoredOutcome> superseded, bool isRevision, bool follows,
        SourceOutcomes? sources = null)
    {
        this.follows = follows;
        this.plan = plan;
        this.chunk = chunk;
        this.superseded = superseded;
        this.isRevision = isRevision;
        policy = plan.Policy;
        ladder = [.. policy.Ladder];
        tierNames = [.. ladder.Select(tier => tier.Name)];
        holders = HoldersOf(before, superseded);
        readingSlots = [.. plan.ReadingSlots];
        judge = new StoreJudge(plan);
        summary = ChunkSummary.Empty(ladder.Length, plan.Plan.Tests.Count);
        lines = new OutcomeLines(tierNames, summary, chunk.Stores, chunk.Length + chunk.Stores * (96 + plan.Plan.Tests.Count));
        notices = new NoticesOwed(plan.Run, policy);
        tally = new TestTally(plan.Plan, summary);
        brought = BroughtReadings.For(plan);
        results = ResultReadings.For(plan, sources ?? SourceOutcomes.None);
    }

    /// <summary>The result is good until this is disposed of.</summary>
    public ChunkResult Evaluate(ReadOnlySpan<byte> snapshot)
    {
        var line = new SnapshotLine(plan);
        var row = new long[policy.Metrics.Count];
        var verdicts = new Verdict[plan.Plan.Tests.Count];
        var readings = new Slice[readingSlots.Length];
        int held = 0, old = 0;
        for (var at = 0; Lines.Next(snapshot, ref at, out var range);)
        {
            var text = snapshot[range];
            var store = line.Read(text, row);
            for (; held < holders.Count && StoreIdOrder.Compare(holders[held].Store, store) < 0; held++) AddAbsent(holders[held], ref old);
            var known = held < holders.Count && StoreIdOrder.Compare(holders[held].Store, store) == 0 ? holders[held++] : null;
            for (var i = 0; i < readings.Length; i++) readings[i] = line.ElementOf(readingSlots[i]);
            if (brought is not null)
            {
                plan.Bring(store, row, known?.Prior, follows, results);
                text = brought.Write(text, row, readingSlots, readings);
            }
            AddStore(store, text, row, verdicts, readings, known, ref old, GroupOf(text, line));
        }
        for (; held < holders.Count; held++) AddAbsent(holders[held], ref old);

        foreach (var (group, tiers) in industries) summary.Industries[plan.Words[plan.Plan.GroupSlot]!.Names[group]] = tiers;
        summary.Notices = notices.Owed.Count;
        return new ChunkResult(plan.Run, chunk, tierNames, lines.Records, notices.Owed, summary);
    }

    /// <summary>Gives up the buffers that the result's records are slices of.</summary>
    public void Dispose()
    {
        lines.Dispose();
        codec.Dispose();
    }

    private void AddStore(
        ReadOnlySpan<byte> store, ReadOnlySpan<byte> line, long[] row, Verdict[] verdicts, Slice[] readings, Holder? known, ref int old, ReadOnlySpan<byte> industry)
    {
        Decision decision;
        string? reason = null;
        IReadOnlyList<Exemption> exemptions = [];
        try
        {
            decision = judge.Assess(store, row, verdicts, out exemptions);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            decision = new Decision(Status.Failed, policy.Tiers.Count);
            reason = $"judging failed: {problem.GetType().Name}";
            Array.Fill(verdicts, Verdict.NotEvaluable);
        }

        var prior = known?.Prior ?? plan.HeldBefore(row);
        var held = Keep(store, industry, decision, prior, verdicts, row, line, readings, reason, exemptions, results, ref old);
        tally.Add(verdicts, decision);
        if (plan.Plan.GroupSlot >= 0) TiersOf(row[plan.Plan.GroupSlot], industry)[held]++;
    }

    private void AddAbsent(Holder known, ref int old)
    {
        var store = Encoding.ASCII.GetBytes(known.Store);
        // What is carried must not be forgotten with the row: a store that is out for good stays out.
        if (!CanLapse(known.Prior?.Tier) && known.Prior is null or { Carried.IsNothing: true } && !CanLapse(SupersededTier(store, ref old))) return;
        summary.Absent++;
        Keep(store, Encoding.UTF8.GetBytes(known.Industry ?? ""), new Decision(Status.NotEvaluable, policy.Tiers.Count), known.Prior, [], [], [], [], Absent, [], null, ref old);
    }

    /// <summary>Whether holding a tier is more, or less, than holding nothing.</summary>
    private bool CanLapse(Tier? tier) => tier is not null && tier.Rank != policy.Otherwise.Rank;

    /// <summary>Whoever may be owed an outcome without having a row, ordered by store: what was held before the period comes first.</summary>
    private List<Holder> HoldersOf(IReadOnlyList<StoredOutcome> before, IReadOnlyList<StoredOutcome> superseded)
    {
        var holders = before.Select(outcome => new Holder(outcome.Store, outcome.Industry, StandingBefore.Of(outcome, policy)));
        return superseded.Count == 0
            ? [.. holders]
            : [.. holders.Concat(superseded.Select(outcome => new Holder(outcome.Store, outcome.Industry, null))).DistinctBy(holder => holder.Store).OrderBy(holder => holder.Store, StringComparer.Ordinal)];
    }

    /// <summary>Keeps the outcome, and says which tier the store holds by its place.</summary>
    private int Keep(
        ReadOnlySpan<byte> store, ReadOnlySpan<byte> industry, Decision decision, Standing? prior, ReadOnlySpan<Verdict> verdicts, ReadOnlySpan<long> row,
        ReadOnlySpan<byte> line, ReadOnlySpan<Slice> readings, string? reason, IReadOnlyList<Exemption> exemptions, ResultReadings? read, ref int old)
    {
        var rulings = plan.DecisionsOf(store);
        var moved = plan.Plan.HasMovement || rulings.Count > 0
            ? plan.Plan.Mover.Move(decision, decision.Status is Status.Failed ? [] : verdicts, row, prior, follows, rulings)
            : null;
        var standing = moved?.Standing ?? Standing.After(prior, ladder[decision.Tier], plan.Run.Period);
        var tier = standing.Tier;
        var place = PlaceOf(tier);
        lines.Add(
            store, industry, decision.Status, place, PlaceOf(prior?.Tier), PlaceOf(standing.CameFrom), standing.Since?.DayNumber ?? 0,
            verdicts, line, readings, reason, codec.Write(moved, exemptions, read));

        summary.Statuses[(int)decision.Status]++;
        if (place != policy.Tiers.Count && decision.Status is not Status.Assessed) summary.Kept[(int)decision.Status]++;
        summary.Moves[(prior is null ? ladder.Length : PlaceOf(prior.Tier)) * ladder.Length + place]++;

        if (!isRevision) notices.Add(store, Movements.Between(prior?.Tier, tier), tier);
        else if (SupersededTier(store, ref old) is { } told && told.Rank != tier.Rank) notices.AddCorrection(store, told, tier);
        return place;
    }

    /// <summary>The tier that the revision before this one gave a store; stores come in order.</summary>
    private Tier? SupersededTier(ReadOnlySpan<byte> store, ref int old)
    {
        while (old < superseded.Count && StoreIdOrder.Compare(superseded[old].Store, store) < 0) old++;
        return old < superseded.Count && StoreIdOrder.Compare(superseded[old].Store, store) == 0 ? TierOf(superseded[old].Tier) : null;
    }

    // A tier that a later policy no longer knows counts as the default one.
    private Tier? TierOf(string name) => policy.FindTier(name);

    private int PlaceOf(Tier? tier) => tier is null ? -1 : ladder.Length - 1 - tier.Rank;

    private ReadOnlySpan<byte> GroupOf(ReadOnlySpan<byte> text, SnapshotLine line)
    {
        if (plan.Plan.GroupSlot < 0) return [];
        var element = line.ElementOf(plan.Plan.GroupSlot).Of(text);
        return element[0] == '"' ? SnapshotLine.TextOf(element) : [];
    }

    private long[] TiersOf(long group, ReadOnlySpan<byte> industry)
    {
        // A store without an industry, or with one that has no benchmark, has no place among the names.
        if ((ulong)group >= (ulong)plan.Words[plan.Plan.GroupSlot]!.Count) return TiersOf(Encoding.UTF8.GetString(industry)); // a group's metric is a category
        if (!industries.TryGetValue((int)group, out var tiers)) industries.Add((int)group, tiers = new long[ladder.Length]);
        return tiers;
    }

    private long[] TiersOf(string industry)
    {
        if (!summary.Industries.TryGetValue(industry, out var tiers)) summary.Industries.Add(industry, tiers = new long[ladder.Length]);
        return tiers;
    }

    /// <param name="Prior">What it held before the period; null where it is known only from the revision before.</param>
    private sealed record Holder(string Store, string? Industry, Standing? Prior);
}
