using Microsoft.Playwright;
using TierFunctions.EndToEnd.Tests;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Browser.Tests;

/// <summary>What people do with the pages.</summary>
[Collection(Served.Name)]
public sealed class BrowserTests(Marketplace market)
{
    private const int Desk = 1280;

    [BrowserFact]
    public async Task AMerchantReadsTheCardInTheLanguageOfTheBrowserAndInTheOther()
    {
        await using var window = await market.Chromium.OpenAsync(Desk, language: "zh-CN");
        var page = await window.GoAsync(market.Address, market.LinkTo(Marketplace.Store).Replace("&lang=en", "", StringComparison.Ordinal));
        Assert.Equal("zh", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("金银牌商家", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("Gold and silver medal merchants", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task AnOperatorFindsARunThatTheGateStoppedAndLetsItGoOn()
    {
        await using var window = await market.Chromium.OpenAsync(Desk);
        var page = await window.SignInAsync(market.Address, "/operator");
        await page.GetByRole(AriaRole.Link, new() { Name = "strict 2026-Q3" }).ClickAsync();
        await page.GetByLabel("Why these inputs are good enough after all").FillAsync("One row of a test store.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Override the gate" }).ClickAsync();
        Assert.EndsWith(Uri.EscapeDataString(Marketplace.StoppedRun), page.Url, StringComparison.Ordinal);
        while (await market.RunAsync(Marketplace.StoppedRun) is not { State: RunState.Completed }) await Task.Delay(50);
        await page.ReloadAsync();
        Assert.Contains("One row of a test store.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task HostileNamesDoNothingOnAnyPage()
    {
        await using var window = await market.Chromium.OpenAsync(Desk, scripts: true);
        var start = await window.SignInAsync(market.Address, "/operator");
        await start.CloseAsync();
        var run = Uri.EscapeDataString("shop|2026-Q3|1");
        string[] paths = ["/operator", $"/operator/runs/{run}", $"/operator/runs/{run}/movements", $"/operator/runs/{run}/report", $"/operator/stores?run={run}", "/operator/cases?programme=shop", $"/operator/cases/{Uri.EscapeDataString(Marketplace.Case)}", "/operator/policies", "/operator/policies/shop", "/operator/rulings", "/operator/rulings?lang=zh", "/operator/simulation", $"/operator/stores?run={run}&id={Uri.EscapeDataString(Marketplace.Hostile)}", market.LinkTo(Marketplace.HostileStore), market.LinkTo(Marketplace.HostileStore, "zh")];
        foreach (var path in paths)
        {
            var page = await window.NewPageAsync();
            var blocked = new List<string>();
            page.Console += (_, message) => { if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) blocked.Add(message.Text); };
            await page.GotoAsync(new Uri(market.Address, path).ToString());
            Assert.Equal("undefined", await page.EvaluateAsync<string>("() => typeof hit"));
            Assert.Equal(0, await page.Locator("script,img,iframe,object,embed,[onerror],[onload],[onclick]").CountAsync());
            // Nothing even tried: the names are text, and the policy is a second wall.
            Assert.Empty(blocked);
            // No name turns the text around it.
            Assert.Empty(await page.EvaluateAsync<string[]>("""
                () => { const bare = []; const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                  for (let node = walker.nextNode(); node; node = walker.nextNode())
                    if (node.textContent.includes('\u202E') && !node.parentElement.closest('bdi,title,option,pre,text')) bare.push(`${location.pathname}: ${node.parentElement.outerHTML}`);
                  return bare; }
                """));
            await page.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task TheKeyboardGoesThroughAPageInItsOrderAndShowsWhereItIs()
    {
        await using var window = await market.Chromium.OpenAsync(Desk, scripts: true);
        var page = await window.SignInAsync(market.Address, "/operator/stores");
        var expected = await page.EvaluateAsync<int>("() => { const all = [...document.querySelectorAll('a[href],button,input,select,summary,[tabindex=\"0\"]')].filter(one => one.checkVisibility()); all.forEach((one, place) => one.dataset.place = place); return all.length; }");
        for (var place = 0; place < Math.Min(expected, 30); place++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focus = await page.EvaluateAsync<string>("() => { const one = document.activeElement; const style = getComputedStyle(one); return `${one.dataset.place} ${style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0}`; }");
            Assert.Equal(FormattableString.Invariant($"{place} true"), focus);
        }
    }

    [BrowserFact]
    public async Task ACardPrintsWithoutWhatOnlyAScreenNeeds()
    {
        await using var window = await market.Chromium.OpenAsync(Desk);
        var page = await window.GoAsync(market.Address, market.LinkTo(Marketplace.Store));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.Locator(".languages").IsVisibleAsync());
        await Rules.PictureAsync(page, "card-print");
        await page.PdfAsync(new() { Path = Path.Join(Places.Root, "artifacts", "screens", "card.pdf"), Format = "A4" });
    }
}
