namespace TierFunctions.EndToEnd.Tests;

/// <summary>The shipped programmes: a month of refund-rate warnings, the tiering of the stores that reads it, and what their owners are told.</summary>
public sealed class ProductsTests : IDisposable
{
    private const string Run = "refund-rate-warning|2026-05|1";
    private const string Header = "store_id,product_id,product_name,industry,business_model,orders,refunded\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AStoresProductsAreJudgedToldOfAndReadByItsTiering()
    {
        folder.Write("in/products/a.csv", Header + """
            W2,lamp,Lamp,toys,managed,100,8
            W1,kettle,Kettle,toys,managed,100,17
            W1,lamp,Lamp,toys,managed,100,40
            W1,rug,Rug,toys,managed,100,9
            W1,pan,Pan,toys,managed,19,19
            W1,,Nameless,toys,managed,100,40
            W3,kettle,Kettle,shoes,managed,100,30
            W3,kettle,Kettle,shoes,managed,100,30

            """);
        var judged = await AssessAsync("refund-rate-warning", "in/products", "--override-gate", "rows without an id are known");
        Assert.Contains("Rows              8 read = 6 accepted + 2 quarantined", judged.Output, StringComparison.Ordinal);
        Assert.Contains("Products          6 = 6 evaluated", judged.Output, StringComparison.Ordinal);
        Assert.Contains("Notices           2 = ", judged.Output, StringComparison.Ordinal);
        Assert.Equal(["missing-product-id", "repeated-row"], (await File.ReadAllLinesAsync(folder["data/runs/refund-rate-warning_2026-05_1/quarantine.ndjson"])).Select(line => System.Text.Json.JsonElement.Parse(line).GetProperty("reason").GetString()));

        // A store's products, and one of them.
        var shown = await ShowAsync("W1");
        Assert.Contains("Products of W1 in refund-rate-warning 2026-05: 4 = 2 serious + 1 above + 1 not-assessed", shown, StringComparison.Ordinal);
        Assert.True(shown.IndexOf("Kettle", StringComparison.Ordinal) < shown.IndexOf("Rug", StringComparison.Ordinal), shown);
        Assert.Contains("More: tier show W1 --programme refund-rate-warning --after lamp", await ShowAsync("W1", "--limit", "2"), StringComparison.Ordinal);
        Assert.Contains("To reach above:", await ShowAsync("W1", "--product", "kettle"), StringComparison.Ordinal);
        Assert.Contains("has judged product none of store W1", (await Tier.RunAsync("show", "W1", "--product", "none", "--data", folder["data"])).Errors, StringComparison.Ordinal);

        // The store's own programme reads how many there are; who has no product has none that is warned of.
        folder.Write("in/stores/a.csv", """
            store_id,store_name,industry,business_model,orders_90d,invitations,invitations_accepted,stock_orders,stocked_on_time,fulfilled_to_order,warehouse_orders_90d,defect_free,service_score
            W1,One,toys,managed,100,10,10,11,11,1,100,1,100
            W2,Two,toys,managed,100,10,10,11,11,1,100,1,100
            W4,Four,toys,managed,100,10,10,11,11,1,100,1,100

            """);
        await AssessAsync("managed-tier", "in/stores");
        Assert.Equal(["W1 s 2", "W2 s 0", "W4 s 0"], [await TieredAsync("W1"), await TieredAsync("W2"), await TieredAsync("W4")]);
        Assert.Contains("Products with a serious refund rate: products at serious of refund-rate-warning: 2026-05 2", await ShowAsync("W1", "--programme", "managed-tier"), StringComparison.Ordinal);

        // One letter to the owner of both.
        var read = await Tier.RunAsync("notices", "contacts", folder.Write("contacts.csv", $"id,name,email,time_zone\nW1,Shop One,w1@example.com,{Midday.Zone()}\n"), "--data", folder["data"]);
        Assert.True(read.Code == 0, read.ToString());
        var sent = await Tier.RunAsync("notices", "send", "--run", Run, "--folder", folder["letters"], "--settings", folder.Write("hooks.json", """{"Hooks":{"From":"notices@example.com"}}"""), "--data", folder["data"]);
        Assert.True(sent.Output.Contains("2 = 2 sent", StringComparison.Ordinal), sent.ToString());
        var letter = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder["letters"])));
        Assert.Contains("w1@example.com", letter, StringComparison.Ordinal);

        var csv = await ExportAsync("csv");
        Assert.StartsWith("store_id,product_id,status,tier,", csv[0], StringComparison.Ordinal);
        Assert.Equal(["W1,kettle", "W1,lamp", "W1,pan", "W1,rug", "W2,lamp", "W3,kettle"], csv.Skip(1).Select(line => string.Join(',', line.Split(',')[..2])));
        Assert.StartsWith("""{"store":"W1","product":"kettle",""", (await ExportAsync("ndjson"))[0], StringComparison.Ordinal);
    }

    private async Task<Ended> AssessAsync(string programme, string metrics, params string[] more)
    {
        var ended = await Tier.RunAsync(["run", "--programme", programme, "--period", "2026-05", "--metrics", folder[metrics], "--policies", "policies", "--data", folder["data"], .. more]);
        Assert.True(ended.Code == 0, ended.ToString());
        return ended;
    }

    private async Task<string> ShowAsync(string store, params string[] more)
    {
        var ended = await Tier.RunAsync(["show", store, "--data", folder["data"], .. more]);
        Assert.True(ended.Code == 0, ended.ToString());
        return ended.Output;
    }

    private async Task<string> TieredAsync(string store)
    {
        var shown = await Tier.JsonAsync("show", store, "--programme", "managed-tier", "--data", folder["data"], "--json");
        return $"{store} {shown.GetProperty("tier").GetString()} {shown.GetProperty("results")[0].GetProperty("periods")[0].GetProperty("products").GetInt64()}";
    }

    private async Task<string[]> ExportAsync(string format)
    {
        var ended = await Tier.RunAsync("export", "--run", Run, "--format", format, "--data", folder["data"]);
        Assert.True(ended.Code == 0, ended.ToString());
        return ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
