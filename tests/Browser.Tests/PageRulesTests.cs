using Microsoft.Playwright;

namespace TierFunctions.Browser.Tests;

/// <summary>Every page on a phone and on a desk, by day and by night, held to the rules of access.</summary>
[Collection(Served.Name)]
public sealed class PageRulesTests(Marketplace market)
{
    private const int Phone = 375;
    private const int Desk = 1280;

    private static readonly string RunAddress = $"/operator/runs/{Uri.EscapeDataString(Marketplace.Run)}";

    private static readonly (string Name, string Path)[] Pages =
    [
        ("runs", "/operator"),
        ("run", RunAddress),
        ("stopped-run", $"/operator/runs/{Uri.EscapeDataString(Marketplace.StoppedRun)}"),
        ("movements", RunAddress + "/movements"),
        ("report", RunAddress + "/report"),
        ("stores", "/operator/stores?run=" + Uri.EscapeDataString(Marketplace.Run)),
        ("stores-nearest", "/operator/stores?order=nearest&run=" + Uri.EscapeDataString(Marketplace.Run)),
        ("cases", "/operator/cases?programme=shop"),
        ("case", $"/operator/cases/{Uri.EscapeDataString(Marketplace.Case)}"),
        ("policies", "/operator/policies"),
        ("policy", "/operator/policies/gold-silver?version=2027-01&against=2021-09"),
        ("simulation", "/operator/simulation"),
        ("rulings", "/operator/rulings"),
    ];

    public static TheoryData<string, int, bool, string> Operator
    {
        get
        {
            var data = new TheoryData<string, int, bool, string>();
            foreach (var (name, _) in Pages)
            {
                data.Add(name, Phone, false, "en");
                data.Add(name, Desk, false, "en");
                data.Add(name, Desk, true, "en");
                data.Add(name, Phone, true, "zh");
            }
            return data;
        }
    }

    public static TheoryData<string, string, int, bool> Cards
    {
        get
        {
            var data = new TheoryData<string, string, int, bool>();
            foreach (var store in new[] { Marketplace.Store, Marketplace.HostileStore })
            {
                data.Add(store, "en", Phone, false);
                data.Add(store, "zh", Phone, true);
                data.Add(store, "zh", Desk, false);
                data.Add(store, "en", Desk, true);
            }
            return data;
        }
    }

    [BrowserTheory, MemberData(nameof(Operator))]
    public async Task AnOperatorsPageIsOpenToEverybody(string name, int width, bool dark, string language)
    {
        await using var window = await market.Chromium.OpenAsync(width, dark, language);
        var page = await window.SignInAsync(market.Address, Pages.Single(page => page.Name == name).Path);
        Assert.Equal(Pages.Single(page => page.Name == name).Path, new Uri(page.Url).PathAndQuery);
        await Rules.PictureAsync(page, $"{name}-{language}-{width}{(dark ? "-dark" : "")}");
        // The report is a document that was written once, in English.
        Assert.Equal(name is "report" ? "en" : language, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Empty(await Rules.BrokenAsync(page));
    }

    [BrowserTheory]
    [InlineData(Phone, false, "en", "Simulate")]
    [InlineData(Desk, true, "en", "Simulate")]
    [InlineData(Desk, false, "zh", "模拟")]
    public async Task TheResultOfASimulationIsOpenToEverybody(int width, bool dark, string language, string button)
    {
        await using var window = await market.Chromium.OpenAsync(width, dark, language);
        var page = await window.SignInAsync(market.Address, "/operator/simulation");
        await page.Locator("#known").SelectOptionAsync("gold-silver|2027-01");
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Rules.PictureAsync(page, $"simulated-{language}-{width}{(dark ? "-dark" : "")}");
        Assert.True(await page.Locator("#movements").CountAsync() == 1, await page.Locator("main").InnerTextAsync());
        Assert.Empty(await Rules.BrokenAsync(page));
    }

    [BrowserTheory, MemberData(nameof(Cards))]
    public async Task ACardIsOpenToEverybody(string store, string language, int width, bool dark)
    {
        await using var window = await market.Chromium.OpenAsync(width, dark);
        var page = await window.GoAsync(market.Address, market.LinkTo(store, language));
        await Rules.PictureAsync(page, $"card-{store}-{language}-{width}{(dark ? "-dark" : "")}");
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Empty(await Rules.BrokenAsync(page));
    }

    [BrowserFact]
    public async Task TheRulesFindWhatIsWrong()
    {
        await using var window = await market.Chromium.OpenAsync(Phone, scripts: true);
        var page = await window.NewPageAsync();
        await page.SetContentAsync("<h1>One</h1><h3>Two</h3><p style='color:#999'>pale</p><input><svg role='img'></svg><table><tr><th>A</th></tr></table><button style='height:9px;width:9px;padding:0'></button><div style='width:900px'>wide</div>");
        var broken = await Rules.BrokenAsync(page);
        foreach (var rule in new[] { "no language", "no title", "not one main", "a level of headings is skipped", "contrast 2.8", "a field without a label", "no name", "a table without a caption", "a header without a scope", "a target of 9 by 9", "wider than the window" })
            Assert.Contains(broken, sentence => sentence.StartsWith(rule, StringComparison.Ordinal));
    }
}
