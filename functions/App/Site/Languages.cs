using Microsoft.AspNetCore.Http;
using TierFunctions.Pages.Card;

namespace TierFunctions.App.Site;

/// <summary>The language that somebody reads: the one they chose, or else the first that their browser asks for and that there is.</summary>
internal static class Languages
{
    /// <summary>The parameter of an address by which a language is chosen.</summary>
    public const string Choice = "lang";

    public static CardWords Of(HttpRequest request) => Wanted(request).Select(CardWords.Find).FirstOrDefault(words => words is not null) ?? CardWords.All[0];

    // "zh-Hans-CN" is Chinese before it is anything else.
    private static IEnumerable<string> Wanted(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .Prepend(request.Query[Choice].ToString())
            .Select(language => language.Split('-')[0]);
}
