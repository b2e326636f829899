using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The board of cases.</summary>
public sealed class ShowCases(SiteAnswers answers, CasePages pages)
{
    [Function(nameof(ShowCases))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/cases")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.BoardAsync(request, token), cancellationToken);
}
