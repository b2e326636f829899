using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Ingest;

/// <summary>What reading a run's inputs came to.</summary>
/// <param name="Stores">The lines of the snapshot behind the first, which names the columns.</param>
internal sealed record Ingested(Run Run, IReadOnlyList<string> Stores, IReadOnlyList<Refused> Quarantine)
{
    public IngestSummary Summary => Run.Ingest ?? throw new InvalidOperationException($"{Run.Key} is {Run.State}: {Run.Failure}");

    public string SnapshotSha256 => Summary.SnapshotSha256;

    /// <summary>The ids of the accepted stores.</summary>
    public IEnumerable<string> Ids => Stores.Select(line => JsonElement.Parse(line)[0].GetString()!); // always a string

    /// <summary>Reasons by row: <c>2 short-row</c>.</summary>
    public IEnumerable<string> Refusals => Quarantine.Select(row => $"{row.Row} {row.Reason}");

    /// <summary>The codes of what stops the run.</summary>
    public IEnumerable<string> Stops => Summary.Findings.Where(finding => finding.Stops).Select(finding => finding.Code);

    public static Task<Ingested> OfCsvAsync(string text) => OfCsvAsync(Encoding.UTF8.GetBytes(text));

    public static Task<Ingested> OfCsvAsync(byte[] bytes) => OfAsync(("a.csv", bytes));

    public static Task<Ingested> OfNdjsonAsync(string text) => OfAsync(("a.ndjson", Encoding.UTF8.GetBytes(text)));

    public static Task<Ingested> OfAsync(params (string Name, byte[] Bytes)[] files) => OfAsync(new Market(), files);

    public static async Task<Ingested> OfAsync(Market market, params (string Name, byte[] Bytes)[] files)
    {
        foreach (var (name, bytes) in files) market.Inputs.Put($"{Market.Folder}/{name}", bytes);
        var accepted = Assert.IsType<StartResult.Accepted>(await market.StartAsync());
        await market.DeliverAsync(accepted.Messages.Single());
        var run = await market.FindAsync(accepted.Run.Key);
        var quarantine = Lines(await market.FileAsync(run.Key, RunFile.Quarantine)).Select(Refused.Read).ToList();
        var stores = Lines(await market.FileAsync(run.Key, RunFile.Snapshot)).Skip(1).ToList();

        // What is read is accepted or quarantined, in all and in every file.
        Assert.Equal((stores.Count, quarantine.Count), ((int)run.Ingest!.Accepted, (int)run.Ingest.Quarantined)); // ingested, so it has a summary
        Assert.Equal(run.Ingest.Read, stores.Count + quarantine.Count);
        Assert.All(run.Ingest.Inputs, input => Assert.Equal(input.Read, input.Accepted + input.Quarantined));
        return new Ingested(run, stores, quarantine);
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal)) gzip.Write(bytes);
        return zipped.ToArray();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A line of the quarantine.</summary>
internal sealed record Refused(string File, long Row, long Offset, string Reason, string? Column, string? Found, string Raw)
{
    public static Refused Read(string line)
    {
        var row = JsonElement.Parse(line);
        return new Refused(
            Text("file")!, row.GetProperty("row").GetInt64(), row.GetProperty("offset").GetInt64(), Text("reason")!, Text("column"), Text("found"), Text("raw")!); // always written

        string? Text(string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
