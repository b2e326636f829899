using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Sends once more what a run that stands still is waiting for.</summary>
public sealed class RedriveRun(Answers answers, RunRequests requests)
{
    [Function(nameof(RedriveRun))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/runs/{run}/redrive")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Operate, token => requests.RedriveAsync(run, token), cancellationToken);
}
