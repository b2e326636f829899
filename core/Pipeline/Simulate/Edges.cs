using System.Text;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>
/// Keeps the stores whose reading lies closest to a limit that decides: one they meet and their tier asks for, or the only one of
/// the next tier that they miss.
/// </summary>
internal sealed class Edges(RunPlan plan)
{
    public const int Shown = 20;

    private static readonly Comparer<NearStore> ClosestFirst = Comparer<NearStore>.Create((one, other) =>
        one.Distance != other.Distance ? one.Distance.CompareTo(other.Distance)
        : string.CompareOrdinal(one.Store, other.Store) is var stores and not 0 ? stores
        : string.CompareOrdinal(one.Test, other.Test));

    private readonly StoreJudge judge = new(plan);
    private readonly TierTests tiers = new(plan.Plan);
    private readonly SortedSet<NearStore> closest = new(ClosestFirst);

    public IReadOnlyList<NearStore> Closest => [.. closest];

    /// <param name="readings">The readings that were judged, as they are kept with an outcome.</param>
    public void Add(HeldOutcome held, ReadOnlySpan<byte> readings)
    {
        if (held.Verdicts.Length == 0 || held.Status is not Status.Assessed) return;
        var place = plan.Policy.Ladder.Count - 1 - held.Tier.Rank;
        if (place > tiers.Count) return; // under the default tier there is nothing to reach for
        var tests = new List<int>();
        if (place < tiers.Count) tests.AddRange(tiers.Of(place).Where(test => held.Verdicts[test] is Verdict.Met && IsNumber(test)));
        if (place > 0 && tiers.OnlyMissed(place - 1, held.Verdicts) is { } missed && IsNumber(missed)) tests.Add(missed);
        if (tests.Count == 0) return;

        var row = RowOf(held.Store, readings);
        foreach (var test in tests) Add(held, test, row);
    }

    public void Add(Edges other)
    {
        foreach (var near in other.closest) Keep(near);
    }

    private void Add(HeldOutcome held, int test, long[] row)
    {
        var asked = plan.Plan.Tests[test];
        if (LimitDistance.Of(plan.Judge, test, row) is not { } distance) return;
        Keep(new NearStore(
            held.Store, held.Industry, held.Tier.Name, asked.Id, asked.Metric, distance.Reading, Shortened(distance.Limit), held.Verdicts[test] is Verdict.Met, Shortened(distance.Share)));
    }

    private void Keep(NearStore near)
    {
        if (closest.Count == Shown && ClosestFirst.Compare(near, closest.Max) >= 0) return;
        closest.Add(near);
        if (closest.Count > Shown) closest.Remove(closest.Max!); // there is one
    }

    /// <summary>The row as it was judged: complete, and with protected readings where an exemption gave some.</summary>
    private long[] RowOf(string store, ReadOnlySpan<byte> readings)
    {
        var row = StoredReadings.Read(readings, plan);
        judge.Complete(Encoding.ASCII.GetBytes(store), row);
        return row;
    }

    private bool IsNumber(int test) => plan.Policy.Metrics[plan.Policy.SlotOf(plan.Plan.Tests[test].Metric)].IsNumber;

    private static decimal Shortened(decimal number) => decimal.Round(number, 12, MidpointRounding.AwayFromZero);
}
