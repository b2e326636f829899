using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The page on which a draft of a policy is tried out.</summary>
public sealed class ShowSimulation(SiteAnswers answers, SimulationPages pages)
{
    [Function(nameof(ShowSimulation))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/simulation")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.FormAsync(request, token), cancellationToken);
}
