using System.Text;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Testing;

/// <summary>A policy compiled to judge single stores that are made up for a test.</summary>
internal sealed class Bench
{
    /// <summary>What the figure of a place among peers begins with: <c>rank-100</c>.</summary>
    public const string Rank = "rank-";

    private readonly Dictionary<int, Vocabulary> words = [];

    public Bench(Policy policy, Period period)
    {
        Plan = new Plan(policy, period);
        for (var slot = 0; slot < policy.Metrics.Count; slot++)
        {
            if (policy.Metrics[slot].IsNamed) words.Add(slot, new Vocabulary(Plan.NamesOf(slot)));
        }
    }

    public Plan Plan { get; }

    public Policy Policy => Plan.Policy;

    public bool IsComputed(string metric) => Policy.Metrics[Policy.SlotOf(metric)] is { IsGiven: false };

    /// <summary>A complete row of the readings; what is not said is missing.</summary>
    public long[] Row(IReadOnlyDictionary<string, string> readings, Standing? before = null)
    {
        var row = new long[Policy.Metrics.Count];
        row.AsSpan().Fill(Metric.Missing);
        foreach (var slot in Plan.EventSlots) Plan.BlankEvents(slot, row);
        foreach (var (name, reading) in readings)
        {
            var slot = Policy.SlotOf(name);
            var text = Encoding.UTF8.GetBytes(reading);
            if (words.TryGetValue(slot, out var names)) row[slot] = names.FindOrAdd(text);
            else if ((Policy.Metrics[slot].Kind is MetricKind.Events ? Plan.ReadEvents(slot, text, row) : Policy.Metrics[slot].Codec.TryRead(text, out row[slot])) is not ReadingFault.None and var fault)
                throw new ArgumentException($"{name}: '{reading}' is not a reading of it ({fault}).", nameof(readings));
        }
        Plan.Bring(row, before, follows: true);
        Plan.Complete(row);
        return row;
    }

    /// <summary>Whether a test is asked of a store, as far as a condition says.</summary>
    public bool IsAsked(Test test, ReadOnlySpan<long> row) => Plan.Asks(test, row) is Verdict.Met;

    /// <summary>A judge whose peers showed the same in every group.</summary>
    public Judge Judge(IReadOnlyList<PeerFigure> peers) => new(
        Plan,
        new BenchmarkSet(Plan.Benchmarked.Select(metric => KeyValuePair.Create(BenchmarkSet.Market, Showing(metric, peers))), 1),
        Plan.GroupSlot < 0 ? [] : words[Plan.GroupSlot].Names);

    private Benchmark Showing(BenchmarkedMetric benchmarked, IReadOnlyList<PeerFigure> peers)
    {
        var limits = new Dictionary<Limit, Fraction>();
        foreach (var figure in peers.Where(figure => figure.Metric == benchmarked.Metric.Name))
        {
            foreach (var limit in benchmarked.Limits.Where(limit => IsOf(limit, figure, benchmarked.Metric))) limits[limit] = InUnits(figure.Value, benchmarked.Metric);
        }
        return new Benchmark(benchmarked.Metric.Name, limits.Count == 0 ? 0 : 1, limits, []);
    }

    private bool IsOf(Limit limit, PeerFigure figure, Metric metric) => figure.Figure switch
    {
        "mean" => limit is Limit.PeerMean,
        "median" => limit is Limit.PeerPercentile { Percent: 50 },
        "leader" => limit is Limit.PeerPercentile leader && leader.Percent == (metric.Better is Better.Higher ? 100 : 0),
        _ when figure.Figure.StartsWith(Rank, StringComparison.Ordinal) && int.TryParse(figure.Figure.AsSpan(Rank.Length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place) =>
            limit is Limit.PeerRank rank && rank.Place == place,
        _ when OfStandard(figure.Figure, metric).ToList() is { Count: > 0 } ofStandard => ofStandard.Contains(limit),
        _ => limit is Limit.PeerPercentile percentile && decimal.TryParse(
            figure.Figure.AsSpan(1), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var percent)
            && percent == percentile.Percent,
    };

    /// <summary>What peers must have shown for a standard of this metric to be known.</summary>
    private IEnumerable<Limit> OfStandard(string standard, Metric metric) => Plan.Tests
        .Where(test => test.Metric == metric.Name && test.Limit.Standard == standard)
        .SelectMany(test => test.Limit.All)
        .Select(limit => limit.At(Plan.Period))
        .Select(limit => limit is Limit.PartOf part ? part.Peers : limit);

    private static Fraction InUnits(decimal number, Metric metric)
    {
        Int128 whole = 1;
        while (number != decimal.Truncate(number))
        {
            number *= 10;
            whole *= 10;
        }
        return new Fraction((Int128)number * metric.UnitsPerOne, whole);
    }
}
