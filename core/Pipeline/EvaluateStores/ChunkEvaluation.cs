using System.Text;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// Judges the lines of one chunk beside what its stores held before. A store that cannot be judged gets an outcome that says so
/// and never costs the others theirs; a store that held a tier and is not in the inputs gets one as well.
/// </summary>
internal sealed class ChunkEvaluation
{
    public const string Absent = "no row in the inputs of this period";

    private readonly RunPlan plan;
    private readonly Chunk chunk;
    private readonly IReadOnlyList<StoredOutcome> before;
    private readonly IReadOnlyList<StoredOutcome> superseded;
    private readonly bool isRevision;
    private readonly Policy policy;
    private readonly int[] readingSlots;
    private readonly int heldSlot;
    private readonly int heldSinceSlot;
    private readonly ChunkSummary summary;
    private readonly OutcomeLines lines;
    private readonly NoticesOwed notices;
    private readonly TestTally tally;
    private readonly Dictionary<int, long[]> industries = [];

    public ChunkEvaluation(RunPlan plan, Chunk chunk, IReadOnlyList<StoredOutcome> before, IReadOnlyList<StoredOutcome> superseded, bool isRevision)
    {
        this.plan = plan;
        this.chunk = chunk;
        this.before = before;
        this.superseded = superseded;
        this.isRevision = isRevision;
        policy = plan.Policy;
        readingSlots = [.. RunPlan.ReadingSlots(plan.Plan)];
        heldSlot = policy.HeldBefore is { } held ? policy.SlotOf(held) : -1;
        heldSinceSlot = policy.HeldSince is { } since ? policy.SlotOf(since) : -1;
        summary = ChunkSummary.Empty(policy.Ladder.Count, plan.Plan.Tests.Count);
        lines = new OutcomeLines([.. policy.Ladder.Select(tier => tier.Name)], summary, chunk.Length + chunk.Stores * (96 + plan.Plan.Tests.Count));
        notices = new NoticesOwed(plan.Run, policy);
        tally = new TestTally(plan.Plan, summary);
    }

    public ChunkResult Evaluate(ReadOnlySpan<byte> snapshot)
    {
        var line = new SnapshotLine(plan);
        var row = new long[policy.Metrics.Count];
        var verdicts = new Verdict[plan.Plan.Tests.Count];
        var readings = new Range[readingSlots.Length];
        int held = 0, old = 0;
        for (var at = 0; Lines.Next(snapshot, ref at, out var range);)
        {
            var text = snapshot[range];
            var store = text[line.Read(text, row)];
            for (; held < before.Count && Compare(before[held].Store, store) < 0; held++) AddAbsent(before[held], ref old);
            var known = held < before.Count && Compare(before[held].Store, store) == 0 ? before[held++] : null;
            for (var i = 0; i < readings.Length; i++) readings[i] = line.ElementOf(readingSlots[i]);
            AddStore(store, text, row, verdicts, readings, known, ref old, GroupOf(text, line));
        }
        for (; held < before.Count; held++) AddAbsent(before[held], ref old);

        foreach (var (group, tiers) in industries) summary.Industries[GroupName(group)] = tiers;
        summary.Notices = notices.Owed.Count;
        return new ChunkResult(plan.Run, chunk, [.. policy.Ladder.Select(tier => tier.Name)], lines.Records, notices.Owed, summary);
    }

    private void AddStore(
        ReadOnlySpan<byte> store, ReadOnlySpan<byte> line, long[] row, Verdict[] verdicts, Range[] readings, StoredOutcome? known, ref int old, ReadOnlySpan<byte> industry)
    {
        Decision decision;
        string? reason = null;
        try
        {
            plan.Plan.Complete(row);
            decision = plan.Judge.Assess(row, verdicts);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            decision = new Decision(Status.Failed, policy.Tiers.Count);
            reason = $"judging failed: {problem.GetType().Name}";
            Array.Fill(verdicts, Verdict.NotEvaluable);
        }

        var prior = known is not null ? StandingOf(known) : HeldBefore(row);
        Keep(store, industry, decision, prior, verdicts, line, readings, reason, ref old);
        tally.Add(verdicts, decision);
        if (plan.Plan.GroupSlot >= 0) TiersOf((int)row[plan.Plan.GroupSlot])[decision.Tier]++;
    }

