using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Rulings;

/// <summary>The exemptions of a run, compiled to slots and places. Safe for any number of threads.</summary>
public sealed class Exempting
{
    private readonly Plan plan;
    private readonly Compiled[] exemptions;

    /// <param name="placeOf">The place of an attribute's value among the names that rows use: slot and name.</param>
    public Exempting(Plan plan, IReadOnlyList<Exemption> exemptions, Func<int, string, long> placeOf)
    {
        this.plan = plan;
        this.exemptions = [.. exemptions.Select(exemption => new Compiled(exemption, plan, placeOf))];
    }

    /// <summary>The metrics that must be at hand besides those that the policy's tests look at.</summary>
    public static IEnumerable<string> Looks(IReadOnlyList<Exemption> exemptions) => exemptions.SelectMany(exemption =>
        exemption.Where.Select(where => where.Attribute).Concat(exemption.Recomputes.Select(recomputed => recomputed.Metric)).Concat(exemption.Recomputes.Select(recomputed => recomputed.ReadFrom).OfType<string>()));

    /// <summary>What protects a store; null where it lies in the scope of no exemption.</summary>
    /// <param name="row">The complete row.</param>
    /// <param name="incomplete">The same row before it was completed. It becomes the complete protected one.</param>
    public Protection? Protect(string store, ReadOnlySpan<long> row, long[] incomplete)
    {
        List<Compiled>? applying = null;
        foreach (var exemption in exemptions)
        {
            if (exemption.Fits(store, row)) (applying ??= []).Add(exemption);
        }
        if (applying is null) return null;
        foreach (var (slot, from, value) in applying.SelectMany(exemption => exemption.Recomputes)) incomplete[slot] = from >= 0 ? incomplete[from] : value;
        plan.Complete(incomplete);
        return new Protection([.. applying.Select(exemption => exemption.Source)], [.. applying.SelectMany(exemption => exemption.Lifts)], incomplete);
    }

    /// <summary>By slot, the slot that is read for it under some of the exemptions, each after the one before; null where one of them says what it reads.</summary>
    internal int?[] ReadUnder(IReadOnlyList<Exemption> applying)
    {
        var read = Enumerable.Range(0, plan.Policy.Metrics.Count).Select(own => (int?)own).ToArray();
        foreach (var (at, from, _) in exemptions.Where(exemption => applying.Contains(exemption.Source)).SelectMany(exemption => exemption.Recomputes)) read[at] = from >= 0 ? read[from] : null;
        return read;
    }

    internal bool IsScope(Metric metric) => exemptions.Any(exemption => exemption.Source.Where.Any(where => where.Attribute == metric.Name));

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
            Lifts =
            [
                .. Enumerable.Range(0, plan.Tests.Count).Where(place => barred.Contains(place) || exemption.Lifts.Contains(plan.Tests[place].Id, StringComparer.Ordinal))
                    .Select(place => new Lift(place, exemption)),
            ];
            Recomputes = [.. exemption.Recomputes.Select(one => (
                plan.Policy.SlotOf(one.Metric), one.ReadFrom is { } from ? plan.Policy.SlotOf(from) : -1, one.Value is { } value ? Units(plan, one.Metric, value) : Metric.Missing))];
        }

        public Exemption Source { get; }

        public Lift[] Lifts { get; }

        public (int Slot, int From, long Value)[] Recomputes { get; }

        public bool Fits(string store, ReadOnlySpan<long> row)
        {
            if (stores.Count > 0 && !stores.Contains(store) && !stores.Contains(SubjectKey.StoreOf(store))) return false;
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
