using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>What a store was told, or is to be.</summary>
public sealed class GetStoreNotices(Answers answers, StoreRequests requests)
{
    [Function(nameof(GetStoreNotices))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/notices")] HttpRequest request, string store, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.NoticesAsync(request, store, token), cancellationToken);
}
