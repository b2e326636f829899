using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>The sample marketplace of the repository, assessed once for all tests of it.</summary>
public sealed class Demo : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Data => folder["data"];

    internal TemporaryFolder Folder => folder;

    internal Ended First { get; private set; } = new(-1, "", "");

    public async Task InitializeAsync() => First = await Tier.RunAsync("demo", "--data", Data);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();
}

public sealed class DemoTests(Demo demo) : IClassFixture<Demo>
{
    private static readonly string[] RunKeys =
        ["run", "state", "programme", "period", "revision", "policyVersion", "rows", "stores", "tiers", "movements", "notices", "textsExpected", "outcomesSha256", "elapsedMs", "report"];

    private readonly string data = demo.Data;

    [Fact]
    public async Task TheDemoEndsAsItIsKept()
    {
        Assert.True(demo.First.Code == 0, demo.First.ToString());
        var text = new StringBuilder();
        foreach (var run in (await Tier.JsonAsync("runs", "--data", data, "--json")).EnumerateArray()) Write(text, run);
        text.Append("\nQuarantine of 2026-Q3\n");
        foreach (var line in File.ReadLines(Path.Join(data, "runs", "gold-silver_2026-Q3_1", "quarantine.ndjson")).Select(line => JsonElement.Parse(line)))
            text.Append(CultureInfo.InvariantCulture, $"  {Path.GetFileName(line.GetProperty("file").GetString())} row {line.GetProperty("row").GetInt64()}: {line.GetProperty("reason").GetString()}\n");
        text.Append("\nOne store of each movement and status in 2026-Q3\n");
        foreach (var store in Outcomes.Ask(data, "SELECT min(store) FROM outcome_movements WHERE period = '2026-Q3' GROUP BY movement, tier, status ORDER BY movement, tier, status"))
            StoreLines.Write(text, await Tier.JsonAsync("show", store, "--data", data, "--json"));
        Kept.Same("demo.txt", text.ToString());
    }

    [Fact]
    public async Task ASecondDemoFindsTheFirst()
    {
        var before = (Outcomes.DigestOf(data), Outcomes.One(data, "SELECT group_concat(json) FROM runs"), Notices());
        var again = await Tier.RunAsync("demo", "--data", data);
        Assert.Equal(0, again.Code);
        Assert.Equal(2, again.Output.Split("nothing was done again").Length - 1);
        Assert.Equal(before, (Outcomes.DigestOf(data), Outcomes.One(data, "SELECT group_concat(json) FROM runs"), Notices()));

        string Notices() => Outcomes.One(data, "SELECT count(*) || ' ' || count(DISTINCT run || store || channel || template) || ' ' || min(state) || ' ' || max(state) FROM notices");
    }

    [Fact]
    public async Task TheRunAsJsonIsOneObjectOfTheDocumentedKeys()
    {
        var ended = await Tier.RunAsync("run", "-p", "gold-silver", "--period", "2026-Q3", "--metrics", "samples/gold-silver/2026-Q3", "--data", data, "--json");
        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        var run = JsonElement.Parse(ended.Output);
        Assert.Equal(RunKeys, run.EnumerateObject().Select(property => property.Name).Where(name => name != "findings"));
        Assert.Equal(["read", "accepted", "quarantined"], Names("rows"));
        Assert.Equal(["evaluated", "notEvaluable", "failed"], Names("stores"));
        Assert.Equal(["placed", "promoted", "held", "demoted"], Names("movements"));
        Assert.Equal(["sent", "suppressed", "pending", "deadLettered"], Names("notices"));
        Assert.Equal(["letters", "segments", "unpricedSegments", "amounts"], Names("textsExpected"));
        Assert.Equal("Completed", run.GetProperty("state").GetString());
        Assert.True(File.Exists(run.GetProperty("report").GetString()));

        IEnumerable<string> Names(string of) => run.GetProperty(of).EnumerateObject().Select(property => property.Name);
    }

    [Theory]
    [InlineData("gold")]
    [InlineData("silver")]
    [InlineData("none")]
    public async Task WhatIsShownOfAStoreIsWhatEvaluatingItsReadingsGives(string tier)
    {
        var store = Outcomes.One(data, $"SELECT min(store) FROM standings WHERE tier = '{tier}' AND status = 'assessed'");
        var shown = await Tier.JsonAsync("show", store, "--period", "2026-Q3", "--data", data, "--json");
        var line = JsonElement.Parse((await Tier.RunAsync("export", "--run", "gold-silver|2026-Q3|1", "--format", "ndjson", "--data", data)).Output.Split('\n')
            .Single(text => text.Contains($"\"store\":\"{store}\"", StringComparison.Ordinal)));
        var file = demo.Folder.Write($"{store}.json", line.GetProperty("readings").GetRawText());
        var judged = await Tier.JsonAsync(
            "evaluate", "--policy", "policies/gold-silver.yaml", "--period", "2026-Q3", "--store", file, "--json",
            "--benchmarks", Path.Join(data, "runs", "gold-silver_2026-Q3_1", "benchmarks.json"));
        foreach (var part in new[] { "status", "tier", "bars", "tiers", "gap" }) Assert.Equal(shown.GetProperty(part).GetRawText(), judged.GetProperty(part).GetRawText());
        Assert.Equal(tier, shown.GetProperty("tier").GetString());
    }

    [Fact]
    public async Task ExportsHoldEveryOutcome()
    {
        var csv = await Tier.RunAsync("export", "--run", "gold-silver|2026-Q3|1", "--data", data);
        var ndjson = await Tier.RunAsync("export", "--run", "gold-silver|2026-Q3|1", "--format", "ndjson", "--data", data);
        var expected = Outcomes.Ask(data, "SELECT store, tier FROM standings ORDER BY store").ToList();
        Assert.Equal(expected, csv.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(cells => $"{cells[0]}|{cells[2]}"));
        Assert.Equal(expected, ndjson.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).Select(row => $"{row.GetProperty("store").GetString()}|{row.GetProperty("tier").GetString()}"));
    }

    [Fact]
    public async Task TheDoctorFindsNothingWrong()
    {
        var ended = await Tier.RunAsync("doctor", "--data", data);
        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Contains("quick_check: ok", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PROBLEM", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PoliciesAreValidated()
    {
        Assert.Equal(0, (await Tier.RunAsync("policy", "validate", "policies/gold-silver.yaml", "policies/examples/olist-medals.yaml")).Code);
        var bad = demo.Folder.Write("bad.yaml", "programme: x\n");
        Assert.Equal(2, (await Tier.RunAsync("policy", "validate", bad)).Code);
    }

    private static void Write(StringBuilder text, JsonElement run)
    {
        text.Append(CultureInfo.InvariantCulture, $"{run.GetProperty("run").GetString()} {run.GetProperty("state").GetString()}\n");
        foreach (var part in new[] { "rows", "stores", "tiers", "movements", "notices" })
            text.Append(CultureInfo.InvariantCulture, $"  {part}: {string.Join(", ", run.GetProperty(part).EnumerateObject().Select(count => $"{count.Name} {count.Value.GetInt64()}"))}\n");
        text.Append(CultureInfo.InvariantCulture, $"  outcomes: {run.GetProperty("outcomesSha256").GetString()}\n");
    }
}
