using Microsoft.Playwright;
using TierFunctions.EndToEnd.Tests;

namespace TierFunctions.Browser.Tests;

/// <summary>The machine's own Chromium; nothing is downloaded.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// <summary>Why there is none; null where there is. On continuous integration it must be there.</summary>
    public static string? Unavailable { get; } = File.Exists(Program) || Places.IsContinuousIntegration ? null : $"There is no {Program} on this machine.";

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu", "--lang=en"] }));
    }

    /// <summary>A window with cookies of its own.</summary>
    public Task<IBrowserContext> OpenAsync(int width, bool dark = false, string language = "en", bool scripts = false) => browser.NewContextAsync(new()
    {
        ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
        ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        Locale = language,
        JavaScriptEnabled = scripts,
    });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

/// <summary>A test that needs a browser; skipped without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Unavailable;
}

/// <summary>A theory that needs a browser; skipped without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Unavailable;
}
