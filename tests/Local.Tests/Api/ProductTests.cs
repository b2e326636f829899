using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TierFunctions.Local.Tests.Site;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Api;

/// <summary>A store's products, asked about over HTTP.</summary>
public sealed class ProductTests : IAsyncLifetime
{
    private const string Policy = """
        programme: warnings
        version: 1
        title: { en: Warnings, zh: 预警 }
        effective: { from: 2020-Q1 }
        cadence: quarterly
        timeZone: America/New_York
        subject: product
        metrics:
          name: { kind: text }
          orders: { kind: count, required: yes }
          refunded: { kind: count, better: lower }
          refund_rate: { kind: rate, title: { en: Refund rate, zh: 退款率 }, of: refunded, per: orders, better: lower }
        notAssessed: [ { id: few, when: { metric: orders, below: 10 } } ]
        tiers:
          - { tier: within, title: { en: Within, zh: 达标 }, requires: [ { id: standard, metric: refund_rate, atMost: 10 % } ] }
          - { tier: above, title: { en: Above, zh: 超标 }, requires: [ { id: serious, metric: refund_rate, atMost: 20 % } ] }
          - { tier: serious, title: { en: Serious, zh: 严重超标 }, requires: [ { id: known, metric: refund_rate, atLeast: 0 % } ] }
        otherwise: not-judged
        texts: { warning: { subject: "{product} is {tier}", text: "{product} is {tier}" } }
        notices: [ { on: placed, by: [email], text: warning, tiers: [serious] } ]
        gate: { quarantined: { warn: 100 %, stop: 100 % } }
        """;

    private const string Header = "store_id,product_id,name,orders,refunded\n";
    private const string Rows = Header + "C,P1,Kettle,100,30\nC,P2,Lamp,100,15\nC,P3,Blanket,100,5\nC,P4,Pan,9,9\nC,P5,Rug,100,25\nE,P1,Chair,100,30\n";

    private Served? assessed;

    private Served Served => assessed ?? throw new InvalidOperationException("Nothing is served.");

    public async Task InitializeAsync()
    {
        assessed = await StartAsync();
        foreach (var programme in new[] { "shop", "warnings" })
        {
            await Served.PostAsync("/api/runs", new { programme, period = "2025-Q3" }, HttpStatusCode.Accepted);
            await Served.EndOfAsync(RunKey.Parse($"{programme}|2025-Q3|1"));
        }
        while (await Served.StatusOfAsync("/api/stores/E/tiers") != HttpStatusCode.OK || await Served.StatusOfAsync("/api/stores/C/tiers/shop") != HttpStatusCode.OK) await Task.Delay(50);
    }

    private static Task<Served> StartAsync()
    {
        var served = new Served();
        served.Write("policies/warnings.yaml", Policy);
        served.Write("metrics/warnings/2025-Q3/products.csv", Rows);
        served.Drop("2025-Q3");
        return served.StartAsync(People.Trusting);
    }

    public async Task DisposeAsync()
    {
        if (assessed is not null) await assessed.DisposeAsync();
    }

    [Fact]
    public async Task AStoresProductsStandBesideWhatTheStoreHoldsTheWorstFirst()
    {
        var answer = await Served.GetAsync("/api/stores/C/tiers");
        Assert.Equal("shop", Assert.Single(answer.GetProperty("tiers").EnumerateArray()).Text("programme"));
        var products = Assert.Single(answer.GetProperty("products").EnumerateArray());
        Assert.Equal(("warnings", "5", """{"serious":2,"above":1,"within":1,"not-assessed":1}""", "null"), (products.Text("programme"), products.Text("total"), products.Text("tiers"), products.Text("next")));
        Assert.Equal(["P1 serious", "P5 serious", "P2 above", "P3 within", "P4 not-judged"], ListOf(products));
        var first = products.GetProperty("products")[0];
        Assert.Equal(("Kettle", "serious", "0.3", "0.2", "missed"),
            (first.Text("name"), first.GetProperty("missed")[0].Text("id"), first.GetProperty("missed")[0].Text("reading"), first.GetProperty("missed")[0].Text("limit"), first.GetProperty("missed")[0].Text("verdict")));

        // A store that no other programme judges is known by its products alone.
        Assert.Empty((await Served.GetAsync("/api/stores/E/tiers/warnings")).GetProperty("tiers").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, await Served.StatusOfAsync("/api/stores/A/tiers/warnings"));
        Assert.False((await Served.GetAsync("/api/stores/A/tiers")).TryGetProperty("products", out _));
    }

