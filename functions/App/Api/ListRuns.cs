using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>The runs, of all programmes or of one.</summary>
public sealed class ListRuns(Answers answers, RunRequests requests)
{
    [Function(nameof(ListRuns))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/runs")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.ListAsync(request, token), cancellationToken);
}
