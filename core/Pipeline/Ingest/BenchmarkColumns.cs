using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Collects the readings that benchmarks rest on, by industry, and computes the benchmarks once all are there.</summary>
internal sealed class BenchmarkColumns(Plan plan)
{
    // [metric][group + 1]: the first is for stores without an industry, who still count in the market.
    private readonly List<Column?>[] columns = [.. plan.Benchmarked.Select(_ => new List<Column?>())];

    public void Add(int group, ReadOnlySpan<long> values)
    {
        for (var metric = 0; metric < columns.Length; metric++)
        {
            if (values[metric] == Metric.Missing) continue;
            var groups = columns[metric];
            while (groups.Count <= group + 1) groups.Add(null);
            (groups[group + 1] ??= new Column()).Add(values[metric]);
        }
    }

    /// <summary>Computes every benchmark, the market's included. The readings are used up.</summary>
    public BenchmarkSet Compute(IReadOnlyList<string> groups, int workers, CancellationToken cancellationToken)
    {
        var results = new KeyValuePair<string, Benchmark>[columns.Length][];
        Parallel.For(0, columns.Length, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken },
            metric => results[metric] = Compute(metric, groups));
        return new BenchmarkSet(results.SelectMany(result => result), plan.Policy.Peers.AtLeast);
    }

    private KeyValuePair<string, Benchmark>[] Compute(int metric, IReadOnlyList<string> groups)
    {
        var asked = plan.Benchmarked[metric];
        var method = plan.Policy.Peers.Percentile;
        var column = columns[metric];
        // The market's readings in one piece, of which each group's are a part: selection may reorder either.
        var market = new long[column.Sum(readings => readings?.Count ?? 0)];
        var filled = 0;
        var results = new List<KeyValuePair<string, Benchmark>>();
        for (var group = 0; group < column.Count; group++)
        {
            if (column[group] is not { } readings) continue;
            var part = market.AsSpan(filled, readings.Count);
            readings.MoveTo(part);
            filled += part.Length;
            if (group > 0) results.Add(KeyValuePair.Create(groups[group - 1], Benchmark.Of(asked.Metric, part, asked.Limits, method)));
            column[group] = null;
        }
        results.Add(KeyValuePair.Create(BenchmarkSet.Market, Benchmark.Of(asked.Metric, market, asked.Limits, method)));
        return [.. results];
    }

    /// <summary>A list that grows page by page: one that doubles would leave behind as much as it holds.</summary>
    private sealed class Column
    {
        private const int PageSize = 4096;
        private readonly List<long[]> pages = [];
        private int inLast = PageSize;

        public int Count => pages.Count * PageSize - (PageSize - inLast);

        public void Add(long reading)
        {
            if (inLast == PageSize)
            {
                pages.Add(new long[PageSize]);
                inLast = 0;
            }
            pages[^1][inLast++] = reading;
        }

        public void MoveTo(Span<long> destination)
        {
            for (var page = 0; page < pages.Count; page++)
            {
                pages[page].AsSpan(0, page == pages.Count - 1 ? inLast : PageSize).CopyTo(destination);
                destination = destination[Math.Min(PageSize, destination.Length)..];
            }
            pages.Clear();
        }
    }
}
