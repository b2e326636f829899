using System.Text.Json;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>The generated marketplace by which speed is compared, whose tiers every correct engine agrees on.</summary>
public sealed class YardstickTests : IDisposable
{
    private static readonly Dictionary<string, string> ReasonOf = new()
    {
        ["short_row"] = "short-row",
        ["extra_field"] = "extra-field",
        ["text_in_number"] = "not-a-number",
        ["unknown_industry"] = "unknown-value",
        ["dsr_out_of_range"] = "out-of-range",
        ["empty_store_id"] = "missing-store-id",
        ["duplicate_store_id"] = "duplicate-store-id",
        ["nan"] = "not-finite",
        ["overflow"] = "overflow",
        ["missing_required"] = "missing-required",
        ["negative_gmv"] = "out-of-range",
        ["bad_enum"] = "unknown-value",
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SharedFact("bench/generate.mjs", tool: "node")]
    public async Task AMillionStoresHaveTheTiersThatEveryEngineGivesThem()
    {
        await GenerateAsync("--rows", "1000000", "--seed", "1");
        var run = await RunAsync();
        Assert.Equal("""gold 24504, silver 45551, none 929945""", string.Join(", ", run.GetProperty("tiers").EnumerateObject().Select(tier => $"{tier.Name} {tier.Value.GetInt64()}")));
        Assert.Equal(1_000_000, run.GetProperty("rows").GetProperty("accepted").GetInt64());
    }

    [SharedFact("bench/generate.mjs", tool: "node")]
    public async Task EveryMalformedRowIsInTheQuarantineForItsReason()
    {
        await GenerateAsync("--rows", "100000", "--seed", "1", "--malformed", "0.001", "--manifest", folder["manifest.txt"]);
        var kinds = JsonElement.Parse(await File.ReadAllTextAsync(folder["manifest.txt"])).GetProperty("kinds").EnumerateObject().ToDictionary(kind => kind.Name, kind => kind.Value.GetInt64());
        Assert.Equal(ReasonOf.Keys.Order(StringComparer.Ordinal), kinds.Keys.Order(StringComparer.Ordinal));
        // A row with the id of the one before it costs both, since nobody can tell which one is right.
        var expected = kinds.GroupBy(kind => ReasonOf[kind.Key], kind => kind.Key == "duplicate_store_id" ? kind.Value * 2 : kind.Value, StringComparer.Ordinal)
            .OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => $"{reason.Key} {reason.Sum()}").ToList();

        var run = await RunAsync();
        var quarantine = File.ReadLines(Path.Join(folder["data"], "runs", "yardstick_2026-Q2_1", "quarantine.ndjson")).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(expected, quarantine.CountBy(row => row.GetProperty("reason").GetString()!, StringComparer.Ordinal) // always written
            .OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => $"{reason.Key} {reason.Value}"));
        Assert.Equal(quarantine.Count, run.GetProperty("rows").GetProperty("quarantined").GetInt32());

        using var file = File.OpenRead(folder["in/stores.csv"]);
        Assert.All(quarantine, row =>
        {
            var raw = System.Text.Encoding.UTF8.GetBytes(row.GetProperty("raw").GetString()!); // always written
            if (row.GetProperty("reason").GetString() == "duplicate-store-id") return; // kept as the snapshot's line, not as it came
            var found = new byte[raw.Length];
            file.Position = row.GetProperty("offset").GetInt64();
            file.ReadExactly(found);
            Assert.Equal(raw, found);
        });
    }

    private async Task GenerateAsync(params string[] options)
    {
        Directory.CreateDirectory(folder["in"]);
        var ended = await Tier.RunProgramAsync("node", [Path.Join(Places.Shared, "bench", "generate.mjs"), "--out", folder["in/stores.csv"], .. options]);
        Assert.True(ended.Code == 0, ended.ToString());
    }

    private async Task<JsonElement> RunAsync()
    {
        var policies = Directory.CreateDirectory(folder["policies"]).FullName;
        File.Copy(Path.Join(Places.Root, "tests", "Benchmarks", "yardstick.yaml"), Path.Join(policies, "yardstick.yaml"), overwrite: true);
        return await Tier.JsonAsync("run", "-p", "yardstick", "--period", "2026-Q2", "--metrics", folder["in"], "--policies", policies, "--data", folder["data"], "--workers", "2", "--json");
    }
}
