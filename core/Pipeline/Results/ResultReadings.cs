using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Results;

/// <summary>
/// Brings what other programmes made of a store into its row of readings. Stores come in order, so that each list of outcomes is
/// walked once. One for each worker.
/// </summary>
internal sealed class ResultReadings
{
    private readonly Brought[] brought;

    private ResultReadings(Brought[] brought) => this.brought = brought;

    /// <summary>Null for a run that reads no other programme's outcomes.</summary>
    public static ResultReadings? For(RunPlan plan, SourceOutcomes outcomes)
    {
        var brought = plan.Plan.Results.Where(metric => plan.IsBrought(metric.Slot) && plan.ReadingSlots.Contains(metric.Slot)).Select(metric => new Brought(metric, plan.Sources.For(metric), outcomes)).ToArray();
        return brought.Length == 0 ? null : new ResultReadings(brought);
    }

    /// <summary>Fills in the readings of a row that is not complete yet.</summary>
    public void Bring(ReadOnlySpan<byte> store, Span<long> row)
    {
        foreach (var one in brought)
        {
            for (var i = 0; i < one.Parts.Length; i++) one.Parts[i] = one.PartOf(i, store);
            row[one.Metric.Slot] = one.Metric.Read(one.Parts);
        }
    }

    /// <summary>The parts that were brought last, by metric.</summary>
    public IEnumerable<(string Metric, ResultPart[] Parts)> Latest => brought.Select(one => (one.Metric.Metric.Name, one.Parts));

    private sealed class Brought(ResultMetric metric, IReadOnlyList<SourceRun> sources, SourceOutcomes outcomes)
    {
        private readonly IReadOnlyList<SourceOutcome>?[] lists = [.. sources.Select(source => source.Run is null ? null : outcomes.Of(source.Run))];
        private readonly int[] next = new int[sources.Count];

        public ResultMetric Metric => metric;

        public ResultPart[] Parts { get; } = new ResultPart[sources.Count];

        public ResultPart PartOf(int source, ReadOnlySpan<byte> store)
        {
            if (lists[source] is not { } list) return ResultPart.Without(ResultGap.NoRun);
            ref var at = ref next[source];
            while (at < list.Count && StoreIdOrder.Compare(list[at].Store, store) < 0) at++;
            if (at == list.Count || StoreIdOrder.Compare(list[at].Store, store) != 0) return ResultPart.Without(ResultGap.NoOutcome);
            return list[at].Tier is { } tier ? metric.PartOf(tier) : ResultPart.Without(list[at].Gap);
        }
    }
}
