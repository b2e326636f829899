using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>What a store earned before.</summary>
public sealed class GetStoreHistory(Answers answers, StoreRequests requests)
{
    [Function(nameof(GetStoreHistory))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/history")] HttpRequest request, string store, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.HistoryAsync(request, store, token), cancellationToken);
}
