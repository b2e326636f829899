using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>What operators decided for single stores, and who recorded it when.</summary>
public sealed class ListDecisions(Answers answers, RulingRequests requests)
{
    [Function(nameof(ListDecisions))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/decisions")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.ListDecisionsAsync(request, token), cancellationToken);
}
