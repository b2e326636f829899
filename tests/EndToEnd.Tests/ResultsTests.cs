namespace TierFunctions.EndToEnd.Tests;

/// <summary>The shipped programmes: three months of service level, and the quarter of gold and silver that reads them.</summary>
public sealed class ResultsTests : IDisposable
{
    /// <summary>Holds silver in the sample marketplace's third quarter, as far as its service level goes.</summary>
    private const string Store = "S202000077";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AQuarterReadsTheLevelsOfItsMonthsAndSaysWhichAreMissing()
    {
        await MonthAsync("2026-07", score: 85);
        await MonthAsync("2026-09", score: 90);
        var first = await QuarterAsync();
        Assert.True(first.Code == 0, first.ToString());
        Assert.Contains("warning missing-results: service-level has no completed run for 2026-08; every store is judged as if its service_level were missing", first.Output, StringComparison.Ordinal);
        var shown = await ShowAsync();
        Assert.Contains("none (not evaluable)", shown, StringComparison.Ordinal);
        Assert.Contains("Monthly service level: the worst of service-level: 2026-07 Good, 2026-08 no completed run, 2026-09 Excellent", shown, StringComparison.Ordinal);

        await MonthAsync("2026-08", score: 80);
        var refused = await QuarterAsync();
        Assert.Equal(2, refused.Code);
        Assert.Contains("by other results of other programmes", refused.Errors, StringComparison.Ordinal);
        var second = await QuarterAsync("--revise", "August has been assessed");
        Assert.True(second.Code == 0, second.ToString());
        Assert.DoesNotContain("missing-results", second.Output, StringComparison.Ordinal);
        shown = await ShowAsync();
        Assert.Contains("  silver; before: ", shown, StringComparison.Ordinal);
        Assert.Contains("2026-08 Good", shown, StringComparison.Ordinal);
        Assert.Contains("revision 1", await File.ReadAllTextAsync(folder["data/runs/gold-silver_2026-Q3_2/report.html"]), StringComparison.Ordinal);

        // Of a store that the months do not know nothing can be told.
        var other = await Tier.JsonAsync("show", "S203000001", "--data", folder["data"], "--json");
        Assert.Equal(["no-outcome", "no-outcome", "no-outcome"], other.GetProperty("results")[0].GetProperty("periods").EnumerateArray().Select(period => period.GetProperty("missing").GetString()));
    }

    [Fact]
    public async Task AFailingMonthCostsTheMedal()
    {
        await MonthAsync("2026-07", score: 95);
        await MonthAsync("2026-08", score: 10);
        await MonthAsync("2026-09", score: 95);
        Assert.Equal(0, (await QuarterAsync()).Code);
        var shown = await ShowAsync();
        Assert.Contains("  none; before: ", shown, StringComparison.Ordinal);
        Assert.Contains("2026-07 Excellent, 2026-08 Failing, 2026-09 Excellent", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAnyMonthTheColumnOfTheBlobsStandsIn()
    {
        Assert.Equal(0, (await QuarterAsync()).Code);
        Assert.Contains("Monthly service level: as supplied; service-level has no completed run for 2026-07, 2026-08, 2026-09", await ShowAsync(), StringComparison.Ordinal);
    }

    private async Task MonthAsync(string month, int score)
    {
        folder.Write($"in/{month}/a.csv", "store_id,industry,orders_90d,disputes_lost_90d,bad_experience_orders_90d,positive_reviews_90d,reviews_90d,service_score\n"
            + FormattableString.Invariant($"{Store},apparel,1000,4,15,98,100,{score}\n"));
        var ended = await Tier.RunAsync("run", "--programme", "service-level", "--period", month, "--metrics", folder[$"in/{month}"], "--policies", "policies", "--data", folder["data"]);
        Assert.True(ended.Code == 0, ended.ToString());
    }

    private Task<Ended> QuarterAsync(params string[] more) => Tier.RunAsync(
        ["run", "--programme", "gold-silver", "--period", "2026-Q3", "--metrics", "samples/gold-silver/2026-Q3", "--policies", "policies", "--data", folder["data"], .. more]);

    private async Task<string> ShowAsync()
    {
        var ended = await Tier.RunAsync("show", Store, "--programme", "gold-silver", "--data", folder["data"]);
        Assert.True(ended.Code == 0, ended.ToString());
        return ended.Output;
    }
}
