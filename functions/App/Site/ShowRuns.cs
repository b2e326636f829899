using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>All runs, and how far those under way have come.</summary>
public sealed class ShowRuns(SiteAnswers answers, RunPages pages)
{
    [Function(nameof(ShowRuns))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.RunsAsync(request, token), cancellationToken);
}
