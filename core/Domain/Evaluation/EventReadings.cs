using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>Puts into a row what a list of events comes to on the last day of a period, while the list is at hand: a row has no place for it.</summary>
internal sealed class EventReadings
{
    private readonly Metric metric;
    private readonly int slot;
    private readonly Result[] results;

    private EventReadings(Metric metric, int slot, Result[] results)
    {
        this.metric = metric;
        this.slot = slot;
        this.results = results;
    }

    /// <summary>By slot, what is computed from each list of events; null where no metric is one.</summary>
    public static EventReadings?[]? Of(Policy policy, Period period)
    {
        if (!policy.Metrics.Any(metric => metric.Kind is MetricKind.Events)) return null;
        return [.. policy.Metrics.Select((list, place) => list.Kind is MetricKind.Events
            ? new EventReadings(list, place, [.. policy.Metrics
                .Select((metric, slot) => metric.Derivation is Derivation.OfEvents of && of.Of == list.Name ? new Result(slot, metric, of, list, period) : null).OfType<Result>()])
            : null)];
    }

    /// <summary>A blank is what the policy says it stands for, a list of nothing, or leaves everything missing.</summary>
    public void Blank(Span<long> row)
    {
        row[slot] = Metric.Missing; // what it stands for is filled in as the row is completed
        foreach (var result in results) row[result.Slot] = metric.WhenMissing is null ? Metric.Missing : result.Of([])!.Value; // the sum of nothing fits
    }

    public ReadingFault Read(ReadOnlySpan<byte> text, Span<long> row)
    {
        var events = new List<StoreEvent>();
        var fault = metric.Codec.TryRead(text, events);
        if (fault is not ReadingFault.None) return fault;
        row[slot] = events.Count;
        foreach (var result in results)
        {
            if (result.Of(events) is not { } units) return ReadingFault.Overflow;
            row[result.Slot] = units;
        }
        return ReadingFault.None;
    }

    private sealed class Result(int slot, Metric metric, Derivation.OfEvents of, Metric list, Period period)
    {
        private readonly DateOnly from = FirstDayOf(of.Since, period);
        private readonly bool[] counts = [.. list.Values.Select(type => of.Only.Count == 0 || of.Only.Contains(type, StringComparer.Ordinal))];

        // The reader of policies sees to it that a share of a point is a whole number of the metric's units, whatever the type.
        private readonly long[][] unitsPerPart = [.. of.Stages.Select(stage => UnitsPerPoint(stage.Share, of, metric, list))];
        private readonly long[] unitsPerPoint = UnitsPerPoint(1, of, metric, list);

        public int Slot => slot;

        /// <summary>Null where the sum does not fit.</summary>
        public long? Of(List<StoreEvent> events)
        {
            Int128 sum = 0;
            var latest = Metric.Missing;
            foreach (var one in events)
            {
                if (one.Day < from || one.Day > period.LastDay || one.Type >= 0 && !counts[one.Type] || PartOf(one) is not { } part) continue;
                sum += metric.Kind is MetricKind.Count ? 1 : (Int128)one.Points * part;
                latest = Math.Max(latest, one.Day.DayNumber);
            }
            if (metric.Kind is MetricKind.Date) return latest;
            return sum <= long.MaxValue ? (long)sum : null;
        }

        /// <summary>How many units of the metric one unit of points comes to; null for an event that no longer counts.</summary>
        private long? PartOf(StoreEvent one)
        {
            if (of.Stages.Count == 0) return unitsPerPoint[one.Type + 1];
            for (var stage = 0; stage < of.Stages.Count; stage++)
            {
                if (!of.Stages[stage].IsOver(one.Day, period.LastDay)) return unitsPerPart[stage][one.Type + 1];
            }
            return null;
        }
    }

    /// <summary>For an event without a type, then for each type: how many units of the metric one unit of points comes to.</summary>
    private static long[] UnitsPerPoint(decimal share, Derivation.OfEvents of, Metric metric, Metric list) =>
        [.. list.Values.Prepend("").Select(type => (long)(of.Weights.GetValueOrDefault(type, 1) * share * metric.UnitsPerOne / list.UnitsPerOne))];

    private static DateOnly FirstDayOf(CalendarSpan? span, Period period) => span switch
    {
        null => DateOnly.MinValue,
        CalendarSpan.Period => period.FirstDay,
        CalendarSpan.Month => Period.Containing(period.LastDay, Cadence.Monthly).FirstDay,
        CalendarSpan.Quarter => Period.Containing(period.LastDay, Cadence.Quarterly).FirstDay,
        CalendarSpan.HalfYear => Period.Containing(period.LastDay, Cadence.HalfYearly).FirstDay,
        CalendarSpan.Year => Period.Containing(period.LastDay, Cadence.Yearly).FirstDay,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
