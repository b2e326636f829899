using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>What a draft of a policy would make of a period that has been assessed; nothing is stored.</summary>
public sealed class SimulateDraft(Answers answers, SimulationRequests requests)
{
    [Function(nameof(SimulateDraft))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/simulations")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Operate, token => requests.SimulateAsync(request, token), cancellationToken);
}
