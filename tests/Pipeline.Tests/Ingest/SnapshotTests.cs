using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Ingest;

public sealed class SnapshotTests
{
    private static readonly string[] Industries = ["toys", "shoes", "\"art\"", "back\\slash", "食品", "*", ""];

    [Fact]
    public async Task TheSnapshotIsSortedByStore()
    {
        var read = await Ingested.OfAsync(("a.csv", Csv(Rows(1, 3000))));
        Assert.Equal(read.Ids.Order(StringComparer.Ordinal), read.Ids);
        Assert.Equal(3000, read.Stores.Count);
    }

    [Fact]
    public async Task TheOrderOfRowsAndFilesNeverMatters()
    {
        var rows = Rows(1, 3000);
        var whole = await Ingested.OfAsync(("a.csv", Csv(rows)));
        var permuted = await Ingested.OfAsync(("a.csv", Csv([.. rows.OrderBy(row => row.Sales).ThenByDescending(row => row.Id, StringComparer.Ordinal)])));
        var split = await Ingested.OfAsync(("b.csv", Csv([.. rows.Skip(2000)])), ("a.csv.gz", Ingested.Gzip(Csv([.. rows.Take(700)]))), ("c.ndjson", Ndjson([.. rows.Skip(700).Take(1300)])));
        var json = await Ingested.OfAsync(("a.ndjson", Ndjson(rows)));
        Assert.All([permuted, split, json], other => Assert.Equal((whole.SnapshotSha256, whole.Summary.BenchmarksSha256), (other.SnapshotSha256, other.Summary.BenchmarksSha256)));
    }

