using System.Text;

namespace TierFunctions.Pipeline.Tests.Ingest;

/// <summary>Whatever the bytes are: what is read is accepted or quarantined (<see cref="Ingested.OfAsync(Market, ValueTuple{string, byte[]}[])"/> compares).</summary>
public sealed class GarbageTests
{
    private static readonly byte[][] Pieces =
    [
        .. new[] { "\n", "\r\n", "\r", ",", "\"", "\"\"", "A", "B1", "1", "4.6", "-", "NaN", "{", "}", "[", ":", "\"store_id\":", "\"sales\":", "null", "\0", "\\", "\\u00", "店", " " }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xEF, 0xBB, 0xBF], [0xC3], [0xE5, 0xBA], [0x80, 0x81],
    ];

    [Theory]
    [InlineData("a.csv", "store_id,sales,name,industry\n")]
    [InlineData("a.ndjson", "")]
    public async Task NothingIsLostInGarbage(string name, string header)
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            using var bytes = new MemoryStream();
            bytes.Write(Encoding.UTF8.GetBytes(header));
            for (var piece = random.Next(3000); piece > 0; piece--) bytes.Write(Pieces[random.Next(Pieces.Length)]);
            var read = await Ingested.OfAsync((name, bytes.ToArray()));
            Assert.All(read.Quarantine, row => Assert.InRange(row.Offset, 0, bytes.Length));
        }
    }
}
