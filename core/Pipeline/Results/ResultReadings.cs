using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Results;

/// <summary>
/// Brings what other programmes made of a store, or of its products, and what it showed in earlier periods into its row of readings. Stores come in order, so that each list
/// of outcomes is walked once. One for each worker.
/// </summary>
internal sealed class ResultReadings
{
    private readonly Brought[] brought;
    private readonly bool ofProducts;

    private ResultReadings(Brought[] brought, bool ofProducts) => (this.brought, this.ofProducts) = (brought, ofProducts);

    /// <summary>Null for a run that reads no other outcomes.</summary>
    public static ResultReadings? For(RunPlan plan, SourceOutcomes outcomes)
    {
        var brought = plan.Plan.Results.Select((metric, place) => (metric, place)).Where(one => plan.IsBrought(one.metric.Slot) && plan.ReadingSlots.Contains(one.metric.Slot))
            .Select(one => new Brought(one.metric, one.place, plan.Sources.For(one.metric), outcomes)).ToArray();
        return brought.Length == 0 ? null : new ResultReadings(brought, plan.Policy.Subject is Subject.Product);
    }

    /// <summary>Fills in the readings of a row that is not complete yet. What other programmes say of a product is what they made of its store; earlier periods speak of the product itself.</summary>
    public void Bring(ReadOnlySpan<byte> key, Span<long> row)
    {
        var store = ofProducts ? SubjectKey.StoreOf(key) : key;
        foreach (var one in brought) row[one.Metric.Slot] = one.Read(one.Metric.Source.Reading is null ? store : key);
    }

    /// <summary>The parts that were brought last, by metric.</summary>
    public IEnumerable<(string Metric, ResultPart[] Parts)> Latest => brought.Select(one => (one.Metric.Metric.Name, one.Parts));

    private sealed class Brought(ResultMetric metric, int place, IReadOnlyList<SourceRun> sources, SourceOutcomes outcomes)
    {
        private readonly IReadOnlyList<SourceOutcome>?[] lists = [.. sources.Select(source => source.Run is null ? null : outcomes.Of(source.Run))];
        private readonly int[] next = new int[sources.Count];
        private readonly ProductCount? count = metric.CountsProducts ? new ProductCount(metric) : null;

        public ResultMetric Metric => metric;

        public ResultPart[] Parts { get; } = new ResultPart[sources.Count];

        public long Read(ReadOnlySpan<byte> store)
        {
            count?.Begin();
            for (var i = 0; i < Parts.Length; i++) Parts[i] = PartOf(i, store);
            return metric.Read(Parts, count?.InEach ?? 0);
        }

        private ResultPart PartOf(int source, ReadOnlySpan<byte> store)
        {
            if (lists[source] is not { } list) return ResultPart.Without(ResultGap.NoRun);
            ref var at = ref next[source];
            while (at < list.Count && StoreIdOrder.Compare(list[at].Store, store) < 0) at++;
            if (count is null && at < list.Count && StoreIdOrder.Compare(list[at].Store, store) == 0) return PartOf(list[at]);

            if (metric.Source.Reading is not null) return ResultPart.Without(ResultGap.NoOutcome);

            // A store's products stand one after the other where the store itself would.
            var end = at;
            while (end < list.Count && StoreIdOrder.IsProductOf(list[end].Store, store)) end++;
            return count?.Add(list, at..end) ?? (end == at ? ResultPart.Without(ResultGap.NoOutcome) : metric.OfProducts([.. Enumerable.Range(at, end - at).Select(i => PartOf(list[i]))]));
        }

        private ResultPart PartOf(SourceOutcome outcome) => metric.Source.Reading is not null ? outcome.Readings?[place] ?? ResultPart.Without(ResultGap.NoReading)
            : outcome.Tier is { } tier ? metric.PartOf(tier) : ResultPart.Without(outcome.Gap);
    }
}
