using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using TierFunctions.App.Access;
using TierFunctions.App.Http;
using TierFunctions.Pages.Documents;
using TierFunctions.Pages.Words;

namespace TierFunctions.App.Site;

/// <summary>
/// Between an HTTP trigger and the page that answers it: everything that holds for programs, and beside it that a refusal is a page
/// as well, that who is not signed in is sent to where that is done, and that a form comes from a page of ours.
/// </summary>
public sealed class SiteAnswers(Answers answers, IConfiguration settings)
{
    public async Task<IResult> ToPageAsync(HttpRequest request, Right right, Func<CancellationToken, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        if (right.IsForPeople) Languages.Remember(request);
        var result = await answers.ToAsync(request, right, answer, cancellationToken);
        if (result is not ProblemHttpResult problem) return result;
        if (problem.StatusCode == StatusCodes.Status401Unauthorized && right.IsForPeople && HttpMethods.IsGet(request.Method) && settings[Settings.SignIn] is { Length: > 0 } signIn)
            return TypedResults.Redirect($"{signIn}?post_login_redirect_uri={Uri.EscapeDataString(request.PathBase + request.Path + request.QueryString)}");
        return new HtmlAnswer(await RefusalAsync(request, right, problem), Sheet.Card, status: problem.StatusCode);
    }

    public Task<IResult> ToFormAsync(HttpRequest request, Right right, Func<CancellationToken, Task<IResult>> answer, CancellationToken cancellationToken) => ToPageAsync(
        request, right,
        token => SameOrigin.Sent(request) ? answer(token) : throw new RefusedRequestException(StatusCodes.Status403Forbidden, "This form was not sent from a page of this site."),
        cancellationToken);

    /// <summary>A merchant who reads another language is told by the heading alone; an operator needs the reason, in English if need be.</summary>
    private static Task<string> RefusalAsync(HttpRequest request, Right right, ProblemHttpResult problem) => Document.RenderAsync<RefusalPage>(new Dictionary<string, object?>
    {
        [nameof(RefusalPage.Status)] = problem.StatusCode,
        [nameof(RefusalPage.Detail)] = right.IsForPeople || Languages.Of(request).Language == Phrases.English ? problem.ProblemDetails.Detail : null,
        [nameof(RefusalPage.Words)] = Languages.Of(request),
    });
}
