using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>Where the stores of a run went.</summary>
public sealed class ShowMovements(SiteAnswers answers, RunPages pages)
{
    [Function(nameof(ShowMovements))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/runs/{run}/movements")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.MovementsAsync(request, run, token), cancellationToken);
}