    [Fact]
    public async Task PageAfterPageGivesEveryProductOnce()
    {
        var found = new List<string>();
        string? after = null;
        do
        {
            var page = (await Served.GetAsync($"/api/stores/C/tiers/warnings?limit=2{(after is null ? "" : $"&after={after}")}")).GetProperty("products")[0];
            Assert.Equal("5", page.Text("total"));
            found.AddRange(ListOf(page));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        Assert.Equal(["P1 serious", "P5 serious", "P2 above", "P3 within", "P4 not-judged"], found);
    }

    [Fact]
    public async Task OneProductIsExplainedInFull()
    {
        var answer = await Served.GetAsync("/api/stores/C/tiers/warnings?product=P2");
        var product = Assert.Single(answer.GetProperty("tiers").EnumerateArray());
        Assert.Equal(("C", "P2", "above", "within"), (product.Text("store"), product.Text("product"), product.Text("tier"), product.Text("gap", "next")));
        Assert.False(answer.TryGetProperty("products", out _));
        Assert.Equal(HttpStatusCode.NotFound, await Served.StatusOfAsync("/api/stores/C/tiers/warnings?product=P9"));
        Assert.Equal(HttpStatusCode.NotFound, await Served.StatusOfAsync("/api/stores/C/tiers/shop?product=P2"));
        Assert.Equal(HttpStatusCode.BadRequest, await Served.StatusOfAsync("/api/stores/C/tiers/warnings?product=P!2"));
    }

    [Fact]
    public async Task HistoryAndNoticesAreOfTheStoreOrOfOneProduct()
    {
        Assert.Equal(["shop"], (await Served.GetAsync("/api/stores/C/history")).GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.Text("programme")));
        var history = await Served.GetAsync("/api/stores/C/history?product=P1");
        Assert.Equal(("P1", "serious"), (history.Text("product"), Assert.Single(history.GetProperty("outcomes").EnumerateArray()).Text("tier")));
        Assert.Equal(["P1", "P5"], (await Served.GetAsync("/api/stores/C/notices")).GetProperty("notices").EnumerateArray().Select(notice => notice.Text("product")));
        Assert.Equal(["P5"], (await Served.GetAsync("/api/stores/C/notices?product=P5")).GetProperty("notices").EnumerateArray().Select(notice => notice.Text("product")));
    }

