using Microsoft.Playwright;

namespace TierFunctions.Browser.Tests;

/// <summary>Ways to get to pages.</summary>
internal static class Visits
{
    public static async Task<IPage> GoAsync(this IBrowserContext window, Uri site, string path)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync(new Uri(site, path).ToString());
        return page;
    }

    /// <summary>Goes to an operator's page as somebody who must sign in first, and does.</summary>
    public static async Task<IPage> SignInAsync(this IBrowserContext window, Uri site, string path)
    {
        var page = await window.GoAsync(site, path);
        await page.GetByLabel("Admin key").Or(page.GetByLabel("管理密钥")).FillAsync(Marketplace.AdminKey);
        await page.GetByRole(AriaRole.Button).ClickAsync();
        return page;
    }
}
