using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>Whatever is wrong is said in a line that names it; nothing that was there before is lost, and putting it right is enough.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Shop shop = new();

    public void Dispose() => shop.Dispose();

    /// <summary>Files of which nothing can be attributed to stores: the run stops at the gate.</summary>
    public static TheoryData<string, string, byte[]> Unusable { get; } = new()
    {
        { "no-rows", "a.csv", [] },
        { "no-rows", "a.csv", Encoding.UTF8.GetBytes(Shop.Header) },
        { "no-rows", "a.ndjson", "\n\n"u8.ToArray() },
        { "missing-identifying-column", "a.csv", "id,industry,sales\nA,toys,1\n"u8.ToArray() },
        { "missing-identifying-column", "a.csv", "store_id,sales\nA,1\n"u8.ToArray() },
        { "duplicate-column", "a.csv", "store_id,industry,sales,sales\nA,toys,1,2\n"u8.ToArray() },
        { "unknown-encoding", "a.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Shop.Stores)] },
        { "unknown-line-ends", "a.csv", Encoding.UTF8.GetBytes(Shop.Stores.Replace('\n', '\r')) },
        { "truncated-gzip", "a.csv.gz", Gzip(Encoding.UTF8.GetBytes(Shop.Stores))[..^5] },
        { "truncated-gzip", "a.csv.gz", [] },
        { "gzip-bomb", "a.ndjson.gz", Gzip(new byte[200 << 20]) },
    };

    /// <summary>Rows that cost themselves and no other.</summary>
    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "unclosed-quote", "D,\"Delta,toys,1,0\n" },
        { "extra-field", "D,Delta,toys,4,6,0\n" },
        { "not-a-number", "D,Delta,toys,\"4,6\",0\n" },
        { "not-finite", "D,Delta,toys,NaN,0\n" },
        { "row-too-long", "D,{10 MB},toys,1,0\n" },
        { "duplicate-store-id", "D,Delta,toys,1,0\nD,Delta,toys,2,0\n" },
        { "missing-required", "D,Delta,,1,0\n" },
    };

    /// <summary>Commands that cannot be begun.</summary>
    public static TheoryData<string, string[]> Unusual { get; } = new()
    {
        { "'2025-Q5' is not a period", ["run", "-p", "shop", "--period", "2025-Q5", "--metrics", "in"] },
        { "has not ended in America/New_York", ["run", "-p", "shop", "--period", "2999-Q1", "--metrics", "{in}"] },
        { "is assessed quarterly; 2025-07 is not such a period", ["run", "-p", "shop", "--period", "2025-07", "--metrics", "{in}"] },
        { "There is no programme 'ship'", ["run", "-p", "ship", "--period", "2025-Q3", "--metrics", "{in}"] },
        { "No version of shop", ["run", "-p", "shop", "--period", "2019-Q4", "--metrics", "{in}"] },
        { "is neither a file nor a folder", ["run", "-p", "shop", "--period", "2025-Q3", "--metrics", "{in}/nowhere"] },
        { "There are no metric blobs", ["run", "-p", "shop", "--period", "2025-Q3", "--metrics", "{policies}"] },
        { "expected 1 to 256", ["run", "-p", "shop", "--period", "2025-Q3", "--metrics", "{in}", "--workers", "0"] },
        { "--revise needs a reason", ["run", "-p", "shop", "--period", "2025-Q3", "--metrics", "{in}", "--revise", " "] },
        { "--programme", ["run", "--period", "2025-Q3", "--metrics", "in"] },
        { "Unrecognized", ["walk"] },
    };

    [Theory, MemberData(nameof(Unusable))]
    public async Task AnUnusableFileStopsTheRunAndSaysWhy(string code, string name, byte[] bytes)
    {
        shop.Write("in/" + name, bytes);
        var ended = await shop.RunAsync();
        Assert.Equal(1, ended.Code);
        Assert.Contains($"stop {code}: ", ended.Output, StringComparison.Ordinal);
        AssertReadable(ended);
        Assert.Equal("0", Outcomes.One(shop.Data, "SELECT count(*) FROM outcomes"));

        File.Delete(shop["in/" + name]);
        await AssertAGoodRunFollowsAsync();
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task ABadRowIsQuarantinedAndCostsNoOther(string code, string rows)
    {
        shop.Write("in/a.csv", Shop.Stores + rows.Replace("{10 MB}", new string('x', 10 << 20), StringComparison.Ordinal));
        var ended = await shop.RunAsync("--json");
        Assert.Equal(0, ended.Code);
        var run = JsonElement.Parse(ended.Output).GetProperty("rows");
        Assert.Equal(3, run.GetProperty("accepted").GetInt32());
        Assert.Equal(rows.Count(c => c == '\n'), run.GetProperty("quarantined").GetInt32());
        Assert.All(
            File.ReadLines(Path.Join(shop.Data, "runs", "shop_2025-Q3_1", "quarantine.ndjson")),
            line => Assert.Equal((code, shop["in/a.csv"]), (JsonElement.Parse(line).GetProperty("reason").GetString(), JsonElement.Parse(line).GetProperty("file").GetString())));
        Assert.Equal(["A", "B", "C"], Outcomes.Ask(shop.Data, "SELECT store FROM outcomes ORDER BY store"));
    }

    [Theory, MemberData(nameof(Unusual))]
    public async Task WhatCannotBeBegunIsRefusedInOneLine(string message, string[] command)
    {
        shop.Write("in/a.csv", Shop.Stores);
        string[] arguments = [.. command.Select(argument => argument.Replace("{in}", shop.Inputs, StringComparison.Ordinal).Replace("{policies}", shop["policies"], StringComparison.Ordinal))];
        if (command[0] == "run") arguments = [.. arguments, "--policies", shop["policies"], "--data", shop.Data];
        var ended = await Tier.RunAsync(arguments);
        Assert.Equal(2, ended.Code);
        Assert.Contains(message, ended.Errors, StringComparison.Ordinal);
        AssertReadable(ended);
        Assert.Empty(ended.Output);
    }

    [Fact]
    public async Task APolicyWithATypoIsRefusedWhereItStands()
    {
        shop.Write("in/a.csv", Shop.Stores);
        shop.Write("policies/shop.yaml", Shop.Policy.Replace("metric: growth,", "metric: grwoth,", StringComparison.Ordinal));
        var ended = await shop.RunAsync();
        Assert.Equal(2, ended.Code);
        Assert.Matches(@"shop\.yaml.*18.*grwoth.*growth", ended.Errors);
        AssertReadable(ended);

        shop.Write("policies/shop.yaml", Shop.Policy);
        await AssertAGoodRunFollowsAsync();
    }

    [Fact]
    public async Task TheSameRunStartedTwiceAtOnceIsOneRun()
    {
        shop.Write("in/a.csv", Shop.Header + string.Concat(Enumerable.Range(0, 60_000).Select(i => FormattableString.Invariant($"S{i:D6},Shop {i},toys,{i % 700},0.1\n"))));
        var both = await Task.WhenAll(shop.RunAsync("--json"), shop.RunAsync("--json"));
        Assert.Contains(both, ended => ended.Code == 0);
        Assert.All(both, ended => Assert.True(ended.Code == 0 || ended.Code == 2 && ended.Errors.Contains("Another process works in", StringComparison.Ordinal), ended.ToString()));
        Assert.Equal("1", Outcomes.One(shop.Data, "SELECT count(*) FROM runs"));
        Assert.Equal("60000", Outcomes.One(shop.Data, "SELECT count(*) FROM outcomes"));
    }

    [Fact]
    public async Task ADataFolderThatCannotBeMadeIsSaidToBeOne()
    {
        shop.Write("in/a.csv", Shop.Stores);
        shop.Write("data", "a file, not a folder");
        var ended = await shop.RunAsync();
        Assert.Equal(2, ended.Code);
        Assert.Contains(shop.Data, ended.Errors, StringComparison.Ordinal);
        AssertReadable(ended);
    }

    [Fact]
    public async Task AFileThatIsNoDatabaseIsSaidToBeOne()
    {
        shop.Write("in/a.csv", Shop.Stores);
        shop.Write("data/tier.db", new string('x', 5000));
        var ended = await shop.RunAsync();
        Assert.Equal(2, ended.Code);
        Assert.Contains("tier.db", ended.Errors, StringComparison.Ordinal);
        AssertReadable(ended);
    }

    [ShellFact]
    public async Task AFullDiskIsSaidToBeOneAndNothingIsLost()
    {
        shop.Write("in/a.csv", Shop.Header + string.Concat(Enumerable.Range(0, 40_000).Select(i => FormattableString.Invariant($"S{i:D6},Shop {i},toys,{i % 700},0.1\n"))));
        // No file may grow beyond so many blocks of 512 bytes: first too few for the snapshot, then for the database's log.
        foreach (var blocks in new[] { 800, 4500 })
        {
            var ended = await Tier.RunInShellAsync($"trap '' XFSZ; ulimit -f {blocks}; export DOTNET_EnableWriteXorExecute=0", shop.Command());
            Assert.InRange(ended.Code, 1, 2);
            AssertReadable(ended);
            Assert.DoesNotContain("something unexpected", ended.Errors, StringComparison.Ordinal);
        }
        var whole = await shop.RunAsync("--json");
        Assert.Equal(0, whole.Code);
        using var other = new Shop();
        File.Copy(shop["in/a.csv"], other["in/a.csv"]);
        Assert.Equal(
            JsonElement.Parse((await other.RunAsync("--json")).Output).GetProperty("outcomesSha256").GetString(),
            JsonElement.Parse(whole.Output).GetProperty("outcomesSha256").GetString());
    }

    [Theory]
    [InlineData("""{"sales":"500"}""", "sales: wrong-json-type")]
    [InlineData("""{"sales":1,"sales":2}""", "duplicate-property")]
    [InlineData("""{"turnover":1}""", "turnover: unknown-metric")]
    [InlineData("""{"sales":-1}""", "sales: out-of-range")]
    [InlineData("{", "not-json")]
    [InlineData("", "not-json")]
    public async Task AStoreThatCannotBeReadIsRefused(string json, string message)
    {
        var ended = await Tier.RunAsync(["evaluate", "--policy", shop["policies/shop.yaml"], "--period", "2025-Q3", "--store", "-"], new Dictionary<string, string>(), json);
        Assert.Equal(2, ended.Code);
        Assert.Contains(message, ended.Errors, StringComparison.Ordinal);
        AssertReadable(ended);
    }

    [Fact]
    public async Task WhatIsNotThereIsSaidNotToBe()
    {
        shop.Write("in/a.csv", Shop.Stores);
        Assert.Equal(0, (await shop.RunAsync()).Code);
        foreach (var (message, command) in new (string, string[])[]
        {
            ("has judged store Z", ["show", "Z"]),
            ("is not a store id", ["show", "../A"]),
            ("There is no run shop|2025-Q4|1", ["export", "--run", "shop|2025-Q4|1"]),
            ("is not a run", ["export", "--run", "shop"]),
        })
        {
            var ended = await Tier.RunAsync([.. command, "--data", shop.Data]);
            Assert.Equal(2, ended.Code);
            Assert.Contains(message, ended.Errors, StringComparison.Ordinal);
            AssertReadable(ended);
        }
        Assert.Equal(2, (await Tier.RunAsync("runs", "--data", shop["elsewhere"])).Code);
        Assert.False(Directory.Exists(shop["elsewhere"]));
    }

    private async Task AssertAGoodRunFollowsAsync()
    {
        shop.Write("in/good.csv", Shop.Stores);
        var good = await shop.RunAsync();
        Assert.True(good.Code == 0, good.ToString());
        Assert.Equal(["A|gold", "B|none", "C|silver"], Outcomes.Ask(shop.Data, "SELECT store, tier FROM outcomes ORDER BY store"));
    }

    private static void AssertReadable(Ended ended)
    {
        Assert.DoesNotContain("   at ", ended.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ended.All, StringComparison.Ordinal);
        Assert.InRange(ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 0, 4);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal)) gzip.Write(bytes);
        return zipped.ToArray();
    }
}
