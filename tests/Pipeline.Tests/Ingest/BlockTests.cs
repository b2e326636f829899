using System.Text;

namespace TierFunctions.Pipeline.Tests.Ingest;

/// <summary>Files of several blocks: where blocks end must not be seen in anything that comes of them.</summary>
public sealed class BlockTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task TheQuarantineSaysWhereEveryRowLies(int seed, bool zipped)
    {
        var (bytes, bad) = File(new Random(seed), 6 << 20);
        var read = await Ingested.OfAsync(zipped ? ("a.csv.gz", Ingested.Gzip(bytes)) : ("a.csv", bytes));
        Assert.Equal(bad, read.Quarantine.Select(row => (row.Row, row.Offset, row.Reason)));
        Assert.All(read.Quarantine, row => Assert.Equal(row.Raw, Encoding.UTF8.GetString(bytes.AsSpan((int)row.Offset, Encoding.UTF8.GetByteCount(row.Raw)))));
    }

    [Fact]
    public async Task DuplicatesInDifferentBlocksAreFoundAndPlaced()
    {
        var text = new StringBuilder("store_id,sales,name\nTWICE,1,x\nSAME,5,\n");
        for (var i = 0; text.Length < 3 << 20; i++) text.Append(FormattableString.Invariant($"S{i:D6},{i},shop\n"));
        var (offset, row) = (text.Length, text.ToString().Count(c => c == '\n'));
        text.Append("TWICE,2,x\nSAME,5.00,\n");

        var read = await Ingested.OfCsvAsync(text.ToString());
        Assert.Equal(
            [(1L, 20L, "duplicate-store-id"), (row, offset, "duplicate-store-id"), (row + 1, offset + 10, "repeated-row")],
            read.Quarantine.OrderBy(refused => refused.Row).Select(refused => (refused.Row, refused.Offset, refused.Reason)));
        Assert.Contains("SAME", read.Ids);
    }

    [Fact]
    public async Task OneWorkerReadsWhatManyRead()
    {
        var (bytes, _) = File(new Random(4), 5 << 20);
        var reads = new List<Ingested>();
        foreach (var workers in new[] { 1, 2, 8 }) reads.Add(await Ingested.OfAsync(new Market(workers: workers), ("a.csv", bytes)));
        Assert.Single(reads.Select(read => (read.SnapshotSha256, read.Summary.BenchmarksSha256)).Distinct());
        Assert.All(reads, read => Assert.Equal(reads[0].Quarantine, read.Quarantine));
    }

    /// <summary>Rows of very different lengths with bad ones and blank lines among them, and where the bad ones are.</summary>
    private static (byte[] Bytes, List<(long Row, long Offset, string Reason)> Bad) File(Random random, int size)
    {
        var text = new StringBuilder("store_id,sales,name,industry\n");
        var bad = new List<(long, long, string)>();
        for (var row = 1; text.Length < size; row++)
        {
            if (random.Next(200) == 0) text.Append(random.Next(2) == 0 ? "\n" : "\r\n");
            var name = new string((char)('a' + random.Next(26)), random.Next(500) == 0 ? random.Next(200_000) : random.Next(120));
            var (sales, reason) = random.Next(300) switch
            {
                0 => ("NaN", "not-finite"),
                1 => ("4,6", "extra-field"),
                2 => ("-1", "out-of-range"),
                _ => (FormattableString.Invariant($"{random.Next(100_000)}"), null),
            };
            if (reason is not null)
            {
                name = "short"; // so that the quarantine keeps all of it
                bad.Add((row, text.Length, reason));
            }
            text.Append(FormattableString.Invariant($"S{random.Next(100):D2}{row:D7},{sales},{name},{(char)('A' + random.Next(5))}"));
            text.Append(random.Next(3) == 0 ? "\r\n" : "\n");
        }
        return (Encoding.ASCII.GetBytes(text.ToString()), bad);
    }
}
