namespace TierFunctions.Pipeline.Tests.Ingest;

/// <summary>Measures what the process allocates, so nothing else runs beside it.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
public sealed class MemoryTests
{
    [Theory]
    [InlineData("a.csv.gz", "no-header")]
    [InlineData("a.ndjson.gz", "gzip-bomb")]
    public async Task ABombOfZerosIsNotReadToItsEndAndTakesLittleMemory(string name, string code)
    {
        var bomb = Ingested.Gzip(new byte[256 << 20]);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var read = await Ingested.OfAsync((name, bomb));
        Assert.Contains(code, read.Stops);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 << 20);
    }
}
