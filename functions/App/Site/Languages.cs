using Microsoft.AspNetCore.Http;
using TierFunctions.Pages.Card;

namespace TierFunctions.App.Site;

/// <summary>The language that somebody reads: the one they chose, now or on a page before, or else the first that their browser asks for and that there is.</summary>
public static class Languages
{
    /// <summary>The parameter of an address by which a language is chosen, and the cookie that remembers it from one operator's page to the next.</summary>
    public const string Choice = "lang";

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static CardWords Of(HttpRequest request) => Wanted(request).Select(CardWords.Find).FirstOrDefault(words => words is not null) ?? CardWords.All[0];

    /// <summary>Remembers the language that was chosen with this request, if one was.</summary>
    public static void Remember(HttpRequest request)
    {
        if (CardWords.Find(request.Query[Choice].ToString()) is not { } chosen) return;
        request.HttpContext.Response.Cookies.Append(Choice, chosen.Language, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, MaxAge = Remembered, IsEssential = true });
    }

    // "zh-Hans-CN" is Chinese before it is anything else.
    private static IEnumerable<string> Wanted(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .Prepend(request.Cookies[Choice] ?? "")
            .Prepend(request.Query[Choice].ToString())
            .Select(language => language.Split('-')[0]);
}
