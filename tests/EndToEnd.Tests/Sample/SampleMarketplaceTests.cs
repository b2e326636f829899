using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Calendar;
using TierFunctions.Local.Sample;

namespace TierFunctions.EndToEnd.Tests.Sample;

public sealed class SampleMarketplaceTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("sample-marketplace-");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public async Task TheSameSampleIsTheSameBytesInEveryCulture()
    {
        var first = await WriteAsync("2026-Q3");
        var again = await WriteAsync("2026-Q3");
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Foreign();
        try
        {
            var abroad = await WriteAsync("2026-Q3");
            Assert.Equal(first.Files, again.Files);
            Assert.Equal(first.Files, abroad.Files);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Kept from one machine; of what is inside the compressed file, whose own bytes depend on the compression library.
    // A change of the generator changes them, and every sample that was made with it.
    [Theory]
    [InlineData("stores-1.csv", "41a43e7d52643ca4af40ad9f0a96a6d63c7badace431b38605e321628640662b")]
    [InlineData("stores-2.csv", "224e1a1339c4cd1ab8aa16f15c7b4e0f4035897ea0643af1bd44ab21faea1e79")]
    [InlineData("stores-3.ndjson.gz", "6c2109f35bac3fa85a4cc165ca799f47ec06e38afd69ff5f51a92f0250fb9ed0")]
    public async Task TheSampleIsTheSameOnEveryMachine(string file, string sha256)
    {
        await WriteAsync("2026-Q3");
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Content(file))));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(160)]
    [InlineData(1000)]
    [InlineData(5000)]
    public async Task ThereIsARowForEveryPlace(int stores)
    {
        var sample = await WriteAsync("2026-Q3", stores);
        Assert.Equal(stores, sample.Rows);
        const int Headers = 2;
        Assert.Equal(stores + Headers, sample.Files.Sum(f => Lines(f.Name).Count));
    }

    [Fact]
    public async Task TheManifestSaysWhatWasWritten()
    {
        var sample = await WriteAsync("2026-Q3");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(PathOf("manifest.json")));
        var listed = manifest.RootElement.GetProperty("files").EnumerateArray()
            .Select(f => new SampleFile(Text(f, "name"), f.GetProperty("rows").GetInt32(), Text(f, "sha256")));
        Assert.Equal(sample.Files, listed);
        Assert.Equal(
            sample.Files.Select(f => f.Sha256),
            sample.Files.Select(f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(f.Name))))));
    }

    [Fact]
    public async Task TwoQuartersOfAThousandStoresShowEveryFlaw()
    {
        var (second, third) = (await WriteAsync("2026-Q2"), await WriteAsync("2026-Q3"));
        Assert.Equal(6, second.Malformed.Values.Sum());
        Assert.Equal(Enum.GetValues<Flaw>(), second.Malformed.Keys.Union(third.Malformed.Keys).Order());
    }

    [Fact]
    public async Task AQuarterReadsLikeItsLastMonth()
    {
        var quarter = await WriteAsync("2026-Q3");
        var month = await WriteAsync("2026-09");
        Assert.Equal(quarter.Files, month.Files);
    }

    [Fact]
    public async Task OneTextFileLooksSavedByASpreadsheet()
    {
        await WriteAsync("2026-Q3");
        var text = Content("stores-2.csv");
        Assert.Equal(Encoding.UTF8.Preamble, text.AsSpan(0, 3));
        Assert.Equal(text.Count(b => b == '\n'), text.Count(b => b == '\r'));
        Assert.DoesNotContain((byte)'\r', Content("stores-1.csv"));
    }

    [Fact]
    public async Task StoresPersistAndTheirReadingsDrift()
    {
        await WriteAsync("2026-Q2");
        var before = Stores();
        await WriteAsync("2026-Q3");
        var after = Stores();

        var both = before.Keys.Intersect(after.Keys).ToList();
        Assert.InRange(both.Count, before.Count * 0.93, before.Count * 0.99);
        Assert.All(both, id => Assert.Equal(Text(before[id], "store_name"), Text(after[id], "store_name")));

        var rated = both.Where(id => before[id].TryGetProperty("im_response_rate", out _)).ToList();
        var steps = rated.Select(id => Math.Abs(Number(after[id], "im_response_rate") - Number(before[id], "im_response_rate"))).ToList();
        Assert.InRange(steps.Average(), 0.003m, 0.03m);
    }

    [Fact]
    public async Task AGoodStoreIsGoodAtMostThings()
    {
        await WriteAsync("2026-Q3");
        var stores = Stores().Values.Where(s => s.TryGetProperty("dsr_service", out _)).ToList();
        string[] metrics = ["gmv_90d", "dsr_description", "dsr_logistics", "dsr_service", "on_shelf_access_rate", "im_response_rate"];
        var means = metrics.ToDictionary(m => m, m => stores.Average(s => Number(s, m)));
        var aboveInAll = stores.Count(s => metrics.All(m => Number(s, m) > means[m]));
        Assert.InRange((double)aboveInAll / stores.Count, 0.08, 0.25);
    }

    [Fact]
    public async Task AFewStoresHaveNoRatingsYet()
    {
        await WriteAsync("2026-Q3", 20_000);
        var stores = Stores();
        var unrated = stores.Values.Where(s => !s.TryGetProperty("dsr_service", out _)).ToList();
        Assert.InRange((double)unrated.Count / stores.Count, 0.01, 0.02);
        Assert.All(unrated, s => Assert.Equal(0, Number(s, "reviews_90d")));
    }

    private async Task<WrittenSample> WriteAsync(string period, int stores = 1000)
    {
        Assert.True(Period.TryParse(period, out var parsed));
        return await new SampleMarketplace(stores, seed: 7).WriteAsync(parsed, root.FullName, CancellationToken.None);
    }

    private string PathOf(string file) => Path.Combine(root.FullName, file);

    private byte[] Content(string file)
    {
        using var content = new MemoryStream();
        using var raw = File.OpenRead(PathOf(file));
        using var plain = file.EndsWith(".gz", StringComparison.Ordinal) ? (Stream)new GZipStream(raw, CompressionMode.Decompress) : raw;
        plain.CopyTo(content);
        return content.ToArray();
    }

    private List<string> Lines(string file) => [.. Encoding.UTF8.GetString(Content(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A third of the stores: those of the JSON file, without the malformed ones that stand out.</summary>
    private Dictionary<string, JsonElement> Stores() => Lines("stores-3.ndjson.gz")
        .Select(line => JsonElement.Parse(line))
        .Where(store => store.TryGetProperty("store_id", out _))
        .Where(store => !store.EnumerateObject().Any(IsNoNumber))
        .DistinctBy(Id)
        .ToDictionary(Id);

    private static bool IsNoNumber(JsonProperty reading) =>
        reading.Value.ValueKind is JsonValueKind.String && reading.Value.GetString() is ("NaN" or "about 300");

    private static string Id(JsonElement store) => Text(store, "store_id");

    private static string Text(JsonElement of, string property) => of.GetProperty(property).GetString() ?? "";

    private static decimal Number(JsonElement store, string metric) => store.GetProperty(metric).GetDecimal();

    // As written in de-DE and worse; made up, for the invariant mode knows no other cultures.
    private static CultureInfo Foreign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        return culture;
    }
}
