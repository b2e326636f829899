using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Benchmarks;

/// <summary>What one group of stores showed on one metric in a period.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Population">How many stores had a reading.</param>
/// <param name="Limits">Every percentile, mean and place that the policy asks for, exactly.</param>
/// <param name="Percentiles">Readings at the percentiles of <see cref="Spread"/>, for people to look at; cut to whole units.</param>
public sealed record Benchmark(string Metric, int Population, IReadOnlyDictionary<Limit, Fraction> Limits, IReadOnlyList<long> Percentiles)
{
    /// <summary>The percentiles kept for charts.</summary>
    public static IReadOnlyList<int> Spread { get; } = [0, 5, 10, 25, 50, 75, 90, 95, 100];

    /// <summary>Computes a group's benchmark from its readings, which are reordered.</summary>
    public static Benchmark Of(Metric metric, Span<long> readings, IReadOnlyCollection<Limit> asked, PercentileMethod method)
    {
        var limits = new Dictionary<Limit, Fraction>();
        if (readings.Length == 0) return new Benchmark(metric.Name, 0, limits, []);

        if (asked.OfType<Limit.PeerMean>().FirstOrDefault() is { } mean) limits[mean] = Statistics.Mean(readings);
        var percentiles = asked.OfType<Limit.PeerPercentile>().ToList();
        var found = Statistics.Percentiles(
            readings, [.. percentiles.Select(limit => (limit.Percent, method)), .. Spread.Select(percent => ((decimal)percent, PercentileMethod.NearestRank))]);
        for (var i = 0; i < percentiles.Count; i++) limits[percentiles[i]] = found[i];
        foreach (var rank in asked.OfType<Limit.PeerRank>()) limits[rank] = Statistics.AtPlace(readings, rank.Place, rank.FromTop);
        var spread = found[percentiles.Count..].Select(percentile => percentile.Floor()).ToArray();
        return new Benchmark(metric.Name, readings.Length, limits, spread);
    }
}

/// <summary>
/// The frozen benchmarks of a run. A group is a value of the metric that the policy groups by, or <see cref="Market"/> for
/// everyone; a reader asks for a store's group and gets the market's where its group is too small.
/// </summary>
public sealed class BenchmarkSet
{
    /// <summary>The name of the group that holds every store.</summary>
    public const string Market = "*";

    private readonly Dictionary<(string Group, string Metric), Benchmark> benchmarks = [];

    public BenchmarkSet(IEnumerable<KeyValuePair<string, Benchmark>> benchmarks, int atLeast)
    {
        AtLeast = atLeast;
        foreach (var (group, benchmark) in benchmarks) this.benchmarks.Add((group, benchmark.Metric), benchmark);
    }

    public static BenchmarkSet Empty { get; } = new([], 1);

    /// <summary>The least number of readings that a group's own benchmark may rest on.</summary>
    public int AtLeast { get; }

    /// <summary>Every benchmark with its group, ordered by group and metric.</summary>
    public IEnumerable<KeyValuePair<string, Benchmark>> Entries => benchmarks
        .OrderBy(entry => entry.Key.Group, StringComparer.Ordinal).ThenBy(entry => entry.Key.Metric, StringComparer.Ordinal)
        .Select(entry => KeyValuePair.Create(entry.Key.Group, entry.Value));

    public Benchmark? Find(string group, string metric) => benchmarks.GetValueOrDefault((group, metric));

    /// <summary>The limit for a group: its own where enough stores stand behind it, else the market's, else none.</summary>
    public (Fraction Value, string Group, int Population)? Find(string group, string metric, Limit limit)
    {
        foreach (var candidate in (ReadOnlySpan<string>)[group, Market])
        {
            if (Find(candidate, metric) is { } benchmark && (benchmark.Population >= AtLeast || candidate == Market)
                && benchmark.Limits.TryGetValue(limit, out var value))
            {
                return (value, candidate, benchmark.Population);
            }
        }
        return null;
    }
}
