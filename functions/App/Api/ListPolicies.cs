using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Every version of every programme.</summary>
public sealed class ListPolicies(Answers answers, PolicyRequests requests)
{
    [Function(nameof(ListPolicies))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/policies")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.ListAsync(token), cancellationToken);
}
