using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>What became of the notices of a run, and what its text messages took.</summary>
public sealed class CountRunNotices(Answers answers, RunNoticeRequests requests)
{
    [Function(nameof(CountRunNotices))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/runs/{run}/notices")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.CountAsync(run, token), cancellationToken);
}
