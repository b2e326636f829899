using System.Text.Json;

namespace TierFunctions.EndToEnd.Tests;

public sealed class ExportTests : IDisposable
{
    private readonly Shop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public async Task NoTextIsTakenForAFormulaAndNoNumberIsTouched()
    {
        string[] names = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "a, \"b\"", "<script>alert(1)</script>", "'", "店", " =1+1", "\u200B=1+1", "\u202E@1", "＝1+1", "a=1"];
        shop.Write("in/a.ndjson", string.Concat(names.Select((name, i) =>
            JsonSerializer.Serialize(new { store_id = $"S{i:00}", name, industry = i == 0 ? "=toys" : "toys", sales = 1.5m, growth = -0.25m }) + "\n")));
        Assert.Equal(0, (await shop.RunAsync()).Code);

        var lines = (await Tier.RunAsync("export", "--run", "shop|2025-Q3|1", "--data", shop.Data)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("store_id,status,tier,before,movement,since,missed,reason,name,industry,sales,growth", lines[0]);
        string[] cells = ["'=1+1,'=toys", "'+1,toys", "'-1,toys", "'@SUM(A1),toys", "'=cmd|' /C calc'!A0,toys", "\"a, \"\"b\"\"\",toys", "<script>alert(1)</script>,toys", "',toys", "店,toys", "' =1+1,toys", "'\u200B=1+1,toys", "'\u202E@1,toys", "'＝1+1,toys", "a=1,toys"];
        Assert.Equal(cells.Select(cell => $"{cell},1.5,-0.25"), lines.Skip(1).Select(line => line[IndexOfName(line)..]));

        var json = (await Tier.RunAsync("export", "--run", "shop|2025-Q3|1", "--format", "ndjson", "--data", shop.Data)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(names, json.Select(line => JsonElement.Parse(line).GetProperty("readings").GetProperty("name").GetString()));
        Assert.All(json, line => Assert.Equal(-0.25m, JsonElement.Parse(line).GetProperty("readings").GetProperty("growth").GetDecimal()));
        Assert.DoesNotContain("<script>alert", await File.ReadAllTextAsync(Path.Join(shop.Data, "runs", "shop_2025-Q3_1", "report.html")), StringComparison.Ordinal);
    }

    // Behind store, status, tier, before, movement, since, missed and reason, none of which holds a comma.
    private static int IndexOfName(string line)
    {
        var at = 0;
        for (var cell = 0; cell < 8; cell++) at = line.IndexOf(',', at) + 1;
        return at;
    }
}
