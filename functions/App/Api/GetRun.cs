using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>One run: how far it has come and what it came to.</summary>
public sealed class GetRun(Answers answers, RunRequests requests)
{
    [Function(nameof(GetRun))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/runs/{run}")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.FindAsync(run, token), cancellationToken);
}