    [Theory]
    [InlineData(-1, 39_999)]     // the last row comes first in the order
    [InlineData(20_000, 20_001)] // two neighbours change places, across nothing but a line
    [InlineData(39_999, 39_999)] // nothing changes: the last row is repeated
    public async Task AFileWhoseOrderBreaksAnywhereGivesWhatItGivesInParts(int to, int from)
    {
        // Several blocks, so that the first are through before the order breaks.
        var rows = Rows(1, 40_000).OrderBy(row => row.Id, StringComparer.Ordinal).ToList();
        var moved = rows[from];
        if (to != from) rows.RemoveAt(from);
        rows.Insert(Math.Max(to, 0), moved);
        rows.Insert(7, rows[5] with { Id = "not an id" });

        var whole = await Ingested.OfAsync(("a.csv", Csv([.. rows])));
        var parts = await Ingested.OfAsync(("a.csv", Csv([.. rows.Take(20_000)])), ("b.csv", Csv([.. rows.Skip(20_000)])));
        Assert.Equal((parts.SnapshotSha256, parts.Summary.BenchmarksSha256), (whole.SnapshotSha256, whole.Summary.BenchmarksSha256));
        Assert.Equal(parts.Quarantine.Select(row => (row.Reason, row.Raw)), whole.Quarantine.Select(row => (row.Reason, row.Raw)));
        Assert.Equal(to == from ? 2 : 1, whole.Quarantine.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    [InlineData(300_000)]
    public async Task WhatDoesNotFitInMemoryGivesTheSameSnapshot(long memory)
    {
        (string, byte[])[] files = [.. Rows(1, 4000).Chunk(400).Select((rows, i) => ($"{i}.csv", Csv(rows))), ("again.csv", Csv([.. Rows(1, 50), .. Rows(2, 10, "S9")]))];
        var inMemory = await Ingested.OfAsync(files);
        var spilled = await Ingested.OfAsync(new Market(ingestMemory: memory), files);
        Assert.Equal((inMemory.SnapshotSha256, inMemory.Summary.BenchmarksSha256), (spilled.SnapshotSha256, spilled.Summary.BenchmarksSha256));
        Assert.Equal(inMemory.Quarantine, spilled.Quarantine);
        Assert.Equal(50, spilled.Quarantine.Count);
    }

    [Fact]
    public void WhatWasPutAsideIsGoneEvenIfTheProcessIsKilled()
    {
        if (OperatingSystem.IsWindows()) return; // there the system sees to it
        var before = Directory.GetFiles(Path.GetTempPath(), "tier-*");
        using var store = new SegmentStore(valuesPerRow: 0, memoryBudget: 1);
        store.Add(new Segment(0, 1, 0, Encoding.UTF8.GetBytes("[\"A\"]\n"), [], [new SegmentRow(0, 6, 1, true, 0, -1, 0, 0, 0)]));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "tier-*").Except(before));
        Assert.Equal("A", Assert.Single(store.Merge().Select(row => Encoding.UTF8.GetString(row.Store))));
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(1, 1)]
    [InlineData(7, 30)]
    [InlineData(64, 1000)]
    public async Task ChunksCoverEveryStoreThereMayBeOnce(int buckets, int storesPerChunk)
    {
        var spread = new Spread(buckets, storesPerChunk);
        var market = new Market(spread: spread);
        var read = await Ingested.OfAsync(market, ("a.csv", Csv(Rows(1, 500))));
        var chunks = await market.ChunksAsync(read.Run.Key);
        var snapshot = await market.FileAsync(read.Run.Key, RunFile.Snapshot);

        Assert.Equal(Enumerable.Range(0, chunks.Count), chunks.Select(chunk => chunk.Number));
        Assert.Equal(500, chunks.Sum(chunk => chunk.Stores));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Stores, 0, storesPerChunk));
        Assert.Equal(Encoding.UTF8.GetByteCount(snapshot), chunks[^1].Offset + chunks[^1].Length);
        foreach (var store in read.Ids.Concat(["-", "~", "0", "zzzz", "S0000000"]))
        {
            var id = Encoding.ASCII.GetBytes(store);
            var home = Assert.Single(chunks, chunk => chunk.Bucket == spread.BucketOf(id)
                && (chunk.After is null || string.CompareOrdinal(store, chunk.After) > 0) && (chunk.UpTo is null || string.CompareOrdinal(store, chunk.UpTo) <= 0));
            var lines = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(snapshot), (int)home.Offset, home.Length);
            Assert.Equal(read.Ids.Contains(store), lines.Contains($"[\"{store}\",", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task BenchmarksAreReadBackAsTheyWereFrozen()
    {
        var market = new Market();
        var read = await Ingested.OfAsync(market, ("a.csv", Csv(Rows(1, 200))));
        var policy = market.Policies.Read(Medals.Policy).Policy;
        var bytes = Encoding.UTF8.GetBytes(await market.FileAsync(read.Run.Key, RunFile.Benchmarks));
        var benchmarks = BenchmarkCodec.Read(bytes);
        Assert.Equal(bytes, BenchmarkCodec.Write(benchmarks, policy));
        Assert.Equal(3, benchmarks.AtLeast);
        Assert.Equal(200, benchmarks.Find(BenchmarkSet.Market, "sales")?.Population);
    }

    [Fact]
    public void ABenchmarkThatIsNoDecimalIsKeptExactly()
    {
        var policy = new TextPolicies().Read(Medals.Policy).Policy;
        var third = new Benchmark("sales", 3, new Dictionary<Limit, Fraction> { [new Limit.PeerMean()] = new(1, 3), [new Limit.PeerPercentile(99.5m)] = new(-7, 2), [new Limit.PeerRank(3, true)] = new(5, 1), [new Limit.PeerRank(3, false)] = new(2, 1) }, [1, 2]);
        var read = BenchmarkCodec.Read(BenchmarkCodec.Write(new BenchmarkSet([new("店 \"x\"", third)], 5), policy)).Find("店 \"x\"", "sales");
        Assert.NotNull(read);
        Assert.Equal(third.Limits.OrderBy(limit => limit.Key.ToString(), StringComparer.Ordinal), read.Limits.OrderBy(limit => limit.Key.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatWasSuppliedIsKnownAfterwards()
    {
        var market = new Market();
        var read = await Ingested.OfAsync(market, ("a.csv", Encoding.UTF8.GetBytes("store_id,industry,sales,shoe_size\nA,toys,1,42\n")));
        var supplied = SuppliedColumns.Of(read.Run, market.Policies.Read(Medals.Policy).Policy);
        Assert.Equal(["industry", "sales", "shoe_size"], supplied.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"atLeast":3,"benchmarks":[{"group":"*"}]}""")]
    [InlineData("""{"atLeast":3,"benchmarks":[{"group":"*","metric":"sales","population":1,"limits":[{"numerator":"x","denominator":"1"}],"percentiles":[]}]}""")]
    public void WhatIsNoBenchmarksIsRefused(string json) => Assert.Throws<JsonException>(() => BenchmarkCodec.Read(Encoding.UTF8.GetBytes(json)));

    private static Row[] Rows(int seed, int count, string prefix = "S")
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new Row(
            FormattableString.Invariant($"{prefix}{i * 7919 % 100_003:D6}"), Industries[random.Next(Industries.Length)], random.Next(1_000_000) / 100m, random.Next(2) == 0 ? "=x \"y\", z" : "店"))];
    }

    private static byte[] Csv(IReadOnlyList<Row> rows) => Encoding.UTF8.GetBytes("store_id,industry,sales,name\n" + string.Concat(rows.Select(row =>
        FormattableString.Invariant($"{row.Id},{Quoted(row.Industry)},{row.Sales:0.00},{Quoted(row.Name)}\n"))));

    private static byte[] Ndjson(IReadOnlyList<Row> rows) => Encoding.UTF8.GetBytes(string.Concat(rows.Select(row =>
        FormattableString.Invariant($"{{\"name\":{JsonSerializer.Serialize(row.Name)},\"sales\":{row.Sales},\"industry\":{JsonSerializer.Serialize(row.Industry)},\"store_id\":\"{row.Id}\"}}\n"))));

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed record Row(string Id, string Industry, decimal Sales, string Name);
}
