using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Metrics;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>
/// Computes the benchmarks that a draft asks for from a stored snapshot, since it may ask for other percentiles, other peers or
/// another population than the run did. An unchanged policy gets the run's own again.
/// </summary>
internal sealed class DraftBenchmarks
{
    private readonly RunPlan plan;
    private readonly int[] slots;
    private readonly Vocabulary? groups;
    private readonly BenchmarkColumns columns;
    private readonly Lock adding = new();

    /// <param name="plan">The draft's plan before there are any benchmarks.</param>
    public DraftBenchmarks(RunPlan plan)
    {
        this.plan = plan;
        slots = [.. plan.Plan.Benchmarked.Select(metric => metric.Slot)];
        groups = plan.Plan.GroupSlot < 0 ? null : new Vocabulary(plan.Plan.NamesOf(plan.Plan.GroupSlot));
        columns = new BenchmarkColumns(plan.Plan);
    }

    /// <summary>Adds the stores of one chunk, as the draft would read them.</summary>
    public void Add(ReadOnlySpan<byte> snapshot)
    {
        var line = new SnapshotLine(plan);
        var row = new long[plan.Policy.Metrics.Count];
        var values = new List<long>();
        var groupsOfRows = new List<int>();
        for (var at = 0; Lines.Next(snapshot, ref at, out var range);)
        {
            var text = snapshot[range];
            line.Read(text, row);
            plan.Plan.Bring(row, before: null, follows: false);
            plan.Plan.BringCase(row, null);
            plan.Plan.Complete(row);
            if (!plan.Plan.IsEligible(row)) continue;
            groupsOfRows.Add(GroupOf(text, line, row));
            foreach (var slot in slots) values.Add(row[slot]);
        }
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values);
        lock (adding)
        {
            for (var i = 0; i < groupsOfRows.Count; i++) columns.Add(groupsOfRows[i], all.Slice(i * slots.Length, slots.Length));
        }
    }

    public BenchmarkSet Compute(int workers, CancellationToken cancellationToken) => columns.Compute(groups?.Names ?? [], workers, cancellationToken);

    private int GroupOf(ReadOnlySpan<byte> text, SnapshotLine line, long[] row) =>
        groups is null || row[plan.Plan.GroupSlot] == Metric.Missing ? -1 : groups.FindOrAdd(SnapshotLine.TextOf(line.ElementOf(plan.Plan.GroupSlot).Of(text)));
}
