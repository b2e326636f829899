using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>Real sellers of a real marketplace, four quarters in sequence.</summary>
public sealed class OlistTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SharedFact("data/olist")]
    public async Task FourQuartersEndAsTheyAreKept()
    {
        Directory.CreateDirectory(folder["policies"]);
        File.Copy(Path.Join(Places.Root, "policies", "examples", "olist-medals.yaml"), folder["policies/olist-medals.yaml"]);
        var text = new StringBuilder();
        foreach (var period in new[] { "2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4" })
        {
            var blob = Path.Join(Places.Shared, "data", "olist", $"sellers-{period}.csv");
            // The marketplace grew by half in a quarter: the gate says so, and may stop.
            var run = await Tier.JsonAsync(
                "run", "-p", "olist-medals", "--period", period, "--metrics", blob, "--policies", folder["policies"], "--data", folder["data"], "--json");
            text.Append(CultureInfo.InvariantCulture, $"{period} {run.GetProperty("state").GetString()}\n");
            foreach (var part in new[] { "rows", "stores", "tiers", "movements" })
                text.Append(CultureInfo.InvariantCulture, $"  {part}: {string.Join(", ", run.GetProperty(part).EnumerateObject().Select(count => $"{count.Name} {count.Value.GetInt64()}"))}\n");
            if (run.TryGetProperty("findings", out var findings))
            {
                foreach (var finding in findings.EnumerateArray()) text.Append(CultureInfo.InvariantCulture, $"  {finding.GetProperty("code").GetString()}: {finding.GetProperty("message").GetString()}\n");
            }
            text.Append(CultureInfo.InvariantCulture, $"  without a row: {Outcomes.One(folder["data"], $"SELECT count(*) FROM outcomes o JOIN runs r ON r.id = o.run WHERE r.period = '{period}' AND reason IS NOT NULL")}\n");
        }
        text.Append("\nOne seller of each movement and status in 2017-Q4\n");
        foreach (var store in Outcomes.Ask(folder["data"], "SELECT min(store) FROM outcome_movements WHERE period = '2017-Q4' GROUP BY movement, tier, status ORDER BY movement, tier, status"))
            StoreLines.Write(text, await Tier.JsonAsync("show", store, "--period", "2017-Q4", "--data", folder["data"], "--json"));
        Kept.Same("olist.txt", text.ToString());
    }
}
