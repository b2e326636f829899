using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Where a store stands in each programme, or in one, and why.</summary>
public sealed class GetStoreTiers(Answers answers, StoreRequests requests)
{
    [Function(nameof(GetStoreTiers))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/tiers/{programme?}")] HttpRequest request, string store, string? programme, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.TiersAsync(request, store, programme, token), cancellationToken);
}
