using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using TierFunctions.Domain.Calendar;

namespace TierFunctions.Local.Sample;

/// <summary>
/// An invented marketplace whose stores persist from period to period and drift a little. The same number of stores, seed and
/// period give the same rows on every machine; only the compressed bytes may differ, with the compression library.
/// Periods that end on the same day give the same readings, whatever their length: a reading covers the 90 days before it.
/// </summary>
public sealed class SampleMarketplace
{
    // A place's rows go to the file at its number modulo three. The last one is not CSV; see Flaws.Of.
    private static readonly (string Name, IRowFormat Format)[] files =
    [
        ("stores-1.csv", new CsvRows(asSpreadsheets: false)),
        ("stores-2.csv", new CsvRows(asSpreadsheets: true)),
        ("stores-3.ndjson.gz", new JsonRows()),
    ];

    private readonly int stores;
    private readonly int seed;

    /// <param name="stores">
    /// How many rows a period has, from 3 (one a file) to 1,000,000. A smaller marketplace is part of a larger one, but for its malformed rows.
    /// </param>
    /// <param name="seed">Which of the possible marketplaces it is.</param>
    public SampleMarketplace(int stores, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stores, files.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stores, 1_000_000);
        this.stores = stores;
        this.seed = seed;
    }

    /// <summary>Writes the period's files and their <c>manifest.json</c>. The directory is made if need be; files of those names are replaced.</summary>
    public async Task<WrittenSample> WriteAsync(Period period, string directory, CancellationToken cancellationToken)
    {
        var month = period.Year * 12 + period.LastDay.Month - 1;
        var flaws = Flaws.Of(stores, month, files.Length);
        Directory.CreateDirectory(directory);

        var written = new List<SampleFile>();
        for (var file = 0; file < files.Length; file++)
            written.Add(await WriteFileAsync(file, month, flaws, directory, cancellationToken));

        var sample = new WrittenSample(written, flaws.Values.CountBy(flaw => flaw).ToDictionary());
        await sample.WriteManifestAsync(Path.Combine(directory, "manifest.json"), cancellationToken);
        return sample;
    }

    private async Task<SampleFile> WriteFileAsync(
        int file, int month, IReadOnlyDictionary<int, Flaw> flaws, string directory, CancellationToken cancellationToken)
    {
        var (name, format) = files[file];
        var path = Path.Combine(directory, name);
        int rows;
        await using (var output = Open(path)) rows = await WriteRowsAsync(output, format, Rows(file, month, flaws), cancellationToken);
        await using var input = File.OpenRead(path);
        return new SampleFile(name, rows, Convert.ToHexStringLower(await SHA256.HashDataAsync(input, cancellationToken)));
    }

    private IEnumerable<Row> Rows(int file, int month, IReadOnlyDictionary<int, Flaw> flaws)
    {
        for (var place = file; place < stores; place += files.Length)
        {
            var row = Readings.Of(SampleStore.At(seed, place, month), month);
            yield return flaws.TryGetValue(place, out var flaw)
                ? Flaws.Spoil(flaw, row, Readings.Of(SampleStore.At(seed, place - files.Length, month), month - 3))
                : row;
        }
    }

    private static Stream Open(string path) =>
        path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.Create(path), CompressionLevel.Optimal) : File.Create(path);

    private static async Task<int> WriteRowsAsync(Stream output, IRowFormat format, IEnumerable<Row> rows, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        format.Begin(buffer);
        var count = 0;
        foreach (var row in rows)
        {
            format.Write(buffer, row);
            count++;
            if (buffer.WrittenCount < 64 * 1024) continue;
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        return count;
    }
}
