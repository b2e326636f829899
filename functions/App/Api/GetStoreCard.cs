using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Where a store stands, for its merchant, who comes by a link.</summary>
public sealed class GetStoreCard(Answers answers, StoreRequests requests)
{
    [Function(nameof(GetStoreCard))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stores/{store}/card")] HttpRequest request, string store, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Card(store), token => requests.TiersAsync(request, store, null, token), cancellationToken);
}
