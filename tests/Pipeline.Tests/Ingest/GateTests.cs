using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Ingest;

public sealed class GateTests
{
    private const string Strict = "{ quarantined: { warn: 10 %, stop: 20 % }, rowsChange: { warn: 20 %, stop: 50 % } }";

    [Theory]
    [InlineData(0, null, false)]
    [InlineData(9, null, false)]
    [InlineData(10, "quarantined-share", false)]   // the limit itself warns
    [InlineData(19, "quarantined-share", false)]
    [InlineData(20, "quarantined-share", true)]    // and stops
    [InlineData(99, "quarantined-share", true)]
    public async Task TheShareOfQuarantinedRowsWarnsAndStops(int bad, string? code, bool stops)
    {
        var market = new Market(Medals.WithGate(Strict));
        market.Inputs.Put("in/a.csv", Csv(100 - bad) + string.Concat(Enumerable.Range(0, bad).Select(i => $"B{i},NaN,toys\n")));
        var run = await market.RunAsync();
        Assert.Equal(code is null ? [] : [(code, stops)], run.Ingest!.Findings.Where(finding => finding.Code != "missing-column").Select(finding => (finding.Code, finding.Stops)));
        Assert.Equal(stops ? RunState.GateFailed : RunState.Completed, run.State);
    }

    [Theory]
    [InlineData(100, null, false)]
    [InlineData(119, null, false)]
    [InlineData(120, "rows-change", false)]
    [InlineData(80, "rows-change", false)]
    [InlineData(149, "rows-change", false)]
    [InlineData(150, "rows-change", true)]
    [InlineData(50, "rows-change", true)]
    public async Task AChangeOfTheNumberOfRowsWarnsAndStops(int rows, string? code, bool stops)
    {
        var market = new Market(Medals.WithGate(Strict));
        market.Inputs.Put("q2/a.csv", Csv(100));
        market.Inputs.Put("q3/a.csv", Csv(rows));
        await market.RunAsync("2026-Q2", places: "q2");
        var run = await market.RunAsync("2026-Q3", places: "q3");
        Assert.Equal(code is null ? [] : [(code, stops)], run.Ingest!.Findings.Where(finding => finding.Code != "missing-column").Select(finding => (finding.Code, finding.Stops)));
    }

    [Fact]
    public async Task AStoppedRunGoesOnOnceSomebodySaysWhy()
    {
        var market = new Market(Medals.WithGate(Strict));
        market.Inputs.Put("in/a.csv", Csv(3) + "B,NaN,toys\n");
        var stopped = await market.RunAsync();
        Assert.Equal(RunState.GateFailed, stopped.State);
        Assert.Empty(market.Outcomes.All(stopped.Key));
        Assert.Empty(await market.SweepAsync());

        Assert.Equal(RunState.GateFailed, (await market.RunAsync()).State); // asking again changes nothing
        var went = await market.RunAsync(overrideGate: "known since Monday");
        Assert.Equal((RunState.Completed, "known since Monday", stopped.Key), (went.State, went.GateOverride, went.Key));
        Assert.Equal(3, market.Outcomes.All(went.Key).Count);
        Assert.Equal("quarantined-share", Assert.Single(went.Ingest!.Findings, finding => finding.Stops).Code); // what was found is kept
    }

    [Fact]
    public async Task AnOverrideThatDiedBeforeItWasSentIsFoundByTheSweeper()
    {
        var market = new Market(Medals.WithGate(Strict));
        market.Inputs.Put("in/a.csv", Csv(3) + "B,NaN,toys\n");
        await market.RunAsync();
        await market.StartAsync(overrideGate: "known");
        market.Queue.Clear();
        Assert.IsType<Message.IngestRun>(Assert.Single(await market.SweepAsync()));
        await market.DrainAsync();
        Assert.Equal(RunState.Completed, Assert.Single(await market.Runs.ListAsync(null, CancellationToken.None)).State);
    }

    [Theory]
    [InlineData("store_id,sales,industry\n", "no-rows")]
    [InlineData("sales,industry\n1,toys\n", "missing-identifying-column")]
    public async Task WhatNobodyCanJudgeByCannotBeOverridden(string text, string code)
    {
        var market = new Market();
        market.Inputs.Put("in/a.csv", text);
        var run = await market.RunAsync(overrideGate: "from the start");
        Assert.Equal(RunState.GateFailed, run.State);
        Assert.Contains(run.Ingest!.Findings, finding => finding.Code == code && !finding.CanBeOverridden);
        Assert.Contains("cannot be overridden", Assert.IsType<StartResult.Refused>(await market.StartAsync(overrideGate: "again")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingColumnOfThePeersStopsAndAnyOtherWarns()
    {
        var market = new Market();
        market.Inputs.Put("in/a.csv", "store_id,sales\nA,1\n");
        var run = await market.RunAsync();
        Assert.Equal("missing-identifying-column", Assert.Single(run.Ingest!.Findings, finding => finding.Stops).Code);
        Assert.Contains(run.Ingest.Findings, finding => finding is { Code: "missing-column", Stops: false } && finding.Message.Contains("'late'", StringComparison.Ordinal));
        Assert.Equal(RunState.Completed, (await market.RunAsync(overrideGate: "one industry only")).State);
    }

    [Theory]
    [InlineData("""{"files":[{"name":"a.csv","rows":3}]}""", null)]
    [InlineData("""{"files":[{"name":"a.csv","rows":3,"sha256":"{sha}"}]}""", null)]
    [InlineData("""{"files":[{"name":"a.csv","rows":4}]}""", "manifest-mismatch")]
    [InlineData("""{"files":[{"name":"a.csv","sha256":"00"}]}""", "manifest-mismatch")]
    [InlineData("""{"files":[{"name":"b.csv"}]}""", "manifest-mismatch")]
    [InlineData("""{"files":[{}]}""", "unreadable-manifest")]
    [InlineData("{}", "unreadable-manifest")]
    [InlineData("", "unreadable-manifest")]
    [InlineData("[1", "unreadable-manifest")]
    public async Task WhatTheManifestSaysMustBeSo(string manifest, string? code)
    {
        var csv = Csv(3);
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(csv)));
        var market = new Market();
        market.Inputs.Put("in/a.csv", csv);
        market.Inputs.Put("in/manifest.json", manifest.Replace("{sha}", sha.ToUpperInvariant(), StringComparison.Ordinal));
        var run = await market.RunAsync();
        Assert.Equal(code is null ? [] : [code], run.Ingest!.Findings.Where(finding => finding.Stops).Select(finding => finding.Code));
    }

    private static string Csv(int rows) =>
        "store_id,sales,industry\n" + string.Concat(Enumerable.Range(0, rows).Select(i => FormattableString.Invariant($"S{i:D4},{i},toys\n")));
}
