using System.IO.Compression;
using System.Text;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>The same stores give the same outcomes, however they come and wherever they are judged.</summary>
public sealed class SameOutcomesTests(SameOutcomesTests.Marketplace marketplace) : IClassFixture<SameOutcomesTests.Marketplace>
{
    private readonly Marketplace marketplace = marketplace;

    [Theory]
    [InlineData("1")]
    [InlineData("8")]
    public async Task WithAnyNumberOfWorkers(string workers) => await AssertSameAsync(marketplace.Blobs, workers);

    [Theory]
    [InlineData("de_DE.UTF-8", "Europe/Berlin")]
    [InlineData("tr_TR.UTF-8", "Asia/Shanghai")]
    [InlineData("th_TH.UTF-8", "America/Los_Angeles")]
    public async Task InAnyCultureAndZone(string culture, string zone) =>
        await AssertSameAsync(marketplace.Blobs, "2", new() { ["LANG"] = culture, ["LC_ALL"] = culture, ["LANGUAGE"] = culture, ["TZ"] = zone });

    [Fact]
    public async Task WhenTheRowsComeInAnotherOrderInOtherFiles()
    {
        var random = new Random(1);
        var (header, rows) = marketplace.CsvRows();
        random.Shuffle(rows);
        var at = 0;
        foreach (var part in rows.Chunk(777)) marketplace.Folder.Write($"split/deep/{at++}.csv{(at % 2 == 0 ? "" : ".gz")}", Marketplace.CsvFile(header, part, zipped: at % 2 != 0));
        marketplace.Folder.Write("split/rest.ndjson.gz", marketplace.NdjsonFile());
        await AssertSameAsync(marketplace.Folder["split"], "2");
    }

    private async Task AssertSameAsync(string blobs, string workers, Dictionary<string, string>? environment = null)
    {
        var data = marketplace.Folder[Path.GetRandomFileName()];
        var ended = await Tier.RunAsync(Marketplace.Command(blobs, data, workers), environment ?? []);
        Assert.True(ended.Code == 0, ended.ToString());
        Assert.Equal(marketplace.Sha256, System.Text.Json.JsonElement.Parse(ended.Output).GetProperty("outcomesSha256").GetString());
        Assert.Equal(marketplace.Digest, Outcomes.DigestOf(data));
    }

    /// <summary>A made-up marketplace of 3,000 stores, and what two workers make of it.</summary>
    public sealed class Marketplace : IAsyncLifetime, IDisposable
    {
        private static readonly string[] CsvFiles = ["stores-1.csv", "stores-2.csv"];

        internal TemporaryFolder Folder { get; } = new();

        public string Blobs => Folder["blobs"];

        public string? Sha256 { get; private set; }

        public string Digest { get; private set; } = "";

        public static string[] Command(string blobs, string data, string workers) =>
            ["run", "-p", "gold-silver", "--period", "2026-Q2", "--metrics", blobs, "--data", data, "--workers", workers, "--json"];

        public async Task InitializeAsync()
        {
            Assert.Equal(0, (await Tier.RunAsync("sample", "--stores", "3000", "--seed", "3", "--period", "2026-Q2", "--out", Blobs)).Code);
            Sha256 = (await Tier.JsonAsync(Command(Blobs, Folder["data"], "2"))).GetProperty("outcomesSha256").GetString();
            Digest = Outcomes.DigestOf(Folder["data"]);
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => Folder.Dispose();

        public (string Header, string[] Rows) CsvRows()
        {
            var files = CsvFiles.Select(name => System.IO.File.ReadAllLines(Path.Join(Blobs, name))).ToList();
            return (files[0][0], [.. files.SelectMany(lines => lines.Skip(1))]);
        }

        public static byte[] CsvFile(string header, string[] rows, bool zipped)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(header)));
            if (!zipped) return bytes;
            using var compressed = new MemoryStream();
            using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(bytes);
            return compressed.ToArray();
        }

        public byte[] NdjsonFile() => System.IO.File.ReadAllBytes(Path.Join(Blobs, "stores-3.ndjson.gz"));
    }
}
