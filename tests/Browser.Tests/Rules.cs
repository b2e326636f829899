using Microsoft.Playwright;
using TierFunctions.EndToEnd.Tests;

namespace TierFunctions.Browser.Tests;

/// <summary>Holds pages to rules, and keeps pictures of them for people.</summary>
internal static class Rules
{
    private static readonly string Script = Read();

    public static async Task<IReadOnlyList<string>> BrokenAsync(IPage page) => await page.EvaluateAsync<string[]>(Script);

    /// <summary>Keeps a picture of the whole page in <c>artifacts/screens</c>.</summary>
    public static Task PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Join(Places.Root, "artifacts", "screens", name + ".png"), FullPage = true });

    private static string Read()
    {
        using var stream = typeof(Rules).Assembly.GetManifestResourceStream("rules.js") ?? throw new InvalidOperationException("The assembly holds no rules.js.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
