using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using TierFunctions.Pages.Card;
using TierFunctions.Pages.Documents;
using TierFunctions.Pages.Words.Site;

namespace TierFunctions.App.Site;

/// <summary>A page for operators, in the language of whoever asks for it.</summary>
internal static class OperatorPage
{
    public static PageWords WordsFor(HttpRequest request) => new(Languages.Of(request).Language);

    /// <param name="parameters">By the names of the page's parameters.</param>
    public static async Task<IResult> AnswerAsync<TPage>(HttpRequest request, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) where TPage : IComponent
    {
        var reader = new Reader(WordsFor(request), [.. CardWords.All.Select(words => new PageLanguage(words.Language, words.LanguageName, AddressIn(words.Language, request)))]);
        return new HtmlAnswer(await Document.RenderAsync<TPage>(parameters, reader), Sheet.Operator, forms: true, status: status);
    }

    private static string AddressIn(string language, HttpRequest request) =>
        request.Path.ToUriComponent() + new QueryBuilder(request.Query.Where(part => part.Key != Languages.Choice)) { { Languages.Choice, language } };
}