    [Fact]
    public async Task AWhatIfMayNameTheProduct()
    {
        var readings = new { orders = 100, refunded = 11 };
        var named = await Served.PostAsync("/api/stores/C/check", new { programme = "warnings", product = "P1", readings });
        Assert.Equal(("P1", "above"), (named.Text("product"), named.Text("tier")));
        Assert.Equal("above", (await Served.PostAsync("/api/stores/C/check", new { programme = "warnings", readings })).Text("tier"));
        await Served.PostAsync("/api/stores/C/check", new { programme = "shop", product = "P1", readings = new { orders = 1 } }, HttpStatusCode.NotFound);
        await Served.PostAsync("/api/stores/C/check", new { programme = "warnings", product = "a b", readings }, HttpStatusCode.BadRequest);
        await Served.PostAsync("/api/checks", new { checks = new[] { new { programme = "warnings", product = "P1", readings } } }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task TheProjectionOfAProductIsItsOwn()
    {
        Served.Write("metrics/warnings/2026-Q1/products.csv", Header + "C,P1,Kettle,100,5\nC,P9,New,100,30\n");
        var one = Assert.Single((await Served.GetAsync("/api/stores/C/tiers/warnings?product=P1&cycle=projected")).GetProperty("tiers").EnumerateArray());
        Assert.Equal(("serious", "within"), (one.Text("tier"), one.Text("projection", "tier")));
        var newcomer = Assert.Single((await Served.GetAsync("/api/stores/C/tiers?product=P9&cycle=projected")).GetProperty("tiers").EnumerateArray());
        Assert.Equal(("P9", "serious"), (newcomer.Text("product"), newcomer.Text("projection", "tier")));
    }

    [Fact]
    public async Task AnswersAboutProductsAreAsTheyAreDescribed()
    {
        var described = Description.Read();
        Served.Write("metrics/warnings/2026-Q1/products.csv", Header + "C,P1,Kettle,100,5\n");
        foreach (var (method, path, address, body) in new (string, string, string, object?)[]
        {
            ("GET", "/api/stores/{store}/tiers", "/api/stores/C/tiers?limit=2", null),
            ("GET", "/api/stores/{store}/tiers/{programme}", "/api/stores/C/tiers/warnings?product=P1", null),
            ("GET", "/api/stores/{store}/tiers/{programme}", "/api/stores/C/tiers/warnings?product=P1&cycle=projected", null),
            ("GET", "/api/stores/{store}/history", "/api/stores/C/history?product=P1", null),
            ("GET", "/api/stores/{store}/notices", "/api/stores/C/notices", null),
            ("POST", "/api/stores/{store}/check", "/api/stores/C/check", new { programme = "warnings", product = "P1", readings = new { orders = 100, refunded = 11 } }),
            ("GET", "/api/runs/{run}", "/api/runs/warnings%7C2025-Q3%7C1", null),
            ("GET", "/api/runs/{run}/changes", "/api/runs/warnings%7C2025-Q3%7C1/changes?against=warnings%7C2025-Q3%7C1", null),
        })
        {
            using var answer = await Served.SendAsync(new HttpMethod(method), address, body);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{address}: {text}");
            var operation = described.Operations.Single(one => one.Method == method && one.Path == path).Operation;
            Assert.Empty(described.Faults(described.Resolve(operation["responses"]!["200"]!)["content"]!["application/json"]!["schema"]!, JsonNode.Parse(text)).Select(fault => $"{address}: {fault}"));
        }
    }

    [Fact]
    public async Task TheCardListsWhatIsWarnedOfAndWhatToDo()
    {
        using var client = Served.As("account-manager");
        var html = WebUtility.HtmlDecode(await client.GetStringAsync("/stores/C")).Replace('\u00A0', ' ');
        foreach (var said in new[] { "Kettle", "Rug", "Lamp", "30 %", "≤ 20 %", "To reach Above:", "10 less" }) Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.DoesNotContain("Blanket", html, StringComparison.Ordinal);
        var chinese = WebUtility.HtmlDecode(await client.GetStringAsync("/stores/C?lang=zh"));
        foreach (var said in new[] { "考核了您店铺的 5 件商品", "严重超标", "达到超标还需" }) Assert.Contains(said, chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C", "P1 P2 P3 P4 P5")]
    [InlineData("C!P3", "P3")]
    public async Task OperatorsFindProductsByTheirStoreAndByThemselves(string id, string products)
    {
        using var client = Served.As("auditor");
        var html = await client.GetStringAsync($"/operator/stores?run=warnings%7C2025-Q3%7C1&id={Uri.EscapeDataString(id)}");
        Assert.Equal(products.Split(' ').Select(product => $"C!{product}"), System.Text.RegularExpressions.Regex.Matches(html, "<a href=\"/stores/C\"><bdi>([^<]*)</bdi>").Select(match => match.Groups[1].Value));
    }

    private static IEnumerable<string> ListOf(JsonElement products) => products.GetProperty("products").EnumerateArray().Select(product => $"{product.Text("product")} {product.Text("tier")}");
}
