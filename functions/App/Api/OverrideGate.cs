using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Lets a run go on that the quality gate stopped.</summary>
public sealed class OverrideGate(Answers answers, RunRequests requests)
{
    [Function(nameof(OverrideGate))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/runs/{run}/override-gate")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Operate, token => requests.OverrideGateAsync(request, run, token), cancellationToken);
}