    private void AddAbsent(StoredOutcome known, ref int old)
    {
        var prior = StandingOf(known);
        if (prior.Tier.Rank == policy.Otherwise.Rank) return; // it held nothing that could lapse
        Keep(Encoding.ASCII.GetBytes(known.Store), Encoding.UTF8.GetBytes(known.Industry ?? ""), new Decision(Status.NotEvaluable, policy.Tiers.Count), prior, [], [], [], Absent, ref old);
    }

    private void Keep(
        ReadOnlySpan<byte> store, ReadOnlySpan<byte> industry, Decision decision, Standing? prior, ReadOnlySpan<Verdict> verdicts,
        ReadOnlySpan<byte> line, ReadOnlySpan<Range> readings, string? reason, ref int old)
    {
        var tier = policy.Ladder[decision.Tier];
        var standing = Standing.After(prior, tier, plan.Run.Period);
        lines.Add(
            store, industry, decision.Status, decision.Tier, PlaceOf(prior?.Tier), PlaceOf(standing.CameFrom), standing.Since?.DayNumber ?? 0,
            verdicts, line, readings, reason);

        summary.Statuses[(int)decision.Status]++;
        var ladder = policy.Ladder.Count;
        summary.Moves[(prior is null ? ladder : PlaceOf(prior.Tier)) * ladder + decision.Tier]++;

        if (!isRevision) notices.Add(store, Movements.Between(prior?.Tier, tier));
        else if (SupersededTier(store, ref old) is { } told && told.Rank != tier.Rank) notices.AddCorrection(store);
    }

    /// <summary>The tier that the revision before this one gave a store; stores come in order.</summary>
    private Tier? SupersededTier(ReadOnlySpan<byte> store, ref int old)
    {
        while (old < superseded.Count && Compare(superseded[old].Store, store) < 0) old++;
        return old < superseded.Count && Compare(superseded[old].Store, store) == 0 ? TierOf(superseded[old].Tier) : null;
    }

    private Standing StandingOf(StoredOutcome outcome) => new(
        TierOf(outcome.Tier) ?? policy.Otherwise, outcome.Since, outcome.CameFrom is { } from ? TierOf(from) : null);

    private Standing? HeldBefore(long[] row)
    {
        if (heldSlot < 0 || row[heldSlot] == Metric.Missing) return null;
        var name = plan.Words[heldSlot]!.Names[(int)row[heldSlot]]; // the reader of policies sees to it that its names are tiers
        var since = heldSinceSlot < 0 || row[heldSinceSlot] == Metric.Missing ? (DateOnly?)null : DateOnly.FromDayNumber((int)row[heldSinceSlot]);
        return TierOf(name) is { } tier ? new Standing(tier, since, null) : null;
    }

    // A tier that a later policy no longer knows counts as the default one.
    private Tier? TierOf(string name) => policy.FindTier(name);

    private int PlaceOf(Tier? tier) => tier is null ? -1 : policy.Ladder.Count - 1 - tier.Rank;

    private ReadOnlySpan<byte> GroupOf(ReadOnlySpan<byte> text, SnapshotLine line)
    {
        if (plan.Plan.GroupSlot < 0) return [];
        var element = text[line.ElementOf(plan.Plan.GroupSlot)];
        return element[0] == '"' ? SnapshotLine.TextOf(element) : [];
    }

    private long[] TiersOf(int group)
    {
        if (!industries.TryGetValue(group, out var tiers)) industries.Add(group, tiers = new long[policy.Ladder.Count]);
        return tiers;
    }

    private string GroupName(int group)
    {
        var names = plan.Words[plan.Plan.GroupSlot]!.Names;
        return (uint)group < (uint)names.Count ? names[group] : "";
    }

    /// <summary>Ordinal order of ids, which are ASCII.</summary>
    private static int Compare(string store, ReadOnlySpan<byte> other)
    {
        var shared = Math.Min(store.Length, other.Length);
        for (var i = 0; i < shared; i++)
        {
            if (store[i] != other[i]) return store[i] - other[i];
        }
        return store.Length - other.Length;
    }
}
