using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>One run: its chunks, what was put aside, and what can be done.</summary>
public sealed class ShowRun(SiteAnswers answers, RunPages pages)
{
    [Function(nameof(ShowRun))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/runs/{run}")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.RunAsync(request, run, token), cancellationToken);
}
