using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The report of a completed run.</summary>
public sealed class ShowReport(SiteAnswers answers, RunPages pages)
{
    [Function(nameof(ShowReport))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/runs/{run}/report")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.ReportAsync(run, token), cancellationToken);
}
