using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Where a store would stand with other readings; nothing is stored unless it is asked to be kept.</summary>
public sealed class CheckStore(Answers answers, CheckRequests requests)
{
    [Function(nameof(CheckStore))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/stores/{store}/check")] HttpRequest request, string store, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.LookAfter, token => requests.CheckAsync(request, store, token), cancellationToken);
}
