using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>The stores whose result a revision makes different, and what it gives them and takes back.</summary>
public sealed class ListRunChanges(Answers answers, ChangeRequests requests)
{
    [Function(nameof(ListRunChanges))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/runs/{run}/changes")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.ListAsync(request, run, token), cancellationToken);
}
