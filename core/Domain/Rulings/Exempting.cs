using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Rulings;

/// <summary>The exemptions of a run, compiled to slots and places. Safe for any number of threads.</summary>
public sealed class Exempting
{
    private readonly Compiled[] exemptions;

    /// <param name="placeOf">The place of an attribute's value among the names that rows use: slot and name.</param>
    public Exempting(Plan plan, IReadOnlyList<Exemption> exemptions, Func<int, string, long> placeOf) =>
        this.exemptions = [.. exemptions.Select(exemption => new Compiled(exemption, plan, placeOf))];

    /// <summary>The metrics that must be at hand besides those that the policy's tests look at.</summary>
    public static IEnumerable<string> Looks(IReadOnlyList<Exemption> exemptions) => exemptions.SelectMany(exemption =>
        exemption.Where.Select(where => where.Attribute).Concat(exemption.Recomputes.Select(recomputed => recomputed.Metric)).Concat(exemption.Recomputes.Select(recomputed => recomputed.ReadFrom).OfType<string>()));

    /// <summary>The exemptions whose scope a store lies in. <paramref name="row"/> is complete.</summary>
    public IReadOnlyList<Exemption> Of(string store, ReadOnlySpan<long> row)
    {
        List<Exemption>? found = null;
        foreach (var exemption in exemptions)
        {
            if (exemption.Fits(store, row)) (found ??= []).Add(exemption.Source);
        }
        return found ?? (IReadOnlyList<Exemption>)[];
    }

    /// <summary>Puts the protected readings into a row that is not complete yet.</summary>
    public void Recompute(IReadOnlyList<Exemption> applying, Span<long> row)
    {
        foreach (var exemption in exemptions)
        {
            if (!applying.Contains(exemption.Source)) continue;
            foreach (var (slot, from, value) in exemption.Recomputes) row[slot] = from >= 0 ? row[from] : value;
        }
    }

    /// <summary>Judges a complete protected row: what is lifted is not considered.</summary>
    public Evaluation.Decision Assess(Judge judge, IReadOnlyList<Exemption> applying, ReadOnlySpan<long> row, Span<Verdict> verdicts)
    {
        judge.Assess(row, verdicts);
        foreach (var exemption in exemptions)
        {
            if (!applying.Contains(exemption.Source)) continue;
            foreach (var place in exemption.Lifts) verdicts[place] = Verdict.NotConsidered;
        }
        return judge.Decide(verdicts);
    }

    private sealed class Compiled
    {
        private readonly HashSet<string> stores;
        private readonly (int Slot, long[] Places)[] where;

        public Compiled(Exemption exemption, Plan plan, Func<int, string, long> placeOf)
        {
            Source = exemption;
            stores = [.. exemption.Stores];
            where = [.. exemption.Where.Select(one => (plan.Policy.SlotOf(one.Attribute), one.Values.Select(value => placeOf(plan.Policy.SlotOf(one.Attribute), value)).ToArray()))];
            var barred = plan.Policy.Bars.Where(bar => exemption.Lifts.Contains(bar.Id, StringComparer.Ordinal)).SelectMany(bar => bar.When.Tests).Select(plan.PlaceOf).ToHashSet();
            Lifts = [.. Enumerable.Range(0, plan.Tests.Count).Where(place => barred.Contains(place) || exemption.Lifts.Contains(plan.Tests[place].Id, StringComparer.Ordinal))];
            Recomputes = [.. exemption.Recomputes.Select(one => (
                plan.Policy.SlotOf(one.Metric), one.ReadFrom is { } from ? plan.Policy.SlotOf(from) : -1, one.Value is { } value ? Units(plan, one.Metric, value) : Metric.Missing))];
        }

        public Exemption Source { get; }

        public int[] Lifts { get; }

        public (int Slot, int From, long Value)[] Recomputes { get; }

        public bool Fits(string store, ReadOnlySpan<long> row)
        {
            if (stores.Count > 0 && !stores.Contains(store)) return false;
            foreach (var (slot, places) in where)
            {
                if (!places.Contains(row[slot])) return false;
            }
            return true;
        }

        private static long Units(Plan plan, string metric, string value)
        {
            plan.Policy.Metrics[plan.Policy.SlotOf(metric)].Codec.TryRead(value, out var units);
            return units;
        }
    }
}
