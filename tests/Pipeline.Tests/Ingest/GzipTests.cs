using System.Text;

namespace TierFunctions.Pipeline.Tests.Ingest;

public sealed class GzipTests
{
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes(
        "store_id,sales,name\n" + string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"S{i:D3},{i * i}.{i % 10},shop {i * 7919 % 97}\n"))));

    private static readonly byte[] Zipped = Ingested.Gzip(Plain);

    [Fact]
    public async Task AWholeFileIsReadLikeAPlainOne()
    {
        var read = await ReadAsync(Zipped);
        Assert.DoesNotContain(read.Summary.Findings, finding => finding.Code.Contains("gzip", StringComparison.Ordinal));
        Assert.Equal((await Ingested.OfCsvAsync(Plain)).SnapshotSha256, read.SnapshotSha256);
    }

    [Fact]
    public async Task AFileThatIsCutOffAnywhereIsRefused()
    {
        for (var length = 0; length < Zipped.Length; length++)
        {
            var read = await ReadAsync(Zipped[..length]);
            Assert.True(read.Stops.Any(code => code is "truncated-gzip" or "damaged-gzip"), $"{length} of {Zipped.Length} bytes were taken for the whole file");
        }
    }

    [Fact]
    public async Task AByteThatChangedIsNoticedOrChangesNothing()
    {
        var whole = (await ReadAsync(Zipped)).SnapshotSha256;
        for (var at = 0; at < Zipped.Length; at++)
        {
            var damaged = Zipped.ToArray();
            damaged[at] ^= 0x55;
            var read = await ReadAsync(damaged);
            if (!read.Stops.Any(code => code is "truncated-gzip" or "damaged-gzip")) Assert.Equal(whole, read.SnapshotSha256); // the time stamp in the head, say
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("store_id,sales\nA,1\n")]
    public async Task SomethingBehindTheEndIsRefused(string rest) =>
        Assert.Contains("truncated-gzip", (await ReadAsync([.. Zipped, .. Encoding.UTF8.GetBytes(rest)])).Stops);

    [Fact]
    public async Task ASecondMemberIsRefused() => Assert.Contains("truncated-gzip", (await ReadAsync([.. Zipped, .. Zipped])).Stops);

    [Fact]
    public async Task APlainFileWithTheNameOfAZippedOneIsRefused() => Assert.Contains("damaged-gzip", (await ReadAsync(Plain)).Stops);

    [Fact]
    public async Task ALinedBombIsNotReadToItsEnd()
    {
        // Rows that are all refused: neither they nor the quarantine may grow without end.
        var bomb = Ingested.Gzip(Encoding.UTF8.GetBytes("store_id,name\n" + string.Concat(Enumerable.Repeat(new string('0', 500_000) + "\n", 300))));
        Assert.Contains("gzip-bomb", (await ReadAsync(bomb)).Stops);
    }

    private static Task<Ingested> ReadAsync(byte[] zipped) => Ingested.OfAsync(("a.csv.gz", zipped));
}
