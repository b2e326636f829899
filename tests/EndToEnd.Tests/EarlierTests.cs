namespace TierFunctions.EndToEnd.Tests;

/// <summary>A programme that reads its own earlier periods, from the store's stored outcomes.</summary>
public sealed class EarlierTests : IDisposable
{
    private const string Policy = """
        programme: growing
        version: 1
        title: { en: Growing, zh: 增长 }
        effective: { from: 2024 }
        cadence: yearly
        timeZone: UTC
        subject: store
        metrics:
          sales: { kind: amount, currency: USD, title: { en: Sales, zh: 销售额 } }
          sales_last_year: { kind: amount, currency: USD, title: { en: Sales last year, zh: 去年销售额 }, earlier: { of: sales, ago: 1 year, otherwise: supplied } }
          growth: { kind: rate, title: { en: Growth, zh: 增长率 }, growth: { of: sales, against: sales_last_year } }
        tiers: [ { tier: up, requires: [ { metric: growth, above: 0 } ] } ]
        otherwise: none
        gate: { rowsChange: { warn: 1000, stop: 1000 } }
        """;

    private readonly TemporaryFolder folder = new();

    public EarlierTests() => folder.Write("policies/growing.yaml", Policy);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AYearReadsTheYearBeforeAndSaysOfWhichRun()
    {
        await YearAsync("2024", "store_id,sales,sales_last_year\nA,1000,900\nB,1000,1100\n");
        Assert.Contains("Sales last year: as supplied; growing has no completed run for 2023", await ShowAsync("A"), StringComparison.Ordinal);

        await YearAsync("2025", "store_id,sales\nA,1000.5\nB,999\nC,5\n");
        var shown = await ShowAsync("A");
        Assert.Contains("  up; before: up", shown, StringComparison.Ordinal);
        Assert.Contains("From earlier periods:\n  Sales last year: the earlier reading: 2024 USD\u00A01,000 (revision 1)\n", shown, StringComparison.Ordinal);
        Assert.Contains("  去年销售额：以往的数据：2024 USD\u00A01,000（第1次修订）\n", await ShowAsync("A", "--lang", "zh"), StringComparison.Ordinal);
        Assert.Contains("Sales last year: the earlier reading: 2024 no outcome of this store", await ShowAsync("C"), StringComparison.Ordinal);

        await YearAsync("2024", "store_id,sales,sales_last_year\nA,2000,900\nB,1000,1100\n", "--revise", "sales were wrong");
        var refused = await RunAsync("2025");
        Assert.Equal(2, refused.Code);
        Assert.Contains("or earlier periods", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("2025", "--revise", "2024 was assessed again")).Code);
        shown = await ShowAsync("A");
        Assert.Contains("  none; before: up", shown, StringComparison.Ordinal);
        Assert.Contains("2024 USD\u00A02,000 (revision 2)", shown, StringComparison.Ordinal);

        var json = await Tier.JsonAsync("show", "B", "--programme", "growing", "--data", folder["data"], "--json");
        var period = json.GetProperty("results")[0].GetProperty("periods")[0];
        Assert.Equal(("growing|2024|2", 1000m), (period.GetProperty("run").GetString(), period.GetProperty("reading").GetDecimal()));
    }

    private async Task YearAsync(string year, string rows, params string[] more)
    {
        folder.Write($"in/{year}/a.csv", rows);
        var ended = await RunAsync(year, more);
        Assert.True(ended.Code == 0, ended.ToString());
    }

    private Task<Ended> RunAsync(string year, params string[] more) => Tier.RunAsync(
        ["run", "--programme", "growing", "--period", year, "--metrics", folder[$"in/{year}"], "--policies", folder["policies"], "--data", folder["data"], .. more]);

    private async Task<string> ShowAsync(string store, params string[] more)
    {
        var ended = await Tier.RunAsync(["show", store, "--programme", "growing", "--data", folder["data"], .. more], new Dictionary<string, string>());
        Assert.True(ended.Code == 0, ended.ToString());
        return ended.Output;
    }
}
