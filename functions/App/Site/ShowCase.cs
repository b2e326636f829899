using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>One case with its log.</summary>
public sealed class ShowCase(SiteAnswers answers, CasePages pages)
{
    [Function(nameof(ShowCase))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/cases/{case}")] HttpRequest request, string @case, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.CaseAsync(request, @case, token), cancellationToken);
}
