using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Results;

/// <summary>
/// The readings that the outcomes of one run keep, as the metrics of a later period read them: by name, under the policy that judged
/// then. What was computed then is computed again from what was kept, and taken with the decimal places that it is shown with.
/// </summary>
internal sealed class KeptReadings
{
    private readonly RunPlan run;
    private readonly IReadOnlyList<ResultMetric> metrics;
    private readonly int[] slots;

    /// <param name="metrics">All metrics of the later period that read outcomes.</param>
    public KeptReadings(RunPlan run, IReadOnlyList<ResultMetric> metrics)
    {
        this.run = run;
        this.metrics = metrics;
        slots = [.. metrics.Select(metric => metric.Source.Reading is null || Objection(metric) is not null ? -1 : SlotOf(metric))];
    }

    /// <summary>Why no reading of this run is one of the metric's; null where readings are.</summary>
    public string? Objection(ResultMetric metric)
    {
        var (name, reader) = (metric.Source.Reading, metric.Metric);
        if (SlotOf(metric) is var slot && slot < 0) return $"{run.Run} has no metric {name}";
        var kept = run.Policy.Metrics[slot];
        if (kept.Kind != reader.Kind) return $"{run.Run} has {name} of the kind {Words.Write(kept.Kind)}, not {Words.Write(reader.Kind)}";
        if (kept.Unit != reader.Unit) return $"{run.Run} has {name} in {kept.Unit ?? "no unit"}, not in {reader.Unit ?? "no unit"}";
        if (kept.IsNamed && kept.Values.Count == 0) return $"{run.Run} has {name} with any names, not those of {reader.Name}";
        if (kept.Decimals > reader.Decimals)
            return string.Create(CultureInfo.InvariantCulture, $"{run.Run} has {name} with {kept.Decimals} decimal places, more than the {reader.Decimals} of {reader.Name}");
        return IsKept(slot) ? null : $"{run.Run} kept no readings of {name}";
    }

    /// <summary>What an outcome says, in the order of the metrics.</summary>
    public ResultPart[] Of(StoredOutcome outcome)
    {
        var parts = new ResultPart[slots.Length];
        var failed = outcome.Status is Domain.Evaluation.Status.Failed;
        Array.Fill(parts, ResultPart.Without(failed ? ResultGap.Failed : ResultGap.NoReading));
        if (failed || outcome.Readings.Length == 0) return parts;
        var row = StoredReadings.Read(outcome.Readings, run);
        run.Plan.Complete(row);
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] >= 0 && row[slots[i]] is var units && units != Metric.Missing) parts[i] = metrics[i].PartOfReading(run.Policy.Metrics[slots[i]].Codec.Write(units));
        }
        return parts;
    }

    private int SlotOf(ResultMetric metric) => run.Policy.Metrics.ToList().FindIndex(kept => kept.Name == metric.Source.Reading);

    /// <summary>Whether a reading is kept, or all that it is computed from.</summary>
    private bool IsKept(int slot)
    {
        var metric = run.Policy.Metrics[slot];
        if ((metric.IsGiven || metric.IsBrought) && !run.ReadingSlots.Contains(slot)) return false;
        return metric.IsGiven || (metric.Derivation?.Parts ?? []).All(part => IsKept(run.Policy.SlotOf(part)));
    }
}
