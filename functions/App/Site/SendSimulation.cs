using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The form that tries out a draft of a policy.</summary>
public sealed class SendSimulation(SiteAnswers answers, SimulationPages pages)
{
    [Function(nameof(SendSimulation))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/simulation")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToFormAsync(request, Right.OperatePages, token => pages.SimulateAsync(request, token), cancellationToken);
}
