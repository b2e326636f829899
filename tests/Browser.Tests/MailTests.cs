using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Browser.Tests;

/// <summary>The mails of every standard text, one below the other, on a phone and on a desk, by day and by night, in both languages.</summary>
[Collection(Served.Name)]
public sealed class MailTests(Marketplace market)
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly RunKey Judged = RunKey.Parse(Marketplace.Run);
    private static readonly RunKey Before = RunKey.Parse("gold-silver|2026-Q2|1");

    // What a mail has no part in: a page's landmarks and headings. Its subject stands above it, in the reader's own program.
    private static readonly string[] OfPages = ["not one main", "not one h1", "a level of headings"];

    [BrowserTheory]
    [InlineData("en", 375, false)]
    [InlineData("zh", 375, true)]
    [InlineData("en", 1280, true)]
    [InlineData("zh", 1280, false)]
    public async Task AMailIsOpenToEverybody(string language, int width, bool dark)
    {
        var policy = (await market.Services.GetRequiredService<RunPlans>().OfAsync(Judged, Ever)).Policy;
        foreach (var text in policy.Texts.Keys.Order(StringComparer.Ordinal))
        {
            var mail = await WriteAsync([await NoticeOfAsync(text)], language);
            await LookAsync(mail, $"mail-{text}-{language}-{width}{(dark ? "-dark" : "")}", width, dark);
        }
        var digest = await WriteAsync([await NoticeOfAsync("promoted"), await NoticeOfAsync("at-risk"), await NoticeOfAsync("deadline")], language);
        await LookAsync(digest, $"mail-digest-{language}-{width}{(dark ? "-dark" : "")}", width, dark);
    }

    private async Task LookAsync(Letter mail, string name, int width, bool dark)
    {
        await using var window = await market.Chromium.OpenAsync(width, dark, scripts: true);
        var page = await window.NewPageAsync();
        await page.SetContentAsync(mail.Html!); // a mail has one
        await Rules.PictureAsync(page, name);
        Assert.Empty((await Rules.BrokenAsync(page)).Where(sentence => !OfPages.Any(rule => sentence.StartsWith(rule, StringComparison.Ordinal))).Select(sentence => $"{name}: {sentence}"));
        // No braces, and nothing that has nothing to say.
        Assert.DoesNotContain('{', await page.InnerTextAsync("body"));
    }

    private async Task<Notice> NoticeOfAsync(string text)
    {
        var notices = (await market.Services.GetRequiredService<INotices>().PageAsync(Judged, null, null, 500, Ever)).Notices;
        string StoreOf(string movement) => notices.First(notice => notice.Movement == movement).Store;
        var reminders = RunKey.OfReminders(Judged.Programme, Judged.Period);
        return text switch
        {
            // A store that fell was at risk: the quarter's readings beside what it held before.
            "at-risk" => new Notice(reminders, StoreOf("demoted"), Contact.Email, text, text)
            {
                Occasion = new Occasion { By = Before, At = market.Time.Now, Readings = await LineOfAsync(StoreOf("demoted")) },
            },
            _ when text.StartsWith("deadline", StringComparison.Ordinal) => new Notice(reminders, StoreOf("promoted"), Contact.Email, text, "deadline")
            {
                Occasion = new Occasion { By = Judged, At = market.Time.Now, Deadline = new DateOnly(2027, 4, 1), Kind = DeadlineKind.Entitlement, Entitlements = text.EndsWith("entitlement", StringComparison.Ordinal) ? "window-reward-for-new early-payout" : null },
            },
            _ => new Notice(Judged, StoreOf(text.Contains("demoted", StringComparison.Ordinal) ? "demoted" : "promoted"), Contact.Email, text, text.Replace("manager-", "", StringComparison.Ordinal)),
        };
    }

    private async Task<string> LineOfAsync(string store)
    {
        var snapshot = Encoding.UTF8.GetString(await market.Services.GetRequiredService<IRunFiles>().ReadAllAsync(Judged, RunFile.Snapshot, Ever));
        return snapshot.Split('\n').Single(line => line.StartsWith($"[\"{store}\",", StringComparison.Ordinal));
    }

    private async Task<Letter> WriteAsync(IReadOnlyList<Notice> about, string language)
    {
        var to = new Contact { Id = about[0].Store, Name = language == "zh" ? "李记 & \"儿子们\" 旗舰店" : "Corner Shop & Sons <Ltd>", EmailAddress = "shop@example.com", Language = language };
        return await market.Services.GetRequiredService<ILetters>().WriteAsync("letter", Contact.Email, to, about, Ever);
    }
}
